using Tidemark.Simulation.Fills;

namespace Tidemark.Tests.Simulation.Orders;

/// <summary>Fill-or-kill, immediate-or-cancel, good-till-date and post-only, worked out by hand.</summary>
public sealed class TimeInForceTests
{
    [Theory]
    [InlineData(100, 0)]     // a tenth of the volume is 10: not enough for 25
    [InlineData(250, 25)]
    public void FillOrKill_Market_FillsWholeOrNotAtAll(int volume, int filled)
    {
        var scenario = new Scenario { Fills = new WorstCaseFillModel(0.1m) }.Flat(100, then: s => s.Market(Side.Buy, 25m, "a", TimeInForce.Fok)).Flat(100, volume).Flat(100);
        Assert.Equal(filled, scenario.Run().Fills.Sum(fill => fill.Quantity.Value));
        Assert.Equal(filled == 0 ? OrderStatus.Expired : OrderStatus.Filled, scenario.Strategy.Orders["a"].Status);
    }

    [Theory]
    [InlineData(TimeInForce.Fok)]
    [InlineData(TimeInForce.Ioc)]
    public void ImmediateLimit_ReachedOnlyLaterInTheBar_Expires(TimeInForce timeInForce)
    {
        var scenario = new Scenario().Flat(100, then: s => s.Limit(Side.Buy, 1m, 99m, "a", timeInForce)).Bar(100, 101, 95, 100);
        Assert.Empty(scenario.Run().Fills);
        Assert.Equal(["a Accepted", "a Expired NotImmediatelyFillable"], scenario.Strategy.Events);
    }

    [Fact]
    public void ImmediateLimit_BetterOpen_FillsThere()
    {
        var result = new Scenario().Flat(100, then: s => s.Limit(Side.Buy, 1m, 99m, "a", TimeInForce.Fok)).Bar(98, 101, 95, 100).Run();
        Assert.Equal((98m, LiquidityRole.Taker), (Assert.Single(result.Fills).Price.Value, result.Fills[0].Role));
    }

    [Fact]
    public void FillOrKill_BeyondTheFunds_IsRefusedWhole()
    {
        var scenario = new Scenario { Cash = 150m, Funds = Tidemark.Engine.Sessions.FundsPolicy.CashNotNegative }
            .Flat(100, then: s => s.Market(Side.Sell, 1m, "short")).Flat(100, then: s => s.Market(Side.Buy, 2m, "a", TimeInForce.Fok)).Flat(160);
        // 250 in cash; 2 at 160 cost 320: a plain order would still close the short.
        Assert.Equal("short", Assert.Single(scenario.Run().Fills).Tag);
        Assert.Contains("a Rejected InsufficientFunds", scenario.Strategy.Events);
    }

    [Fact]
    public void GoodTillDate_BarsThatCloseByThen_StillCount()
    {
        var scenario = new Scenario().Flat(100, then: s => s.Order("a", Side.Buy, 1m, OrderType.Limit, limit: 95m, options: Till(2))).Bar(100, 100, 94, 99).Flat(90);
        Assert.Equal(1, Scenario.MinuteOf(Assert.Single(scenario.Run().Fills)));
    }

    [Fact]
    public void GoodTillDate_Expired_NoLongerFills()
    {
        var scenario = new Scenario().Flat(100, then: s => s.Order("a", Side.Buy, 1m, OrderType.Limit, limit: 95m, options: Till(2))).Flat(100).Flat(90);
        Assert.Empty(scenario.Run().Fills);
        Assert.Equal(["a Accepted", "a Expired ExpiryReached"], scenario.Strategy.Events);
        Assert.Equal(Scenario.At(2), scenario.Strategy.Orders["a"].LastChangeAt);
    }

    [Fact]
    public void GoodTillDate_InsideABar_TakesNoPartInIt()
    {
        var scenario = new Scenario().Flat(100, then: s => s.Order("a", Side.Buy, 1m, OrderType.Limit, limit: 95m, options: Till(1, 30))).Flat(90);
        Assert.Empty(scenario.Run().Fills);
        Assert.Equal(Scenario.At(1, 30), scenario.Strategy.Orders["a"].LastChangeAt);
    }

    [Fact]
    public void GoodTillDate_InAGap_ExpiresAtItsMoment()
    {
        var scenario = new Scenario().Flat(100, then: s => s.Order("a", Side.Buy, 1m, OrderType.Limit, limit: 95m, options: Till(5))).Gap(20).Flat(90);
        Assert.Empty(scenario.Run().Fills);
        Assert.Equal(Scenario.At(5), scenario.Strategy.Orders["a"].LastChangeAt);
    }

    [Fact]
    public void GoodTillDate_InThePast_IsDenied()
    {
        var scenario = new Scenario().Flat(100, then: s => s.Order("a", Side.Buy, 1m, OrderType.Limit, limit: 95m, options: Till(1))).Flat(90);
        scenario.Run();
        Assert.Equal(["a Denied ExpiryReached"], scenario.Strategy.Events);
    }

    [Fact]
    public void GoodTillDate_WithoutADate_IsDenied()
    {
        var scenario = new Scenario().Flat(100, then: s => s.Limit(Side.Buy, 1m, 95m, "a", TimeInForce.Gtd)).Flat(90);
        scenario.Run();
        Assert.Equal(["a Denied ContradictoryTerms"], scenario.Strategy.Events);
    }

    [Theory]
    [InlineData(98)]   // the market has come to the order: it would take
    [InlineData(99)]   // just at its price it would take too
    public void PostOnly_WouldTake_IsRejected(double open)
    {
        var scenario = PostOnly().Flat(open).Flat(90);
        Assert.Empty(scenario.Run().Fills);
        Assert.Equal(["a Accepted", "a Rejected WouldTakeLiquidity"], scenario.Strategy.Events);
    }

    [Fact]
    public void PostOnly_OnceItRests_FillsAsAMaker()
    {
        var fill = Assert.Single(PostOnly().Bar(100, 101, 98, 100).Run().Fills);
        Assert.Equal((99m, LiquidityRole.Maker), (fill.Price.Value, fill.Role));
        var later = Assert.Single(PostOnly().Flat(100).Flat(95).Run().Fills);
        Assert.Equal((95m, LiquidityRole.Maker), (later.Price.Value, later.Role));
    }

    [Fact]
    public void PostOnly_MarketOrder_IsDenied()
    {
        var scenario = new Scenario().Flat(100, then: s => s.Order("a", Side.Buy, 1m, OrderType.Market, options: new OrderOptions { PostOnly = true })).Flat(100);
        scenario.Run();
        Assert.Equal(["a Denied ContradictoryTerms"], scenario.Strategy.Events);
    }

    private static Scenario PostOnly() => new Scenario().Flat(100, then: s => s.Order("a", Side.Buy, 1m, OrderType.Limit, limit: 99m, options: new OrderOptions { PostOnly = true }));

    private static OrderOptions Till(int minute, int second = 0) => new() { ExpiresAt = Scenario.At(minute, second) };
}
