using System.Globalization;
using System.Text.Json;
using Tidemark.Engine.Sessions;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;
using Tidemark.Strategies;

namespace Tidemark.Tests.Simulation;

/// <summary>Backtests made by other software on real bars are reproduced fill by fill; any folder of the same layout will do.</summary>
public sealed class ReferenceBacktestTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<string> Runs()
    {
        var runs = new TheoryData<string>();
        var folder = SharedFolders.Reference is { } reference ? Path.Combine(reference, "backtests") : null;
        if (folder is null || !Directory.Exists(folder)) runs.Add("");
        else
            foreach (var file in Directory.GetFiles(folder, "*_stats.json").Order(StringComparer.Ordinal))
                runs.Add(Path.GetFileName(file)[..^"_stats.json".Length]);
        return runs;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Backtest_ReferenceRun_AgreesInEveryFillAndFinalEquity(string name)
    {
        var folder = SharedFolders.ReferencePath("backtests");
        Assert.NotEqual("", name);
        using var stats = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, name + "_stats.json")));
        var result = Run(stats.RootElement, SharedFolders.ReferencePath("inputs/" + stats.RootElement.GetProperty("series").GetString()));

        var expected = File.ReadAllLines(Path.Combine(folder, name + "_fills.csv")).Skip(1).Select(line => line.Split(',')).ToArray();
        Assert.Equal(expected.Length, result.Fills.Count);
        for (var i = 0; i < expected.Length; i++) AssertFill(expected[i], result.Fills[i], i);
        AssertEquity(File.ReadAllLines(Path.Combine(folder, name + "_equity.csv")), result);
        AssertClose(stats.RootElement.GetProperty("final_equity").GetDouble(), result.Equity.Values.Span[^1], "final equity");
        AssertClose(stats.RootElement.GetProperty("final_cash").GetDouble(), (double)result.FinalCash, "final cash");
    }

    private static void AssertFill(string[] expected, Fill fill, int index)
    {
        Assert.Equal(long.Parse(expected[1], CultureInfo.InvariantCulture), fill.Time.UnixMilliseconds);
        Assert.Equal(expected[3], fill.Side == Side.Buy ? "buy" : "sell");
        AssertClose(Number(expected[6]), fill.Price.ToDouble(), $"price of fill {index}");
        AssertClose(Math.Abs(Number(expected[7])), (double)fill.Quantity.Value, $"quantity of fill {index}");
        AssertClose(Number(expected[8]), (double)fill.Fee, $"commission of fill {index}");
    }

    private static void AssertEquity(string[] lines, BacktestResult result)
    {
        var columns = lines[0].Split(',').ToList();
        var equity = columns.IndexOf("equity");
        var time = columns.IndexOf("time_ms");
        Assert.Equal(lines.Length - 1, result.Equity.Count);
        for (var i = 1; i < lines.Length; i++)
        {
            var cells = lines[i].Split(',');
            Assert.Equal(long.Parse(cells[time], CultureInfo.InvariantCulture), new Instant(result.Equity.Times.Span[i - 1]).UnixMilliseconds);
            AssertClose(Number(cells[equity]), result.Equity.Values.Span[i - 1], $"equity of bar {i - 1}");
        }
    }

    private static void AssertClose(double expected, double actual, string what) =>
        Assert.True(Math.Abs(expected - actual) <= Tolerance * Math.Max(1, Math.Abs(expected)), $"{what}: expected {expected:R}, got {actual:R}");

    private static BacktestResult Run(JsonElement stats, string series)
    {
        var parameters = stats.GetProperty("params");
        var isDaily = Path.GetFileName(series).Contains("_1d", StringComparison.Ordinal);
        var (strategy, values) = StrategyOf(stats.GetProperty("strategy").GetString()!, parameters);
        var rows = stats.GetProperty("rows").EnumerateArray().Select(row => row.GetInt32()).ToArray();
        var created = StrategyCatalog.Create(strategy, values);
        var rate = stats.GetProperty("commission_rate").GetDecimal();
        var fees = FeePresets.Flat(rate * 10_000m);
        return Backtest.Run(new BacktestPlan
        {
            Setup = new SessionSetup
            {
                Instruments = [new Instrument(InstrumentId.Parse("BTC/USDT@file"))],
                BaseIntervals = [Interval.Parse(isDaily ? "1d" : "1h")],
                Accounts =
                [
                    new AccountSetup(new AccountId("main"), "file", created.NeedsShorting ? AccountKind.Margin : AccountKind.Spot,
                        [new Money(stats.GetProperty("initial_cash").GetDecimal(), "USDT")], fees.Rates, FundsPolicy.CashNotNegative),
                ],
                Currency = "USDT",
                Sizing = new SizingRule(SizingKind.FixedQuantity, parameters.GetProperty("stake").GetDecimal()),
            },
            Venue = new VenueOptions(new NextOpenFillModel(), new NoSlippage(), fees),
            Bars = [ReadBars(series, isDaily ? "1d" : "1h").Slice(rows[0], rows[1] - rows[0])],
            Strategies = [created],
        });
    }

    private static (string Strategy, Dictionary<string, string> Parameters) StrategyOf(string name, JsonElement parameters)
    {
        string Text(string key) => parameters.GetProperty(key).GetRawText();
        return name switch
        {
            "SmaLong" => ("ma-cross", new() { ["fast"] = Text("fast"), ["slow"] = Text("slow"), ["direction"] = "long-only" }),
            "SmaLS" => ("ma-cross", new() { ["fast"] = Text("fast"), ["slow"] = Text("slow"), ["direction"] = "long-short" }),
            "RsiStop" => ("rsi-reversion", new() { ["period"] = Text("period"), ["entry"] = Text("low"), ["exit"] = Text("high"), ["stop-loss"] = Text("stop") }),
            "RsiBracket" => ("rsi-reversion", new() { ["period"] = Text("period"), ["entry"] = Text("low"), ["stop-loss"] = Text("stop"), ["take-profit"] = Text("tp"), ["bracket"] = "true" }),
            _ => throw new NotSupportedException($"reference strategy {name}"),
        };
    }

    private static BarColumns ReadBars(string path, string interval) =>
        BarColumns.FromBars(Interval.Parse(interval), [.. File.ReadLines(path).Skip(1).Select(line => line.Split(',')).Select(cells =>
            Bar.Create(Instant.FromUnixMilliseconds(long.Parse(cells[0], CultureInfo.InvariantCulture)),
                Number(cells[1]), Number(cells[2]), Number(cells[3]), Number(cells[4]), Number(cells[5])))]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
