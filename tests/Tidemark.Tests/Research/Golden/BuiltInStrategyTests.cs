using System.Globalization;
using System.Text;
using Tidemark.Engine.Sessions;
using Tidemark.Research.Backtests;
using Tidemark.Research.Results;
using Tidemark.Simulation.Markets;
using Tidemark.Statistics.Randomness;
using Tidemark.Storage.Books;
using Tidemark.Strategies;
using Tidemark.Tests.Engine.Predictions;
using Tidemark.Tests.Strategies.MarketMaking;

namespace Tidemark.Tests.Research.Golden;

/// <summary>Every built-in strategy on generated bars: its figures and its first and last fills are kept in <c>strategies/NAME.txt</c>.</summary>
public sealed class BuiltInStrategyTests
{
    private const int FewestRoundTrips = 30;
    private const int FillsKept = 12;
    private static readonly Instant From = Instant.FromDate(2023, 1, 1);

    /// <summary>What cannot make thirty round trips by its idea.</summary>
    private static readonly string[] Holding = ["buy-and-hold", "rebalance"];

    /// <summary>Where the usual parameters would not show the idea.</summary>
    private static readonly Dictionary<string, string[]> Parameters = new()
    {
        ["baskets"] = ["lookback=1000"],
        ["dca"] = ["take-profit=0.02", "dip=0.03"],
        ["model-signal"] = ["model=test", "direction=long-short"],
        ["model-steering"] = ["model=steering", "direction=long-short"],
        ["momentum-rank"] = ["top=2"],
    };

    private static readonly Dictionary<string, int> Instruments = new()
    {
        ["momentum-rank"] = 6,
        ["rebalance"] = 3,
    };

    public static TheoryData<string> Names => [.. StrategyCatalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Strategy_OnGeneratedBars_IsTheGoldenRun(string name)
    {
        var path = Path.Combine(SharedFolders.RepositoryRoot, "tests/Tidemark.Tests/Research/Golden/strategies", $"{name}.txt");
        var run = Run(name);
        if (!Holding.Contains(name)) Assert.True(run.Result.RoundTrips.Count >= FewestRoundTrips, $"{run.Result.RoundTrips.Count} round trips");
        if (name == "rebalance") Assert.True(run.Result.Fills.Count >= 2 * FewestRoundTrips, $"{run.Result.Fills.Count} fills");
        var actual = Figures(run);
        if (Environment.GetEnvironmentVariable("TIDEMARK_WRITE_GOLDEN") == "1") File.WriteAllText(path, actual);
        Assert.True(File.Exists(path), $"{path} is missing; TIDEMARK_WRITE_GOLDEN=1 writes it");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static BacktestRun Run(string name)
    {
        var strategy = StrategyCatalog.Create(name, []);
        var parameters = Parameters.GetValueOrDefault(name, strategy.Parameters.Any(parameter => parameter.Name == "direction") ? ["direction=long-short"] : []);
        var request = new BacktestRequest
        {
            Strategy = name,
            Parameters = [.. parameters.Select(text => KeyValuePair.Create(text.Split('=', 2)[0], text.Split('=', 2)[1]))],
            Interval = strategy.NeedsBook ? Interval.Parse("1s") : Interval.Hours(1),
            Cash = 100_000m,
            // Who quotes a few basis points away lives on fees that are lower.
            Costs = strategy.NeedsBook ? null : "binance",
            FeeBasisPoints = strategy.NeedsBook ? 0.2m : null,
            Sizing = new SizingRule(SizingKind.Allocation, 0.9m),
        };
        SeriesInput[] inputs = name switch
        {
            "pairs" => BoundBasket(1, 0.93, 0.006),
            "baskets" => BoundBasket(4, 0.95, 0.005),
            "cross-exchange-arbitrage" => [.. BoundBasket(1, 0.7, 0.002).Zip(["binance", "kraken"], (input, venue) => Renamed(input, $"COIN/USDT@{venue}"))],
            "triangular-arbitrage" => Triangle(0.7, 0.002),
            "spot-perpetual-carry" => [.. BoundBasket(1, 0.97, 0.002).Zip(["COIN/USDT@binance", "COIN/USDT:USDT@binance"], Renamed)],
            "cross-sectional-reversal" => Flock(6),
            "grid" => [Swinging()],
            "cross-exchange-market-making" => [Recorded("COIN/USDT@first", new PoissonFlow(8, "first") { HalfSpreadTicks = 40 }), Recorded("COIN/USDT@second", new PoissonFlow(8, "second") { HalfSpreadTicks = 1 })],
            _ when strategy.NeedsBook => [Recorded("COIN/USDT@binance", new PoissonFlow(8, name))],
            _ => [.. Enumerable.Range(1, Math.Max(strategy.MinimumInstruments, Instruments.GetValueOrDefault(name, 1))).Select(Input)],
        };
        return BacktestBuilder.Build(request, inputs, new TestModels()).Run(request);
    }

    private static SeriesInput Input(int number) => new(new Instrument(InstrumentId.Parse($"COIN{number}/USDT@binance")),
        new SyntheticMarket(new SyntheticMarketOptions(40 + (ulong)number, Interval.Hours(1), From, 100 * number)).Generate(8_760), "generated", false, true, 0);

    private static SeriesInput Recorded(string instrument, PoissonFlow flow)
    {
        var columns = flow.Columns();
        var traded = new Instrument(InstrumentId.Parse(instrument), [new TradingRules(Instant.MinValue, columns.Scale.PriceTick, columns.Scale.QuantityStep, null, null)]);
        return new SeriesInput(traded, RecordedBars.Of(columns, Interval.Parse("1s")), "generated", false, true, 0) { Book = columns };
    }

    /// <summary>Walks, and one price more that is their geometric mean times a distance that comes back within a day or two.</summary>
    private static SeriesInput[] BoundBasket(int walks, double persistence, double step)
    {
        SeriesInput[] leaders = [.. Enumerable.Range(1, walks).Select(Input)];
        var random = new SeededRandom(9, "bound pair");
        var distance = 0.0;
        var bars = new List<Bar>(leaders[0].Bars.Count);
        for (var i = 0; i < leaders[0].Bars.Count; i++)
        {
            var open = distance;
            distance = persistence * distance + step * random.NextNormal();
            var (low, high) = (Math.Exp(Math.Min(open, distance)), Math.Exp(Math.Max(open, distance)));
            bars.Add(new Bar(leaders[0].Bars[i].OpenTime, Mean(bar => bar.Open) * Math.Exp(open), Mean(bar => bar.High) * high, Mean(bar => bar.Low) * low, Mean(bar => bar.Close) * Math.Exp(distance), Mean(bar => bar.Volume)));

            double Mean(Func<Bar, double> field) => walks == 1 ? field(leaders[0].Bars[i]) : Math.Exp(leaders.Average(leader => Math.Log(field(leader.Bars[i]))));
        }
        return [.. leaders, Input(walks + 1) with { Bars = BarColumns.FromBars(leaders[0].Bars.Interval, bars) }];
    }

    /// <summary>Two coins, and the price of the second in the first, from which a distance strays that comes back within hours.</summary>
    private static SeriesInput[] Triangle(double persistence, double step)
    {
        var (inner, outer) = (Input(1), Input(2));
        var random = new SeededRandom(11, "triangle");
        var distance = 0.0;
        var bars = new List<Bar>(inner.Bars.Count);
        for (var i = 0; i < inner.Bars.Count; i++)
        {
            var before = distance;
            distance = persistence * distance + step * random.NextNormal();
            var (open, close) = (outer.Bars[i].Open / inner.Bars[i].Open * Math.Exp(before), outer.Bars[i].Close / inner.Bars[i].Close * Math.Exp(distance));
            bars.Add(new Bar(inner.Bars[i].OpenTime, open, Math.Max(open, close), Math.Min(open, close), close, outer.Bars[i].Volume));
        }
        return [Renamed(outer, "OUTER/USDT@binance"), Renamed(inner, "INNER/USDT@binance"), Renamed(inner, "OUTER/INNER@binance") with { Bars = BarColumns.FromBars(inner.Bars.Interval, bars) }];
    }

    private static SeriesInput Renamed(SeriesInput input, string instrument) => input with { Instrument = new Instrument(InstrumentId.Parse(instrument)) };

    /// <summary>Prices that share a walk; each strays from it by a distance of its own that comes back.</summary>
    private static SeriesInput[] Flock(int count)
    {
        var leader = Input(1);
        return [.. Enumerable.Range(1, count).Select(number =>
        {
            var random = new SeededRandom(10, $"flock {number}");
            var distance = 0.0;
            var bars = new List<Bar>(leader.Bars.Count);
            for (var i = 0; i < leader.Bars.Count; i++)
            {
                var (bar, open) = (leader.Bars[i], distance);
                distance = 0.94 * distance + 0.008 * random.NextNormal();
                var (low, high) = (Math.Exp(Math.Min(open, distance)), Math.Exp(Math.Max(open, distance)));
                bars.Add(new Bar(bar.OpenTime, bar.Open * Math.Exp(open), bar.High * high, bar.Low * low, bar.Close * Math.Exp(distance), bar.Volume));
            }
            return Input(number) with { Bars = BarColumns.FromBars(leader.Bars.Interval, bars) };
        })];
    }

    /// <summary>A price that strays from one level and comes back.</summary>
    private static SeriesInput Swinging()
    {
        var random = new SeededRandom(11, "swinging");
        var distance = 0.0;
        var bars = new List<Bar>();
        foreach (var hour in Enumerable.Range(0, 8_760))
        {
            var open = 100 * Math.Exp(distance);
            distance = 0.98 * distance + 0.008 * random.NextNormal();
            var close = 100 * Math.Exp(distance);
            bars.Add(new Bar(From + Duration.FromHours(hour), open, Math.Max(open, close) * 1.002, Math.Min(open, close) * 0.998, close, 1e6));
        }
        return Input(1) with { Bars = BarColumns.FromBars(Interval.Hours(1), bars) };
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
