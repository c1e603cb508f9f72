using System.Globalization;
using Tidemark.Engine.Books;
using Tidemark.Engine.Events;
using Tidemark.Engine.Strategies;
using Tidemark.Research.Backtests;
using Tidemark.Storage.Books;

namespace Tidemark.Cli.Commands.Bench.Replay;

/// <summary>
/// Four million events of an order book (changed levels, quotes, trades) through the path of <c>backtest --depth</c> on one thread: venue and engine keep
/// a book each, a strategy quotes both sides, its orders wait in the queue and fill.
/// </summary>
internal sealed class ReplayBenchmark : IBenchmark
{
    private const long Events = 4_000_000;
    private const ulong Seed = 7;

    private static readonly InstrumentId Instrument = InstrumentId.Parse("BTC/USDT:USDT@synthetic");

    private BookColumns columns = null!;
    private SeriesInput input = null!;

    public void Prepare(BenchContext context)
    {
        columns = GeneratedBook.Make(Events, Seed);
        var rules = new TradingRules(Instant.MinValue, columns.Scale.PriceTick, columns.Scale.QuantityStep, null, null);
        var bars = RecordedBars.Of(columns, Interval.Parse("1s"));
        input = new SeriesInput(new Instrument(Instrument, [rules]), bars, "generated book", false, true, 0) { Book = columns };
        context.Notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a generated book of {columns.EventCount:N0} events in {columns.Count:N0} messages, seed {Seed}"));
        // The first runs are for the compiler.
        for (var run = 0; run < 2; run++)
        {
            RunOnce(context, new QuoteBothSides());
            RunOnce(context, new WatchBook());
            Build();
        }
    }

    public IReadOnlyList<BenchMetric> Run(BenchContext context)
    {
        var quoting = RunOnce(context, new QuoteBothSides());
        var watching = RunOnce(context, new WatchBook());
        var building = BenchContext.Seconds(Build);
        var events = (double)columns.EventCount;
        return
        [
            new("eventsPerSecond", events / quoting.Seconds, "events/s", BetterDirection.Higher),
            new("watchedEventsPerSecond", events / watching.Seconds, "events/s", BetterDirection.Higher),
            new("bookEventsPerSecond", events / building, "events/s", BetterDirection.Higher),
            new("allocatedBytesPerEvent", watching.Allocated / events, "bytes", BetterDirection.Lower),
            new("orders", quoting.Run.Result.OrdersSubmitted, "count", BetterDirection.Higher),
            new("fills", quoting.Run.Result.Fills.Count, "count", BetterDirection.Higher),
        ];
    }

    private (double Seconds, long Allocated, BacktestRun Run) RunOnce(BenchContext context, Strategy strategy)
    {
        var request = new BacktestRequest { Strategy = "buy-and-hold", Cash = 10_000_000m, QueueModel = "power:3", Leverage = 1m };
        var draft = BacktestBuilder.Build(request, [input]);
        draft = draft with { Plan = draft.Plan with { Strategies = [strategy] } };
        BacktestRun run = null!;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var seconds = BenchContext.Seconds(() => run = draft.Run(request, null, context.Cancellation));
        return (seconds, GC.GetAllocatedBytesForCurrentThread() - allocated, run);
    }

    /// <summary>One book alone.</summary>
    private void Build()
    {
        var builder = new BookBuilder(columns.Scale);
        for (var message = 0; message < columns.Count; message++) builder.Apply(BookArrival.Of(default, columns, message));
        if (!builder.Book.HasBothSides) throw new InvalidOperationException("the book has lost a side");
    }
}
