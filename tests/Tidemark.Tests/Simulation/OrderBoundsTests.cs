using Tidemark.Simulation.Latency;

namespace Tidemark.Tests.Simulation;

/// <summary>Bands of prices, largest notionals and numbers of orders: refused by us before sending, and by the venue of the day of arrival.</summary>
public sealed class OrderBoundsTests
{
    private static readonly TradingRules Plain = new(Instant.MinValue, 0.01m, 0.01m, null, 10m);

    [Theory]
    [InlineData(Side.Buy, 120, true)]
    [InlineData(Side.Buy, 121, false)]
    [InlineData(Side.Buy, 79, false)]
    [InlineData(Side.Sell, 150, true)]
    [InlineData(Side.Sell, 151, false)]
    [InlineData(Side.Sell, 94, false)]
    public void Limit_OutsideTheBandOfItsSide_IsDenied(Side side, double price, bool passes)
    {
        var bounds = new OrderBounds { BuyPriceUp = 1.2m, BuyPriceDown = 0.8m, SellPriceUp = 1.5m, SellPriceDown = 0.95m };
        var scenario = Bounded(bounds).Flat(100, then: s => s.Market(Side.Buy, 5m, "held")).Flat(100, then: s => s.Market(Side.Buy, 5m, "more"))
            .Flat(100, then: s => s.Limit(side, 1m, (decimal)price, "a")).Flat(100);
        scenario.Run();
        Assert.Equal(passes, !scenario.Strategy.Events.Contains("a Denied PriceOutsideBand"));
    }

    [Fact]
    public void Triggers_MayLieAnywhere_TheLimitBehindThemMayNot()
    {
        var scenario = Bounded(new OrderBounds { BuyPriceUp = 1.2m, BuyPriceDown = 0.8m, SellPriceUp = 1.2m, SellPriceDown = 0.8m }).Flat(100, then: s =>
        {
            s.Stop(Side.Buy, 1m, 150m, "stop");
            s.Order("stop-limit", Side.Buy, 1m, OrderType.StopLimit, limit: 150m, stop: 140m);
        }).Flat(100);
        scenario.Run();
        Assert.Equal(["stop Accepted", "stop-limit Denied PriceOutsideBand"], scenario.Strategy.Events.Order());
    }

    [Theory]
    [InlineData(true, true, "large Denied AboveMaximumNotional|small Denied BelowMinimumNotional")]
    [InlineData(false, true, "small Denied BelowMinimumNotional")]
    [InlineData(true, false, "large Denied AboveMaximumNotional")]
    [InlineData(false, false, "")]
    public void Notionals_OfMarketOrders_AreBoundedWhereTheFilterSaysSo(bool maximum, bool minimum, string refused)
    {
        var scenario = Bounded(new OrderBounds { MaximumNotional = 1_000m, HasMaximumForMarket = maximum, HasMinimumForMarket = minimum })
            .Flat(100, then: s => { s.Market(Side.Buy, 11m, "large"); s.Market(Side.Buy, 0.05m, "small"); }).Flat(100);
        scenario.Run();
        Assert.Equal(refused, string.Join('|', scenario.Strategy.Events.Where(line => line.Contains("Denied", StringComparison.Ordinal)).Order()));
    }

    [Fact]
    public void Notional_OfALimitOrder_IsMeasuredAtItsPrice()
    {
        var scenario = Bounded(new OrderBounds { MaximumNotional = 1_000m, HasMaximumForMarket = false })
            .Flat(100, then: s => { s.Limit(Side.Buy, 11m, 90m, "fits"); s.Limit(Side.Buy, 11m, 91m, "large"); }).Flat(100);
        scenario.Run();
        Assert.Equal(["fits Accepted", "large Denied AboveMaximumNotional"], scenario.Strategy.Events.Order());
    }

    [Fact]
    public void Orders_BeyondTheirNumber_AreDenied_UntilOneHasEnded()
    {
        var scenario = Bounded(new OrderBounds { MaximumOrders = 3, MaximumTriggerOrders = 1 }).Flat(100, then: s =>
        {
            s.Stop(Side.Buy, 1m, 150m, "first");
            s.Stop(Side.Buy, 1m, 151m, "second");
            s.Limit(Side.Buy, 1m, 90m, "third");
            s.Limit(Side.Buy, 1m, 91m, "fourth");
            s.Limit(Side.Buy, 1m, 92m, "fifth");
        }).Flat(100, then: s => s.Cancel("third")).Flat(100, then: s => s.Limit(Side.Buy, 1m, 93m, "sixth")).Flat(100);
        scenario.Run();
        Assert.Equal(["fifth Denied TooManyOrders", "second Denied TooManyOrders"], scenario.Strategy.Events.Where(line => line.Contains("Denied", StringComparison.Ordinal)).Order());
        Assert.Contains("sixth Accepted", scenario.Strategy.Events);
    }

    [Fact]
    public void RulesOfTheDayOfArrival_AreTheVenues()
    {
        var later = Plain with { ValidFrom = Scenario.At(3), Bounds = new OrderBounds { BuyPriceUp = 1.05m, BuyPriceDown = 0.95m, MaximumOrders = 2 } };
        var scenario = new Scenario { Rules = Plain, LaterRules = [later], Latency = new FixedLatency(90_000, 0) }
            .Flat(100, then: s => s.Limit(Side.Buy, 1m, 90m, "before"))
            .Flat(100, then: s => { s.Limit(Side.Buy, 1m, 90.5m, "far"); s.Limit(Side.Buy, 1m, 96m, "near"); s.Limit(Side.Buy, 1m, 97m, "one more"); s.Amend("before", new Amendment(LimitPrice: new Price(91m))); })
            .Flat(100).Flat(100).Flat(100);
        scenario.Run();
        Assert.Equal(["before Accepted", "before AmendRejected PriceOutsideBand", "far Rejected PriceOutsideBand", "near Accepted", "one more Rejected TooManyOrders"], scenario.Strategy.Events.Order());
    }

    [Fact]
    public void Bounds_ThatContradict_AreRefused() =>
        Assert.Throws<ArgumentException>(() => new Instrument(InstrumentId.Parse("BTC/USDT@test"), [Plain with { Bounds = new OrderBounds { BuyPriceUp = 0.8m, BuyPriceDown = 1.2m } }]));

    private static Scenario Bounded(OrderBounds bounds) => new() { Cash = 100_000m, Rules = Plain with { Bounds = bounds } };
}
