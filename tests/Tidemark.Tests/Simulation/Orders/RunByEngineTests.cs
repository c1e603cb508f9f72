using Tidemark.Engine.Ports;
using Tidemark.Engine.Sessions;

namespace Tidemark.Tests.Simulation.Orders;

/// <summary>What no venue does, and what a venue lacks: the engine waits, watches, follows and slices in its place.</summary>
public sealed class RunByEngineTests
{
    [Fact]
    public void Scheduled_LeavesAtItsMoment_AndFillsInTheNextBar()
    {
        var scenario = new Scenario().Flat(100, then: s => s.Order("a", Side.Buy, 1m, OrderType.Market, options: Leaving(2, 30))).Flat(101).Flat(102).Flat(103);
        var fill = Assert.Single(scenario.Run().Fills);
        Assert.Equal((3, 103m), (Scenario.MinuteOf(fill), fill.Price.Value));
        Assert.True(scenario.Strategy.Orders["a"].IsRunByEngine);
        Assert.Equal(["a Accepted", "a Filled"], scenario.Strategy.Events);
    }

    [Fact]
    public void Scheduled_CanceledBefore_NeverLeaves()
    {
        var scenario = new Scenario().Flat(100, then: s => s.Order("a", Side.Buy, 1m, OrderType.Market, options: Leaving(3))).Flat(100, then: s => s.Cancel("a")).Flat(100).Flat(100);
        Assert.Empty(scenario.Run().Fills);
        Assert.Equal(["a Canceled Requested"], scenario.Strategy.Events);
    }

    [Fact]
    public void Scheduled_NoLongerAffordable_IsDeniedWhenItLeaves()
    {
        var scenario = new Scenario { Cash = 1_000m }.Flat(100, then: s =>
        {
            s.Order("later", Side.Buy, 9m, OrderType.Market, options: Leaving(3));
            s.Order("now", Side.Buy, 1m, OrderType.Market);
        }).Flat(120).Flat(120).Flat(120);
        Assert.Equal("now", Assert.Single(scenario.Run().Fills).Tag);
        Assert.Contains("later Denied InsufficientFunds", scenario.Strategy.Events);
    }

    [Fact]
    public void Timeout_Cancel_EndsWhatHasNotFilled()
    {
        var scenario = new Scenario().Flat(100, then: s => s.Order("a", Side.Buy, 1m, OrderType.Limit, limit: 90m, options: new OrderOptions { Timeout = OrderTimeout.Cancel(Duration.FromSeconds(90)) }))
            .Flat(100).Flat(100).Flat(80);
        Assert.Empty(scenario.Run().Fills);
        Assert.Equal(["a Accepted", "a Canceled TimedOut"], scenario.Strategy.Events);
        Assert.Equal(Scenario.At(2, 30), scenario.Strategy.Orders["a"].LastChangeAt);
    }

    [Fact]
    public void Timeout_Reprice_MovesTheLimitToTheLastPriceAndThenCancels()
    {
        var options = new OrderOptions { Timeout = OrderTimeout.Reprice(Duration.FromMinutes(2), 2) };
        var scenario = new Scenario().Flat(100, then: s => s.Order("a", Side.Buy, 1m, OrderType.Limit, limit: 90m, options: options))
            .Flat(101).Flat(102).Flat(103).Flat(104).Flat(105).Flat(106).Flat(107).Flat(108);
        // Sent at 1:00 with 90; at 3:00 the last price is 102, at 5:00 104; at 7:00 it ends. The market runs away each time.
        Assert.Empty(scenario.Run().Fills);
        Assert.Equal(["a Accepted", "a Amended", "a Amended", "a Canceled TimedOut"], scenario.Strategy.Events);
        Assert.Equal(104m, scenario.Strategy.Orders["a"].LimitPrice!.Value.Value);
    }

    [Fact]
    public void TrailingByAverageRange_FollowsAtItsMultipleAtEachClose()
    {
        // Each bar's true range is 4, so the stop stands 6 below the highest high: 101 + ... up to 112 - 6.
        var scenario = new Scenario { AverageRange = 2, Fills = new Tidemark.Simulation.Fills.WorstCaseFillModel() }
            .Bar(100, 102, 98, 100).Bar(100, 102, 98, 100).Bar(100, 102, 98, 100, then: s => s.Market(Side.Buy, 1m, "in"))
            .Bar(100, 102, 98, 100, then: s => s.Order("trail", Side.Sell, 1m, OrderType.TrailingStop, options: new OrderOptions { Trail = TrailingOffset.Ranges(1.5m, 2) }, more: terms => terms with { ReduceOnly = true }))
            .Bar(100, 104, 100, 104).Bar(104, 108, 104, 108).Bar(108, 108, 100, 101);
        var result = scenario.Run();
        Assert.Equal(102m, result.Fills[1].Price.Value);
        Assert.Equal(6, Scenario.MinuteOf(result.Fills[1]));
        Assert.True(scenario.Strategy.Orders["trail"].IsRunByEngine);
    }

    [Fact]
    public void Stop_VenueWithoutStops_LeavesAtTheCloseAndFillsAtTheNextOpen()
    {
        var scenario = new Scenario { Native = VenueFeatures.All & ~VenueFeatures.StopOrders }.Flat(100, then: s => s.Market(Side.Buy, 1m, "in"))
            .Flat(100, then: s => s.Stop(Side.Sell, 1m, 95m, "stop")).Bar(100, 100, 94, 96).Flat(97);
        var result = scenario.Run();
        Assert.Equal((3, 97m), (Scenario.MinuteOf(result.Fills[1]), result.Fills[1].Price.Value));
        Assert.Equal(["stop Accepted", "stop Triggered", "stop Filled"], scenario.Strategy.Events.Where(line => line.StartsWith("stop", StringComparison.Ordinal)));
        Assert.True(scenario.Strategy.Orders["stop"].IsRunByEngine);
    }

    [Fact]
    public void TrailingStop_VenueWithStopsOnly_TheEngineMovesTheStopAtEachClose()
    {
        var scenario = new Scenario { Native = VenueFeatures.All & ~VenueFeatures.TrailingStops }.Flat(100, then: s => s.Market(Side.Buy, 1m, "in"))
            .Flat(100, then: s => s.Order("trail", Side.Sell, 1m, OrderType.TrailingStop, options: new OrderOptions { Trail = TrailingOffset.Amount(3m) }))
            .Bar(100, 110, 100, 106).Bar(108, 108, 105, 105);
        Assert.Equal((3, 107m), (Scenario.MinuteOf(scenario.Run().Fills[1]), scenario.Strategy.Orders["trail"].StopPrice!.Value.Value));
    }

    [Fact]
    public void GoodTillDate_VenueWithoutIt_IsCanceledAtTheMoment()
    {
        var scenario = new Scenario { Native = VenueFeatures.All & ~VenueFeatures.GoodTillDate }
            .Flat(100, then: s => s.Order("a", Side.Buy, 1m, OrderType.Limit, limit: 95m, options: new OrderOptions { ExpiresAt = Scenario.At(5) })).Gap(20).Flat(90);
        Assert.Empty(scenario.Run().Fills);
        Assert.Equal(["a Accepted", "a Canceled ExpiryReached"], scenario.Strategy.Events);
    }

    [Theory]
    [InlineData(VenueFeatures.All)]
    [InlineData(VenueFeatures.All & ~VenueFeatures.Icebergs)]
    public void Iceberg_ShowsAPartAtATime_AndFillsInParts(VenueFeatures native)
    {
        // The venue fills all hidden parts when the price goes through; the engine's next part takes part from the next bar on.
        var scenario = new Scenario { Native = native }.Flat(100, then: s => s.Order("a", Side.Buy, 5m, OrderType.Limit, limit: 99m, options: new OrderOptions { DisplayedQuantity = new Quantity(2m) }))
            .Bar(100, 100, 98, 100).Bar(100, 100, 98, 100).Bar(100, 100, 98, 100);
        var result = scenario.Run();
        Assert.Equal([2m, 2m, 1m], result.Fills.Select(fill => fill.Quantity.Value));
        Assert.Equal(native == VenueFeatures.All ? [1, 1, 1] : [1, 2, 3], result.Fills.Select(Scenario.MinuteOf));
        Assert.Equal((OrderStatus.Filled, 5m), (scenario.Strategy.Orders["a"].Status, scenario.Strategy.Orders["a"].Quantity.Value));
        Assert.Equal(native != VenueFeatures.All, scenario.Strategy.Orders["a"].IsRunByEngine);
    }

    [Fact]
    public void Iceberg_OnlyTouched_FillsTheShownPartAndRefills()
    {
        var result = new Scenario().Flat(100, then: s => s.Order("a", Side.Buy, 5m, OrderType.Limit, limit: 99m, options: new OrderOptions { DisplayedQuantity = new Quantity(2m) }))
            .Bar(100, 100, 99, 100).Bar(100, 100, 99, 100).Bar(100, 100, 99, 100).Bar(100, 100, 99, 100).Run();
        Assert.Equal([(1, 2m), (2, 2m), (3, 1m)], result.Fills.Select(fill => (Scenario.MinuteOf(fill), fill.Quantity.Value)));
    }

    [Theory]
    [InlineData(0.0001)]
    [InlineData(6)]
    public void Iceberg_PartsTooSmallOrTooLarge_IsDenied(double displayed)
    {
        var scenario = new Scenario().Flat(100, then: s => s.Order("a", Side.Buy, 5m, OrderType.Limit, limit: 99m, options: new OrderOptions { DisplayedQuantity = new Quantity((decimal)displayed) })).Flat(100);
        scenario.Run();
        Assert.Equal(["a Denied DisplayedQuantityInvalid"], scenario.Strategy.Events);
    }

    [Fact]
    public void PostOnly_VenueWithoutIt_IsDenied()
    {
        var scenario = new Scenario { Native = VenueFeatures.All & ~VenueFeatures.PostOnly }
            .Flat(100, then: s => s.Order("a", Side.Buy, 1m, OrderType.Limit, limit: 99m, options: new OrderOptions { PostOnly = true })).Flat(100);
        scenario.Run();
        Assert.Equal(["a Denied NotSupported"], scenario.Strategy.Events);
    }

    [Theory]
    [InlineData(VenueFeatures.All, 94, 95)]
    [InlineData(VenueFeatures.All & ~VenueFeatures.ContingentOrders, 94, 95)]
    [InlineData(VenueFeatures.All & ~VenueFeatures.StopOrders, 94, 97)]   // watched from here: out at the next open
    public void Bracket_AnyVenue_TheStopEndsTheTargetAndTheEntryIsNotLeftAlone(VenueFeatures native, double low, double exit)
    {
        var scenario = new Scenario { Native = native, Funds = FundsPolicy.InitialMargin }.Flat(100, then: s => s.Bracket(Side.Buy, 1m, 95m, 105m)).Flat(100).Bar(100, 101, low, 97).Flat(97).Flat(97);
        var result = scenario.Run();
        Assert.Equal(["entry", "stop-loss"], result.Fills.Select(fill => fill.Tag));
        Assert.Equal((decimal)exit, result.Fills[1].Price.Value);
        Assert.Contains("take-profit Canceled SiblingFilled", scenario.Strategy.Events);
        Assert.Empty(result.OpenPositions);
        Assert.DoesNotContain(result.Warnings, warning => warning.Contains("still working", StringComparison.Ordinal));
    }

    [Fact]
    public void Bracket_EntryInPartsWithoutNativeLinks_TheStopGrowsWithIt()
    {
        var scenario = new Scenario { Native = VenueFeatures.All & ~VenueFeatures.ContingentOrders, Fills = new Tidemark.Simulation.Fills.WorstCaseFillModel(0.1m) }
            .Flat(100, then: s => s.Bracket(Side.Buy, 3m, 95m, 120m)).Flat(100, 10).Flat(100, 10).Bar(94, 94, 93, 94, 1_000).Flat(94).Flat(94);
        var result = scenario.Run();
        Assert.Equal(0m, scenario.Strategy.Held.Value);
        Assert.Empty(result.OpenPositions);
        Assert.DoesNotContain(result.Warnings, warning => warning.Contains("still working", StringComparison.Ordinal));
    }

    private static OrderOptions Leaving(int minute, int second = 0) => new() { LeavesAt = Scenario.At(minute, second) };
}
