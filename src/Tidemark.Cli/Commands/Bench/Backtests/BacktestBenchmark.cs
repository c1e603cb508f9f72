using System.Globalization;
using Tidemark.Cli.Composition;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Research.Backtests;
using Tidemark.Research.Results;
using Tidemark.Simulation.Markets;
using Tidemark.Storage.Catalog;

namespace Tidemark.Cli.Commands.Bench.Backtests;

/// <summary>
/// Five million generated one-minute bars through the path of <c>backtest</c>: stored in a catalog, loaded, run with the default fees,
/// slippage and fill model and every order sent, filled and booked. A hand-written loop with the same arithmetic runs beside it in the
/// same process and must end with the same equity.
/// </summary>
internal sealed class BacktestBenchmark : IBenchmark
{
    private const int BarCount = 5_000_000;
    private const ulong Seed = 42;
    private const int Fast = 10;
    private const int Slow = 30;

    /// <summary>Small enough that costs do not ruin the account before the last bar: orders keep coming to the end.</summary>
    private const decimal Quantity = 0.01m;
    private const decimal Cash = 1_000_000m;

    private static readonly InstrumentId First = InstrumentId.Parse("BTC/USDT@synthetic");
    private static readonly InstrumentId Second = InstrumentId.Parse("ETH/USDT@synthetic");
    private static readonly InstrumentId Third = InstrumentId.Parse("SOL/USDT@synthetic");
    private static readonly Instant From = Instant.FromDate(2015, 1, 1);

    private readonly double[] equity = new double[BarCount];
    private MarketCatalog catalog = null!;
    private string? runHash;

    public void Prepare(BenchContext context)
    {
        context.Notes.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"generating {BarCount:N0} bars: data generate --instrument {First} --interval 1m --bars {BarCount} --from {From} --seed {Seed}"));
        catalog = MarketCatalog.Open(context.Home.Path);
        foreach (var (instrument, seed, price, count) in new[] { (First, Seed, SyntheticMarketOptions.DefaultStartPrice, BarCount), (Second, Seed + 1, 2_000.0, BarCount), (Third, Seed + 2, 100.0, MemoryProbe.Bars) })
        {
            var market = new SyntheticMarket(new SyntheticMarketOptions(seed, Interval.Minutes(1), From, price));
            catalog.AddBars(instrument, Interval.Minutes(1), market.Generate(count), new SeriesSource("generated", "synthetic", count, IsSynthetic: true));
        }
        // The first run is for the compiler.
        RunOnce(context, Request([First]), null, false);
        RunTight(Draft(Request([First])));
    }

    public IReadOnlyList<BenchMetric> Run(BenchContext context)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var single = RunOnce(context, Request([First]), null, false);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var tight = RunTight(Draft(Request([First])));
        Compare(single.Run, tight.Fills);
        var report = RunReport.Create(single.Run, ProgramBuild.Text);
        if (runHash is null) context.Notes.WriteLine($"run hash {report.RunHash}: backtest {CommandLineOf()}");
        if (runHash is not null && runHash != report.RunHash) throw new InvalidOperationException("the same run gave another hash");
        runHash = report.RunHash;
        var pair = RunOnce(context, Request([First, Second]), () => new PairFilter(), false);
        var journaled = RunOnce(context, Request([First]), null, true);
        return
        [
            new("engineBarsPerSecond", BarCount / single.Seconds, "bars/s", BetterDirection.Higher),
            new("tightLoopBarsPerSecond", BarCount / tight.Seconds, "bars/s", BetterDirection.Higher),
            new("ratio", tight.Seconds / single.Seconds, "ratio", BetterDirection.Higher),
            new("allocatedBytesPerBar", (double)allocated / BarCount, "bytes", BetterDirection.Lower),
            new("fills", single.Run.Result.Fills.Count, "count", BetterDirection.Higher),
            new("twoInstrumentsThreeIndicatorsBarsPerSecond", 2.0 * BarCount / pair.Seconds, "bars/s", BetterDirection.Higher),
            new("journaledBarsPerSecond", BarCount / journaled.Seconds, "bars/s", BetterDirection.Higher),
            new("peakResidentBytes", MemoryProbe.PeakOf(context, Third), "bytes", BetterDirection.Lower),
        ];
    }

    private static BacktestRequest Request(InstrumentId[] instruments) => new()
    {
        Strategy = "ma-cross",
        Parameters = [new("fast", Fast.ToString(CultureInfo.InvariantCulture)), new("slow", Slow.ToString(CultureInfo.InvariantCulture))],
        Instruments = [.. instruments],
        Interval = Interval.Minutes(1),
        Cash = Cash,
        Sizing = new SizingRule(SizingKind.FixedQuantity, Quantity),
    };

    private static string CommandLineOf() => string.Create(CultureInfo.InvariantCulture,
        $"--strategy ma-cross --param fast={Fast} --param slow={Slow} --instrument {First} --interval 1m --cash {Cash} --quantity {Quantity}");

    private BacktestDraft Draft(BacktestRequest request) => BacktestBuilder.Build(request, new SeriesLoader(catalog).Load(request));

    private (double Seconds, BacktestRun Run) RunOnce(BenchContext context, BacktestRequest request, Func<Strategy>? strategy, bool isJournaled)
    {
        var draft = Draft(request);
        if (strategy is not null) draft = draft with { Plan = draft.Plan with { Strategies = [strategy()] } };
        using var journal = isJournaled ? BacktestJournal.Begin(context.Home.JournalFolder, draft, ProgramBuild.Text) : null;
        if (journal is not null) draft = draft with { Plan = journal.Attach(draft.Plan) };
        BacktestRun run = null!;
        var seconds = BenchContext.Seconds(() =>
        {
            run = draft.Run(request, null, context.Cancellation);
            journal?.Flush();
        });
        if (journal is not null) DeleteLater(journal);
        return (seconds, run);
    }

    private static void DeleteLater(BacktestJournal journal)
    {
        journal.Dispose();
        Directory.Delete(journal.Folder.Path, recursive: true);
    }

    private (double Seconds, int Fills) RunTight(BacktestDraft draft)
    {
        var plan = draft.Plan;
        var rules = plan.Setup.Instruments[0].RulesAt(From);
        var fills = 0;
        var seconds = BenchContext.Seconds(() => fills = TightLoop.Run(plan.Bars[0], Fast, Slow, Quantity, Cash, plan.Venue.Fees.Rates.Taker, plan.Venue.Slippage.FractionOf(0, default),
            rules.PriceTick, plan.Venue.Fills.ParticipationCap ?? 1m, equity));
        return (seconds, fills);
    }

    /// <summary>A loop that computes something else measures nothing.</summary>
    private void Compare(BacktestRun run, int fills)
    {
        var engine = run.Result.Equity.Values.Span[^1];
        if (fills != run.Result.Fills.Count || Math.Abs(engine - equity[^1]) > 1e-9 * Math.Abs(engine))
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"engine and tight loop disagree: {run.Result.Fills.Count} fills and equity {engine:R}, {fills} fills and {equity[^1]:R}"));
    }
}
