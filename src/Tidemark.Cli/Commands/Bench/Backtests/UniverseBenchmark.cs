using System.Globalization;
using Tidemark.Cli.Composition;
using Tidemark.Research.Backtests;
using Tidemark.Research.Results;
using Tidemark.Research.Universes;
using Tidemark.Simulation.Markets;
using Tidemark.Storage.Catalog;

namespace Tidemark.Cli.Commands.Bench.Backtests;

/// <summary>
/// A year of generated hours of 200 instruments through the path of <c>backtest --universe</c>: a chain of rules asked every day, the
/// ten strongest of the members held, ranked anew every day. The same with 20 instruments and the strongest one held tells what an
/// event costs more where there are ten times as many: with the same share of instruments traded both have as many orders an event.
/// </summary>
internal sealed class UniverseBenchmark : IBenchmark
{
    private const int Many = 200;
    private const int Few = 20;
    private const int Hours = 8_760;
    private const ulong Seed = 1_000;

    /// <summary>The small run is over in a fraction of the time: it is repeated so that both are measured as well.</summary>
    private const int RunsOfFew = Many / Few;

    private static readonly Instant From = Instant.FromDate(2023, 1, 1);
    private readonly Dictionary<int, string> files = [];
    private MarketCatalog catalog = null!;
    private string? runHash;

    public void Prepare(BenchContext context)
    {
        context.Notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"generating {Many} instruments of {Hours:N0} hours, seeds from {Seed}"));
        catalog = MarketCatalog.Open(context.Home.Path);
        for (var number = 0; number < Many; number++)
        {
            var options = new SyntheticMarketOptions(Seed + (ulong)number, Interval.Hours(1), From, Math.Pow(10, number % 5), 0.4 + number % 9 * 0.1);
            catalog.AddBars(IdOf(number), Interval.Hours(1), new SyntheticMarket(options).Generate(Hours), new SeriesSource("generated", "synthetic", Hours, IsSynthetic: true));
        }
        foreach (var count in new[] { Many, Few }) files[count] = WriteUniverse(context, count);
        // The first run is for the compiler.
        RunOnce(context, Few);
        RunOnce(context, Many);
    }

    public IReadOnlyList<BenchMetric> Run(BenchContext context)
    {
        var preparing = BenchContext.Seconds(() => Draft(Many));
        var many = RunOnce(context, Many);
        var few = Enumerable.Range(0, RunsOfFew).Select(_ => RunOnce(context, Few)).ToList();
        Check(context, many.Run);
        var costOfMany = many.Seconds / many.Run.Result.BarCount;
        var costOfFew = few.Sum(run => run.Seconds) / few.Sum(run => run.Run.Result.BarCount);
        return
        [
            new("eventsPerSecond", 1 / costOfMany, "events/s", BetterDirection.Higher),
            new("costPerEventRatio", costOfMany / costOfFew, "ratio", BetterDirection.Lower),
            new("allocatedBytesPerEvent", many.AllocatedBytes / (double)many.Run.Result.BarCount, "bytes", BetterDirection.Lower),
            new("peakResidentBytes", MemoryProbe.PeakOf(context, OptionsOf(Many, files[Many])), "bytes", BetterDirection.Lower),
            new("loadAndRulesSeconds", preparing, "s", BetterDirection.Lower),
            new("runSeconds", many.Seconds, "s", BetterDirection.Lower),
            new("fills", many.Run.Result.Fills.Count, "count", BetterDirection.Higher),
        ];
    }

    private static InstrumentId IdOf(int number) => InstrumentId.Parse(string.Create(CultureInfo.InvariantCulture, $"C{number:D3}/USDT@synthetic"));

    private static string TopOf(int count) => (count / 20).ToString(CultureInfo.InvariantCulture);

    private static string[] OptionsOf(int count, string? file = null) =>
    [
        "--strategy", "momentum-rank", "--param", $"top={TopOf(count)}", "--universe", file ?? $"universe-{count.ToString(CultureInfo.InvariantCulture)}.yaml", "--interval", "1h", "--cash", "1000000", "--no-keep",
    ];

    private static string WriteUniverse(BenchContext context, int count)
    {
        var path = Path.Combine(context.Home.Path, string.Create(CultureInfo.InvariantCulture, $"universe-{count}.yaml"));
        var names = string.Join(", ", Enumerable.Range(0, count).Select(number => IdOf(number).ToString()));
        File.WriteAllText(path, $"instruments: [{names}]\nrefresh: 1d\nrules:\n  - age: {{min: 7d}}\n  - volume: {{over: 7d, top: {(count * 3 / 4).ToString(CultureInfo.InvariantCulture)}}}\n  - volatility: {{over: 30d, max: 0.5}}\n");
        return path;
    }

    private BacktestRequest Request(int count) => new()
    {
        Strategy = "momentum-rank",
        Parameters = [new("top", TopOf(count))],
        Universe = UniverseFile.Load(files[count]),
        Interval = Interval.Hours(1),
        Cash = 1_000_000m,
    };

    private BacktestDraft Draft(int count)
    {
        var request = Request(count);
        return BacktestBuilder.Build(request, new SeriesLoader(catalog).Load(request));
    }

    private (double Seconds, long AllocatedBytes, BacktestRun Run) RunOnce(BenchContext context, int count)
    {
        var draft = Draft(count);
        BacktestRun run = null!;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var seconds = BenchContext.Seconds(() => run = draft.Run(Request(count), null, context.Cancellation));
        return (seconds, GC.GetAllocatedBytesForCurrentThread() - allocated, run);
    }

    private void Check(BenchContext context, BacktestRun run)
    {
        var hash = RunReport.Create(run, ProgramBuild.Text).RunHash;
        if (runHash is null) context.Notes.WriteLine($"run hash {hash}: backtest {string.Join(' ', OptionsOf(Many))}");
        if (runHash is not null && runHash != hash) throw new InvalidOperationException("the same run gave another hash");
        runHash = hash;
    }
}
