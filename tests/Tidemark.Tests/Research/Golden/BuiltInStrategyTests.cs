using System.Globalization;
using System.Text;
using Tidemark.Engine.Sessions;
using Tidemark.Research.Backtests;
using Tidemark.Research.Results;
using Tidemark.Simulation.Markets;
using Tidemark.Statistics.Randomness;
using Tidemark.Strategies;

namespace Tidemark.Tests.Research.Golden;

/// <summary>Every built-in strategy on generated bars: its figures and its first and last fills are kept in <c>strategies/NAME.txt</c>.</summary>
public sealed class BuiltInStrategyTests
{
    private const int FewestRoundTrips = 30;
    private const int FillsKept = 12;
    private static readonly Instant From = Instant.FromDate(2023, 1, 1);

    /// <summary>What cannot make thirty round trips by its idea.</summary>
    private static readonly string[] Holding = ["buy-and-hold"];

    public static TheoryData<string> Names => [.. StrategyCatalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Strategy_OnGeneratedBars_IsTheGoldenRun(string name)
    {
        var path = Path.Combine(SharedFolders.RepositoryRoot, "tests/Tidemark.Tests/Research/Golden/strategies", $"{name}.txt");
        var run = Run(name);
        if (!Holding.Contains(name)) Assert.True(run.Result.RoundTrips.Count >= FewestRoundTrips, $"{run.Result.RoundTrips.Count} round trips");
        var actual = Figures(run);
        if (Environment.GetEnvironmentVariable("TIDEMARK_WRITE_GOLDEN") == "1") File.WriteAllText(path, actual);
        Assert.True(File.Exists(path), $"{path} is missing; TIDEMARK_WRITE_GOLDEN=1 writes it");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static BacktestRun Run(string name)
    {
        var strategy = StrategyCatalog.Create(name, []);
        var canShort = strategy.Parameters.Any(parameter => parameter.Name == "direction");
        var request = new BacktestRequest
        {
            Strategy = name,
            Parameters = canShort ? [KeyValuePair.Create("direction", "long-short")] : name == "momentum-rank" ? [KeyValuePair.Create("top", "2")] : [],
            Interval = Interval.Hours(1),
            Cash = 100_000m,
            Costs = "binance",
            Sizing = new SizingRule(SizingKind.Allocation, 0.9m),
        };
        var count = Math.Max(strategy.MinimumInstruments, name == "momentum-rank" ? 6 : 1);
        return BacktestBuilder.Build(request, name == "pairs" ? BoundPair() : [.. Enumerable.Range(1, count).Select(Input)]).Run(request);
    }

    private static SeriesInput Input(int number) => new(new Instrument(InstrumentId.Parse($"COIN{number}/USDT@binance")),
        new SyntheticMarket(new SyntheticMarketOptions(40 + (ulong)number, Interval.Hours(1), From, 100 * number)).Generate(8_760), "generated", false, true, 0);

    /// <summary>Two prices that share a walk; their distance comes back within a day or two.</summary>
    private static SeriesInput[] BoundPair()
    {
        var leader = Input(1);
        var random = new SeededRandom(9, "bound pair");
        var distance = 0.0;
        var bars = new List<Bar>(leader.Bars.Count);
        for (var i = 0; i < leader.Bars.Count; i++)
        {
            var bar = leader.Bars[i];
            var open = distance;
            distance = 0.93 * distance + 0.006 * random.NextNormal();
            var (low, high) = (Math.Exp(Math.Min(open, distance)), Math.Exp(Math.Max(open, distance)));
            bars.Add(new Bar(bar.OpenTime, bar.Open * Math.Exp(open), bar.High * high, bar.Low * low, bar.Close * Math.Exp(distance), bar.Volume));
        }
        return [leader, Input(2) with { Bars = BarColumns.FromBars(leader.Bars.Interval, bars) }];
    }

    private static string Figures(BacktestRun run)
    {
        var report = RunReport.Create(run, "golden");
        var trades = report.Statistics.Trades;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"runHash {report.RunHash}\nroundTrips {run.Result.RoundTrips.Count}\nfinalEquity {report.Statistics.FinalEquity:R}\n");
        text.Append(CultureInfo.InvariantCulture, $"fees {report.Statistics.Fees:R}\nclosedPnl {trades.Pnl}\n");
        var fills = run.Result.Fills.ToList();
        foreach (var fill in fills.Take(FillsKept).Concat(fills.TakeLast(Math.Min(FillsKept, Math.Max(fills.Count - FillsKept, 0)))))
            text.Append(CultureInfo.InvariantCulture, $"{fill.Time} {fill.Side} {fill.Quantity} @ {fill.Price} fee {fill.Fee} {fill.FeeAsset}\n");
        return text.ToString();
    }
}
