using System.Globalization;
using Tidemark.Simulation.Sessions;
using Tidemark.Simulation.Venues;

namespace Tidemark.Simulation.Backtesting;

/// <summary>What a reader must know before trusting a backtest.</summary>
internal static class BacktestWarnings
{
    private const int MostNamesShown = 5;

    public static IReadOnlyList<string> Of(BacktestPlan plan, BacktestRecorder recorder, SimulatedSession session)
    {
        var warnings = new List<string>();
        if (plan.Setup.Instruments.Any(instrument => plan.Venue.FeesOf(instrument.Id).Rates is { Maker: 0m, Taker: 0m })) warnings.Add("fees are zero: no venue trades for free");
        foreach (var (instrument, index) in plan.Setup.Instruments.Select((instrument, index) => (instrument.Id, index)))
        {
            if (instrument.Kind == InstrumentKind.Option) warnings.Add($"{instrument}: options are traded like spot here, without margin or expiry");
            if (instrument.Kind == InstrumentKind.Perpetual && plan.Funding.All(funding => funding.Instrument.Value != index))
                warnings.Add($"{instrument}: funding is not charged, because no rates are given (--funding FILE)");
        }
        if (plan.Books.Count > 0) AddBooks(plan, warnings);
        if (recorder.Ledger.CountOf(LedgerKind.Liquidation) > 0)
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{recorder.Ledger.Entries.Count(entry => entry is { Kind: LedgerKind.Liquidation, Fill: not null }):N0} position(s) liquidated: less leverage would have kept them"));
        if (plan.Setup.Accounts.Any(account => account.Kind == AccountKind.Margin) && plan.Setup.Instruments.Any(instrument => !instrument.Id.IsContract))
            warnings.Add(plan.Venue.Interest is null
                ? "margin account: interest on borrowed money and coins is not charged (--borrow-rate), and spot positions are not liquidated"
                : "margin account: spot positions are not liquidated");
        if (session.Venue.TransferRefusals.ToList() is { Count: > 0 } refusals)
            warnings.Add($"transfers refused: {string.Join(", ", refusals.Select(refusal => string.Create(CultureInfo.InvariantCulture, $"{refusal.Count} {refusal.Reason}")))}");
        if (recorder.Delisted is { } delisted) warnings.Add(DelistedText(plan, delisted));
        var working = session.Engine.Orders.Active.Count;
        if (working > 0) warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{working} order(s) still working at the end"));
        AddCounts(session.Venue.Counts, warnings);
        if (recorder.Refusals.Count > 0)
        {
            var list = string.Join(", ", recorder.Refusals.OrderBy(pair => pair.Key).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key}")));
            warnings.Add($"orders refused: {list}");
        }
        return warnings;
    }

    private static void AddBooks(BacktestPlan plan, List<string> warnings)
    {
        var recorded = plan.Books.OfType<BookColumns>().Where(book => book.Count > 0).ToList();
        var minutes = recorded.Sum(book => (book.ReceivedTimes.Span[^1] - book.ReceivedTimes.Span[0]) / 60e9) / Math.Max(recorded.Count, 1);
        warnings.Add(string.Create(CultureInfo.InvariantCulture, $"order books: the recorded market does not answer to our orders, and {minutes:0.#} minutes of it prove nothing about other days"));
        var silent = plan.Books.Select((book, index) => (book, index)).Where(pair => pair.book is { HasTrades: false }).Select(pair => plan.Setup.Instruments[pair.index].Id.ToString()).ToList();
        if (silent.Count > 0) warnings.Add($"no trades are recorded of {string.Join(", ", silent.Take(MostNamesShown))}{(silent.Count > MostNamesShown ? ", …" : "")}: stops and margin follow the middle of the book, and resting orders fill only where others offer at their price");
    }

    private static string DelistedText(BacktestPlan plan, List<InstrumentIndex> delisted)
    {
        var names = delisted.Distinct().Select(instrument => plan.Setup.Instruments[instrument.Value].Id.ToString()).ToList();
        var list = string.Join(", ", names.Take(MostNamesShown)) + (names.Count > MostNamesShown ? ", …" : "");
        return string.Create(CultureInfo.InvariantCulture, $"{delisted.Count} position(s) closed at the last price because trading in the instrument ended ({list}): a real holder may have got less");
    }

    private static void AddCounts(FillCounts counts, List<string> warnings)
    {
        if (counts.LargeOrders > 0)
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{counts.LargeOrders:N0} order(s) were more than {FillCounts.LargeShare * 100:0.#} % of a bar's volume: real fills would have moved the price; consider --slippage sqrt:1"));
        if (counts.FillsOverGaps > 0)
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{counts.FillsOverGaps:N0} fill(s) over a gap of the data: bars are missing between the order and its fill"));
    }
}
