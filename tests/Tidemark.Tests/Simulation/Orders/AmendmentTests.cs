using Tidemark.Engine.Ports;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Latency;

namespace Tidemark.Tests.Simulation.Orders;

/// <summary>New terms of working orders: from when they hold, and what the venue thinks of them.</summary>
public sealed class AmendmentTests
{
    private static readonly TradingRules Rules = new(Instant.MinValue, 0.5m, 0.1m, 1m, 50m);

    [Fact]
    public void NewPrice_ArrivingInsideABar_LeavesTheOldOneInForceForThatBar()
    {
        // The stop at 95 is moved to 97 half-way through the bar that falls to 94: it still protects there, at its old price.
        var scenario = new Scenario { Latency = new FixedLatency(30_000, 0) }
            .Flat(100, then: s => s.Market(Side.Buy, 1m, "in")).Flat(100).Flat(100, then: s => s.Stop(Side.Sell, 1m, 95m, "stop")).Flat(100, then: s => s.Amend("stop", Stop(97m)))
            .Bar(100, 100, 94, 94).Flat(94);
        var fills = scenario.Run().Fills;
        Assert.Equal([("in", 2, 100m), ("stop", 4, 95m)], fills.Select(fill => (fill.Tag, Scenario.MinuteOf(fill), fill.Price.Value)));
    }

    [Fact]
    public void NewPrice_IsInForceFromTheNextOpen()
    {
        var scenario = new Scenario { Latency = new FixedLatency(30_000, 0) }
            .Flat(100, then: s => s.Market(Side.Buy, 1m, "in")).Flat(100).Flat(100, then: s => s.Stop(Side.Sell, 1m, 95m, "stop")).Flat(100, then: s => s.Amend("stop", Stop(97m)))
            .Bar(100, 100, 96, 100).Bar(100, 100, 96, 96).Flat(96);
        Assert.Equal([("in", 2, 100m), ("stop", 5, 97m)], scenario.Run().Fills.Select(fill => (fill.Tag, Scenario.MinuteOf(fill), fill.Price.Value)));
        Assert.Equal(97m, scenario.Strategy.Orders["stop"].StopPrice!.Value.Value);
    }

    [Fact]
    public void NewPrices_OfTwoBarsInARow_EachHoldFromTheirOwnOpen()
    {
        // 70 s under way: the second is decided before the first has come, and both wait for an open.
        var scenario = new Scenario { Latency = new FixedLatency(70_000, 0) }
            .Flat(100, then: s => s.Limit(Side.Buy, 1m, 80m, "a")).Flat(100).Flat(100).Flat(100, then: s => s.Amend("a", Limit(90m))).Flat(100, then: s => s.Amend("a", Limit(85m)))
            .Bar(100, 100, 89, 100)      // the first arrives in here: still 80
            .Bar(100, 100, 89, 100)      // 90 holds, the second arrives in here
            .Flat(100).Flat(100);
        Assert.Equal([(6, 90m)], scenario.Run().Fills.Select(fill => (Scenario.MinuteOf(fill), fill.Price.Value)));
    }

    [Fact]
    public void LargerQuantity_ArrivingInsideABar_CountsFromTheNext_ASmallerOneAtOnce()
    {
        var scenario = new Scenario { Latency = new FixedLatency(30_000, 0) }
            .Flat(100, then: s => { s.Limit(Side.Buy, 2m, 95m, "grows"); s.Limit(Side.Buy, 5m, 90m, "shrinks"); }).Flat(100)
            .Flat(100, then: s => { s.Amend("grows", new Amendment(new Quantity(6m))); s.Amend("shrinks", new Amendment(new Quantity(3m))); })
            .Bar(100, 100, 89, 100).Bar(100, 100, 89, 100).Flat(100);
        Assert.Equal([("grows", 3, 2m), ("shrinks", 3, 3m), ("grows", 4, 4m)], scenario.Run().Fills.Select(fill => (fill.Tag, Scenario.MinuteOf(fill), fill.Quantity.Value)));
        Assert.Equal(OrderStatus.Filled, scenario.Strategy.Orders["grows"].Status);
    }

    [Fact]
    public void NewPrice_AtAClose_IsInForceInTheNextBar()
    {
        var scenario = new Scenario().Flat(100, then: s => s.Limit(Side.Buy, 1m, 80m, "a")).Flat(100, then: s => s.Amend("a", Limit(99m))).Bar(100, 100, 98, 100);
        Assert.Equal([(2, 99m)], scenario.Run().Fills.Select(fill => (Scenario.MinuteOf(fill), fill.Price.Value)));
    }

    [Fact]
    public void TrailingStop_MovedByTheMarketMeanwhile_DoesNotGoBack()
    {
        // Asked down to 96 inside a bar in which it has followed to 107: a level never goes back by itself, and 96 is old news.
        var scenario = new Scenario { Latency = new FixedLatency(30_000, 0) }
            .Flat(100, then: s => s.Market(Side.Buy, 1m, "in")).Flat(100).Flat(100, then: s => s.Order("trail", Side.Sell, 1m, OrderType.TrailingStop, options: new OrderOptions { Trail = TrailingOffset.Amount(3m) }))
            .Flat(100, then: s => s.Amend("trail", Stop(98m))).Bar(100, 110, 100, 110).Bar(110, 110, 106, 106).Flat(106);
        Assert.Equal([("in", 100m), ("trail", 107m)], scenario.Run().Fills.Select(fill => (fill.Tag, fill.Price.Value)));
    }

    [Fact]
    public void Amendment_ThatTheRulesOfItsArrivalForbid_IsRejectedByTheVenue()
    {
        // The tick becomes coarser while the amendment is under way.
        var scenario = new Scenario { Latency = new FixedLatency(90_000, 0), Rules = Rules, LaterRules = [Rules with { ValidFrom = Scenario.At(5), PriceTick = 5m, MinimumQuantity = 3m }] }
            .Flat(100, then: s => { s.Limit(Side.Buy, 4m, 80m, "price"); s.Limit(Side.Buy, 4m, 80m, "quantity"); }).Flat(100).Flat(100)
            .Flat(100, then: s => { s.Amend("price", Limit(90.5m)); s.Amend("quantity", new Amendment(new Quantity(2m))); }).Flat(100).Flat(90.5).Flat(90.5).Flat(75);
        Assert.Equal([("price", 75m, 4m), ("quantity", 75m, 4m)], scenario.Run().Fills.Select(fill => (fill.Tag, fill.Price.Value, fill.Quantity.Value)));
        Assert.Contains("price AmendRejected PriceOffTick", scenario.Strategy.Events);
        Assert.Contains("quantity AmendRejected BelowMinimumQuantity", scenario.Strategy.Events);
    }

    [Theory]
    [InlineData(VenueFeatures.All)]
    [InlineData(VenueFeatures.All & ~VenueFeatures.TrailingStops)]
    public void TrailingStop_WithLessLeftThanTheMinimum_StillMoves(VenueFeatures native)
    {
        // A sibling takes 1.5 of 2: what is left is below the smallest order, yet it rests at the venue and must go on following.
        var scenario = new Scenario { Native = native, Rules = Rules }.Flat(100, then: s => s.Market(Side.Buy, 2m, "in"))
            .Flat(100, then: s =>
            {
                var group = s.NewGroup();
                s.Order("trail", Side.Sell, 2m, OrderType.TrailingStop, options: new OrderOptions { Trail = TrailingOffset.Amount(3m) }, more: terms => terms with { ReduceOnly = true, OcoGroup = group });
                s.Order("target", Side.Sell, 1.5m, OrderType.Limit, limit: 105m, more: terms => terms with { ReduceOnly = true, OcoGroup = group });
            })
            .Bar(100, 106, 100, 106).Bar(106, 120, 106, 120).Bar(120, 120, 110, 110).Flat(110);
        var result = scenario.Run();
        Assert.Equal([("in", 100m), ("target", 105m), ("trail", 117m)], result.Fills.Select(fill => (fill.Tag, fill.Price.Value)));
        Assert.Empty(result.OpenPositions);
        // That it is for less the engine cannot tell a venue which has a smallest order; it reduces only, so the venue cuts it.
        if (native == VenueFeatures.All) Assert.DoesNotContain(scenario.Strategy.Events, line => line.Contains("AmendRejected", StringComparison.Ordinal));
    }

    [Fact]
    public void NewPrice_OfAnOrderFilledInPart_IsNotMeasuredByWhatIsLeft()
    {
        var scenario = new Scenario { Rules = Rules, Fills = new WorstCaseFillModel(0.1m) }.Flat(100, then: s => s.Limit(Side.Buy, 4m, 99m, "a"))
            .Bar(100, 100, 98, 100, 35, then: s => s.Amend("a", Limit(99.5m))).Bar(100, 100, 98, 100, 1_000);
        Assert.Equal([3.5m, 0.5m], scenario.Run().Fills.Select(fill => fill.Quantity.Value));
        Assert.DoesNotContain(scenario.Strategy.Events, line => line.Contains("AmendRejected", StringComparison.Ordinal));
    }

    [Fact]
    public void Answer_AboutAnOrderThatIsGone_TakesItsTime()
    {
        var scenario = new Scenario { Latency = new FixedLatency(1_000, 90_000) }
            .Flat(100, then: s => s.Market(Side.Buy, 1m, "a")).Flat(100, then: s => s.Amend("a", new Amendment(new Quantity(2m))))
            .Flat(100, then: s => Assert.DoesNotContain(s.Events, line => line.Contains("AmendRejected", StringComparison.Ordinal)))
            .Flat(100, then: s => Assert.Contains("a AmendRejected OrderAlreadyClosed", s.Events)).Flat(100);
        scenario.Run();
    }

    private static Amendment Stop(decimal price) => new(StopPrice: new Price(price));

    private static Amendment Limit(decimal price) => new(LimitPrice: new Price(price));
}
