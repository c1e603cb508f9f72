using System.Globalization;
using System.IO.Compression;
using Tidemark.Engine.Sessions;
using Tidemark.Storage.Import.Funding;

namespace Tidemark.Tests.Simulation.Contracts;

public sealed class FundingTests
{
    private static readonly Duration Day = Duration.FromDays(1);

    [Fact]
    public void Funding_IsPaidOnThePositionOfItsMoment_BeforeTheFillsOfTheBarThatOpensThen()
    {
        var scenario = Perpetual([Rate(1, 0.001, 110), Rate(2, 0.001, double.NaN), Rate(3, -0.002, double.NaN)])
            .Flat(100, then: s => s.Market(Side.Buy, 1m, "in")).Flat(100).Flat(100, then: s => s.Market(Side.Sell, 3m, "reverse")).Flat(100).Flat(100);
        scenario.Run();
        // Minute 1: the order fills at its open, after the payment. Minute 2: long 1. Minute 3: still long 1, and now longs receive.
        Assert.Equal([(2, -0.1m), (3, 0.2m)], scenario.Strategy.Ledger.Select(entry => (MinuteOf(entry), entry.Amount)));
    }

    [Fact]
    public void Funding_InsideABar_IsPaidOnWhatIsHeldAfterItsOpen_AtTheMarkPriceGiven()
    {
        var half = Scenario.Start + Duration.FromSeconds(90);
        var scenario = Perpetual([new FundingRate(half, 0.001, 110)]).Flat(100, then: s => s.Market(Side.Sell, 2m, "in")).Flat(100).Flat(100);
        var result = scenario.Run();
        var entry = Assert.Single(result.Ledger);
        Assert.Equal((0.22m, half, -2m), (entry.Amount, entry.Time, entry.Basis));
        Assert.Equal(10_000.22m, result.FinalCash);
    }

    [Fact]
    public void Funding_OfAnInverseContract_IsPaidInCoins()
    {
        var scenario = new Scenario { Name = "BTC/USD:BTC@test", Currency = "BTC", Cash = 1m, Funds = FundsPolicy.InitialMargin, Funding = [Rate(2, 0.0001, 50_000)] }
            .Flat(50_000, then: s => s.Market(Side.Buy, 10_000m, "in")).Flat(50_000).Flat(50_000);
        var result = scenario.Run();
        Assert.Equal(-0.00002m, Assert.Single(result.Ledger).Amount);
        Assert.Equal(0.99998m, result.FinalCash);
    }

    [Fact]
    public void Funding_OverAGapOfBars_IsPaidWithTheLastPrice()
    {
        var scenario = Perpetual([new FundingRate(Scenario.Start + Duration.FromSeconds(150), 0.01, double.NaN)]).Flat(100, then: s => s.Market(Side.Buy, 1m, "in")).Flat(100).Gap(3).Flat(200).Flat(200);
        Assert.Equal(-1m, Assert.Single(scenario.Run().Ledger).Amount);
    }

    [Theory]
    [InlineData("8h")]
    [InlineData("1d")]
    [InlineData("1h")]
    public void Funding_OfTheRealFile_SumsToTheHandComputation(string interval)
    {
        var file = SharedFolders.DataPath("funding/binance_perp_BTCUSDT_funding_8h_202108-202204.csv.gz");
        const decimal Quantity = 2.5m;
        const decimal Price = 41_234.5m;
        var length = Interval.Parse(interval);
        var scenario = new Scenario { Name = "BTC/USDT:USDT@binance", Interval = length, From = Instant.FromDate(2021, 8, 30), Cash = 1_000_000m, Funds = FundsPolicy.InitialMargin, Funding = [.. FundingFileReader.Read(file)] };
        var count = (int)(250 * Duration.NanosecondsPerDay / length.ApproximateNanoseconds);
        for (var index = 0; index < count; index++) scenario.Flat((double)Price, then: index == 0 ? s => s.Market(Side.Buy, Quantity, "in") : null);
        var result = scenario.Run();
        var expected = 0m;
        foreach (var line in Lines(file).Skip(1)) expected -= Quantity * Price * decimal.Parse(line.Split(',')[1], NumberStyles.Float, CultureInfo.InvariantCulture);
        Assert.Equal(728, result.Ledger.Count);
        Assert.Equal(expected, result.Ledger.Sum(entry => entry.Amount));
        Assert.Equal(1_000_000m + expected, result.FinalCash);
        Assert.Equal(-expected, Assert.Single(result.OtherCosts).Amount);
    }

    [Fact]
    public void Read_Jitter_IsBroughtToTheMinute_AndTheFormOfLeanIsKnown()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "timestamp,funding_rate,mark_price\n20201229 08:00:00,0.0001,\n1609257600007,0.0002,27000.5\n");
        var rates = FundingFileReader.Read(file);
        File.Delete(file);
        Assert.Equal([Instant.Parse("2020-12-29T08:00:00Z"), Instant.FromUnixMilliseconds(1609257600000)], rates.Select(rate => rate.Time).Order().ToArray());
        Assert.Equal(27000.5, rates[^1].MarkPrice);
    }

    [Theory]
    [InlineData("a,b\n1,2", ":1:")]
    [InlineData("timestamp_ms,funding_rate\n1609228800000,x", ":2:")]
    [InlineData("timestamp_ms,funding_rate\n1609228800000,0.1\n1609228800001,0.2", "two funding rates")]
    [InlineData("timestamp_ms,funding_rate\n", "no funding rates")]
    public void Read_BadFile_IsRefusedWithItsLine(string text, string expected)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, text);
        var refusal = Assert.Throws<BadInputException>(() => FundingFileReader.Read(file));
        File.Delete(file);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    private static Scenario Perpetual(FundingRate[] funding) => new() { Name = "BTC/USDT:USDT@test", Funds = FundsPolicy.InitialMargin, Funding = funding };

    private static FundingRate Rate(int minute, double rate, double mark) => new(Scenario.Start + Duration.FromMinutes(minute), rate, mark);

    private static int MinuteOf(LedgerEntry entry) => (int)((entry.Time - Scenario.Start).TotalSeconds / 60);

    private static IEnumerable<string> Lines(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line) yield return line;
    }
}
