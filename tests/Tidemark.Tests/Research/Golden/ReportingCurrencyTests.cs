using System.Text;
using System.Text.Json;
using Tidemark.Engine.Sessions;
using Tidemark.Research.Backtests;
using Tidemark.Research.Results;
using Tidemark.Simulation.Markets;

namespace Tidemark.Tests.Research.Golden;

/// <summary>ETH/BTC traded with fees in BNB and reported in USDT, on generated bars: every figure is kept beside this file.</summary>
public sealed class ReportingCurrencyTests
{
    private const int Bars = 1_500;
    private static readonly Instant From = Instant.FromDate(2024, 1, 1);
    private static readonly string[] Traded = ["ETH/BTC@binance"];
    private static readonly string[] Conversions = ["BTC/USDT@binance", "BNB/USDT@binance"];

    [Fact]
    public void EthBtc_FeesInBnb_ReportedInUsdt_IsTheGoldenRun()
    {
        var path = Path.Combine(SharedFolders.RepositoryRoot, "tests", "Tidemark.Tests", "Research", "Golden", "eth-btc-in-usdt.json");
        var actual = Figures(Run(Request()));
        if (Environment.GetEnvironmentVariable("TIDEMARK_WRITE_GOLDEN") == "1") File.WriteAllText(path, actual);
        Assert.Equal(File.ReadAllText(path), actual);
    }

    [Fact]
    public void FinalEquity_IsTheBalancesAfterAllFillsAtTheLastPrices()
    {
        var run = Run(Request());
        decimal btc = 10m, eth = 0m, bnb = 8m;
        foreach (var fill in run.Result.Fills)
        {
            var side = fill.Side == Side.Buy ? 1m : -1m;
            eth += side * fill.Quantity.Value;
            btc -= side * fill.Notional;
            if (fill.FeeAsset == "BNB") bnb -= fill.Fee;
            else if (fill.FeeAsset == "ETH") eth -= fill.Fee;
            else btc -= fill.Fee;
        }
        decimal Last(int index) => (decimal)run.Plan.Bars[index].Close.Span[^1];
        var expected = (btc + eth * Last(0)) * Last(1) + bnb * Last(2);
        Assert.Equal((double)expected, run.Result.Equity.Values.Span[^1], 6);
        Assert.Contains(run.Result.Fills, fill => fill.FeeAsset == "BNB");
        Assert.Contains(run.Result.Fills, fill => fill.FeeAsset == "ETH");
        Assert.All(run.Result.Fills, fill => Assert.Equal(0, fill.Instrument.Value));
    }

    [Fact]
    public void MissingConversion_IsRefusedByName()
    {
        var withoutBnb = Assert.Throws<BadInputException>(() => Run(Request(), ["BTC/USDT@binance"]));
        Assert.Contains("BNB at binance to USDT", withoutBnb.Message, StringComparison.Ordinal);
        var withoutBoth = Assert.Throws<BadInputException>(() => Run(Request() with { Balances = [], FeeAsset = null, Costs = "binance" }, []));
        Assert.Contains("at binance to USDT", withoutBoth.Message, StringComparison.Ordinal);
        var feeAsset = Assert.Throws<BadInputException>(() => Run(Request() with { Balances = [] }, ["BTC/USDT@binance"]));
        Assert.Contains("BNB", feeAsset.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ConversionThatBeginsTooLate_IsRefusedByName()
    {
        var inputs = Inputs(Conversions);
        inputs[2] = inputs[2] with { Bars = inputs[2].Bars.Slice(100, 1_000) };
        Assert.Contains("BNB/USDT@binance: its bars begin", Assert.Throws<BadInputException>(() => BacktestBuilder.Build(Request(), inputs)).Message, StringComparison.Ordinal);
    }

    private static BacktestRequest Request() => new()
    {
        Strategy = "ma-cross",
        Parameters = [KeyValuePair.Create("fast", "10"), KeyValuePair.Create("slow", "30")],
        Interval = Interval.Hours(1),
        Cash = 10m,
        Balances = [new OwnedAsset(new Money(8m, "BNB"))],
        Currency = "USDT",
        Costs = "binance-bnb",
        Sizing = new SizingRule(SizingKind.Allocation, 0.9m),
    };

    private static BacktestRun Run(BacktestRequest request, string[]? conversions = null) => BacktestBuilder.Build(request, Inputs(conversions ?? Conversions)).Run(request);

    private static SeriesInput[] Inputs(string[] conversions) =>
    [
        .. Traded.Select(name => Input(name, 7, 0.055)),
        .. conversions.Select(name => Input(name, name[1] == 'T' ? 8UL : 9UL, name[1] == 'T' ? 42_000 : 310) with { IsConversion = true }),
    ];

    private static SeriesInput Input(string name, ulong seed, double price) => new(new Instrument(InstrumentId.Parse(name)),
        new SyntheticMarket(new SyntheticMarketOptions(seed, Interval.Hours(1), From, price)).Generate(Bars), "generated", false, true, 0);

    private static string Figures(BacktestRun run)
    {
        var report = RunReport.Create(run, "golden");
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteString("runHash", report.RunHash);
            writer.WriteString("currency", report.Result.Currency);
            writer.WriteNumber("initialCash", report.Result.InitialCash);
            writer.WriteNumber("initialEquity", report.Statistics.InitialEquity);
            writer.WriteNumber("finalEquity", report.Statistics.FinalEquity);
            writer.WriteNumber("totalReturn", report.Statistics.TotalReturn);
            writer.WriteNumber("fees", report.Statistics.Fees);
            foreach (var fee in report.Statistics.FeesByAsset) writer.WriteNumber($"fees{fee.Asset}", fee.Value);
            writer.WriteNumber("slippage", report.Statistics.Slippage);
            writer.WriteNumber("tradedNotional", report.Statistics.TradedNotional);
            writer.WriteNumber("closedPnl", report.Statistics.Trades.Pnl);
            writer.WriteStartArray("fills");
            foreach (var fill in run.Result.Fills)
                writer.WriteStringValue(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{fill.Time} {fill.Side} {fill.Quantity} @ {fill.Price} fee {fill.Fee} {fill.FeeAsset}"));
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
