using Tidemark.Engine.Sessions;
using Tidemark.Simulation.Interest;

namespace Tidemark.Tests.Simulation.Costs;

public sealed class InterestTests
{
    /// <remarks>Binance, Daily interest rate for Binance margin trading: 1,000 USDT borrowed at 13:20 and repaid at 14:15 at 0.02 % a day cost 1,000 x (0.02 % / 24) x 2 = 0.01666667 (binance.com/en/support/faq/360030157812).</remarks>
    [Fact]
    public void Binance_BorrowedMoneyForTwoStartedHours_CostsWhatIsDocumented()
    {
        var scenario = Margin(1_000m, "0.0002", Instant.Parse("2024-01-01T13:19:00Z"));
        scenario.Flat(100, then: s => s.Market(Side.Buy, 20m, "borrow"));
        for (var minute = 0; minute < 54; minute++) scenario.Flat(100);
        scenario.Flat(100, then: s => s.Market(Side.Sell, 20m, "repay"));
        for (var minute = 0; minute < 100; minute++) scenario.Flat(100);
        var result = scenario.Run();
        Assert.Equal([LedgerKind.Interest, LedgerKind.Interest], result.Ledger.Select(entry => entry.Kind));
        // The second hour is charged on the first one's interest too.
        Assert.Equal(0.01666667m, decimal.Round(1_000m - result.FinalCash, 8), 7);
        Assert.Equal(Instant.Parse("2024-01-01T14:00:00Z"), result.Ledger[1].Time);
        Assert.Equal(decimal.Round(1_000m - result.FinalCash, 20), decimal.Round(Assert.Single(result.OtherCosts).Amount, 20));
    }

    [Fact]
    public void BorrowedCoins_AreChargedInMoney_AtTheLastPriceAndTheirOwnRate()
    {
        var scenario = Margin(1_000m, "BTC=0.0024", Scenario.Start).Flat(100, then: s => s.Market(Side.Sell, 5m, "short")).Flat(100).Flat(200);
        for (var minute = 0; minute < 57; minute++) scenario.Flat(200);
        var result = scenario.Run();
        // 5 BTC at 0.0001 an hour: at once at 100, at 01:00 at 200.
        Assert.Equal([("USDT", -0.05m), ("USDT", -0.1m)], result.Ledger.Select(entry => (entry.Asset, entry.Amount)));
    }

    [Fact]
    public void NothingBorrowed_CostsNothing()
    {
        var result = Margin(1_000m, "0.01", Scenario.Start).Flat(100, then: s => s.Market(Side.Buy, 9m, "in")).Flat(100).Gap(200).Flat(100).Run();
        Assert.Empty(result.Ledger);
    }

    [Fact]
    public void Gap_OverManyPeriods_ChargesEachOfThem()
    {
        var result = Margin(1_000m, "0.024", Scenario.Start).Flat(100, then: s => s.Market(Side.Buy, 20m, "in")).Flat(100).Gap(180).Flat(100).Run();
        Assert.Equal(4, result.Ledger.Count);
        Assert.Equal(decimal.Round(1_000m * (1.001m * 1.001m * 1.001m * 1.001m - 1m), 10), decimal.Round(-result.Ledger.Sum(entry => entry.Amount), 10));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("BTC=")]
    [InlineData("-0.1")]
    [InlineData("1.5")]
    public void Parse_NoRate_IsRefused(string text) =>
        Assert.StartsWith("--borrow-rate: '", Assert.Throws<BadInputException>(() => BorrowInterest.Parse([text], Interval.Hours(1))).Message, StringComparison.Ordinal);

    [Fact]
    public void Text_ReadsBackTheSame()
    {
        var interest = BorrowInterest.Parse(["0.0002", "btc=0.0001"], Interval.Days(1));
        Assert.Equal(interest.DailyRates, BorrowInterest.Parse(interest.Text.Split(' '), interest.Every).DailyRates);
        Assert.Equal((0.0001m, 0.0002m), (interest.RateOf("BTC"), interest.RateOf("USDT")));
    }

    private static Scenario Margin(decimal cash, string rate, Instant from) => new()
    {
        Cash = cash,
        From = from,
        Funds = FundsPolicy.InitialMargin,
        Leverage = 3m,
        Interest = BorrowInterest.Parse([rate], Interval.Hours(1)),
    };
}
