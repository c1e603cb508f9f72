using Tidemark.Tests.Simulation.Books;

namespace Tidemark.Tests.Strategies.MarketMaking;

/// <summary>A thin book that is quoted and a deep one that hedges: prices to the tick, a fill and its hedge to the cent.</summary>
public sealed class CrossExchangeMarketMakingTests
{
    private static readonly string[] Eager = ["requote-bps=0", "min-interval-ms=0", "max-spread-bps=1000", "max-loss=0"];

    /// <summary>
    /// One coin is hedged at 9,998 and 10,002, five at 9,997.4 and 10,002.6. Without fees and a margin of 1 bp: 9,998 / 1.0001 = 9,997.0003. With a fee
    /// of 1 bp each: 9,998 x 0.9999 / (1.0001 x 1.0001) = 9,995.0009 and 10,002 x 1.0001 / 0.9999 x 1.0001 = 10,005.0009.
    /// </summary>
    [Theory]
    [InlineData(0, "margin-bps=1", 1, 9_997, 10_004)]
    [InlineData(0, "margin-bps=0", 1, 9_998, 10_002)]
    [InlineData(1, "margin-bps=1", 1, 9_995, 10_006)]
    [InlineData(0, "margin-bps=0,limit=1,hedge-depth=1", 5, 9_997, 10_003)]
    public void Quotes_AreTheHedgesPricesAfterFeesAndMargin(int fee, string parameters, int size, int buys, int sells) =>
        Assert.Equal([$"Buy {size} at {buys}", $"Sell {size} at {sells}"], Two(Thin(), Deep(), fee).Run("cross-exchange-market-making", [.. Eager, .. parameters.Split(',')]));

    /// <summary>Bought at 9,995 for a fee of 0.9995, sold at once at 9,998 for 0.9998: 1.0007 are left.</summary>
    [Fact]
    public void Fill_IsHedgedAtOnce()
    {
        var scenario = Two(Thin().Trade(10, Side.Sell, 9_995, 1).Bid(500, (9_000, 1)), Deep(), 1);
        Assert.Equal(["Buy 1 at 9995", "Sell 1 at 10006", "hedge Sell 1", "Buy 1 at 9995"], scenario.Run("cross-exchange-market-making", Eager));
        Assert.Equal(["9995 0.9995", "9998 0.9998"], scenario.Result.Fills.Select(fill => $"{fill.Price} {fill.Fee}"));
        Assert.Equal(2_000_001.0007m, scenario.Result.FinalCash);
    }

    /// <summary>The hedge trades in pairs: of fills of one and of two coins a pair is hedged and one coin waits for the next.</summary>
    [Fact]
    public void Hedge_IsRounded_AndTheRestIsKept()
    {
        var scenario = new MakerScenario().With("BTC/USDT@thin", Thin().Trade(10, Side.Sell, 9_997, 1).Trade(20, Side.Sell, 9_997, 2).Trade(30, Side.Sell, 9_997, 1)).With("BTC/USDT@deep", Deep().Bid(500, (9_000, 1)), 2m);
        Assert.Equal(["hedge Sell 2", "hedge Sell 2"], scenario.Run("cross-exchange-market-making", [.. Eager, "margin-bps=0", "limit=1", "hedge-depth=1"]).Where(text => text.StartsWith("hedge", StringComparison.Ordinal)));
    }

    /// <summary>The book of the hedge is gone when the fill comes: it is hedged a second after it was refused, in the book that is there then.</summary>
    [Fact]
    public void Hedge_ThatIsNotThere_IsSentWhenItIs()
    {
        var scenario = Two(Thin().Trade(10, Side.Sell, 9_997, 1).Bid(1_500, (9_000, 1)), Deep().Snapshot(5, [(9_998, 2)], [(10_002, 2)]).Gap(9).Snapshot(1_400, [(9_990, 9)], [(9_994, 9)]), 0, "fixed:3,3");
        scenario.Run("cross-exchange-market-making", [.. Eager, "limit=5"]);
        Assert.Equal(["9997", "9990"], scenario.Result.Fills.Take(2).Select(fill => $"{fill.Price}"));
    }

    [Fact]
    public void Quotes_AreTakenBackWhereTheHedgeIsOld()
    {
        var thin = Thin();
        for (var second = 1; second <= 4; second++) thin.Snapshot(second * 1_000, [(9_990, 30)], [(10_010, 30)]);
        Assert.Equal(["Buy 1 at 9997", "Sell 1 at 10004", "Buy off", "Sell off"], Two(thin, Deep(), 0).Run("cross-exchange-market-making", Eager));
    }

    [Fact]
    public void Quotes_AreNotPlacedWhereTheHedgeIsThin() => Assert.Empty(Two(Thin(), Deep(), 0).Run("cross-exchange-market-making", [.. Eager, "hedge-depth=8"]));

    [Fact]
    public void Instruments_OfTwoCoins_AreRefused() =>
        Assert.Contains("hedges with one of the same coin", Assert.Throws<BadInputException>(() => new MakerScenario().With("BTC/USDT@thin", Thin()).With("ETH/USDT@deep", Deep()).Run("cross-exchange-market-making")).Message, StringComparison.Ordinal);

    private static BookScenario Thin() => new BookScenario().Snapshot(0, [(9_990, 30)], [(10_010, 30)]);

    private static BookScenario Deep() => new BookScenario().Snapshot(0, [(9_998, 2), (9_997, 5)], [(10_002, 2), (10_003, 5)]);

    private static MakerScenario Two(BookScenario thin, BookScenario deep, int fee, string latency = "none") =>
        new MakerScenario { FeeBasisPoints = fee, Latency = latency }.With("BTC/USDT@thin", thin).With("BTC/USDT@deep", deep);
}
