using Tidemark.Venues.Ports;

namespace Tidemark.Cli.Commands.Bench.Faults;

/// <summary>What a drill came to.</summary>
/// <param name="Recorder">Everything that was recorded.</param>
/// <param name="Trader">Every order and fill.</param>
/// <param name="FaultsDone">How many entries the log of faults has, by kind.</param>
/// <param name="Violations">What was wrong, one line each; empty when all was right.</param>
internal sealed record DrillReport(DrillRecorder Recorder, DrillTrader Trader, IReadOnlyDictionary<string, int> FaultsDone, IReadOnlyList<string> Violations)
{
    public IReadOnlyList<BenchMetric> Metrics =>
    [
        Count("violations", Violations.Count, BetterDirection.Lower),
        Count("faultKinds", FaultsDone.Count),
        Count("orders", Trader.Tracker.Orders.Count),
        Count("fills", Trader.FillCount),
        Count("correctedFills", Trader.Corrections),
        Count("failedRequests", Trader.Errors.Values.Sum()),
        Count("orderSweeps", Trader.Tracker.Sweeps),
        Count("trades", Recorder.Trades.Sum(trades => trades.Count)),
        Count("bookUpdates", Recorder.Books.Sum(book => book.Updates)),
        Count("bookComparisons", Recorder.Books.Sum(book => book.Compared)),
        Count("booksRestored", Recorder.CountOf(FeedNoticeKind.BookRestored)),
        Count("reconnects", Recorder.CountOf(FeedNoticeKind.Connected)),
        Count("barsCompared", Recorder.BarsCompared),
    ];

    private static BenchMetric Count(string name, double value, BetterDirection better = BetterDirection.Higher) => new(name, value, "count", better);
}
