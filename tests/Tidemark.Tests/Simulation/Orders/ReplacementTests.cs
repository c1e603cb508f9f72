using Tidemark.Engine.Ports;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Latency;

namespace Tidemark.Tests.Simulation.Orders;

/// <summary>A venue that cannot amend: the order is canceled there, and what is left goes again with the new terms.</summary>
public sealed class ReplacementTests
{
    private const VenueFeatures NoAmendments = VenueFeatures.All & ~VenueFeatures.Amendments;

    [Fact]
    public void NewPrice_IsAnOrderOfItsOwnThere_AndTheSameOneHere()
    {
        var scenario = Unamendable().Flat(100, then: s => s.Limit(Side.Buy, 2m, 90m, "a")).Flat(100, then: s => s.Amend("a", new Amendment(LimitPrice: new Price(95m)))).Bar(100, 100, 94, 100).Flat(100);
        var fill = Assert.Single(scenario.Run().Fills);
        Assert.Equal((95m, 2m), (fill.Price.Value, fill.Quantity.Value));
        Assert.Equal(["a Accepted", "a Amended", "a Filled"], scenario.Strategy.Events);
        Assert.True(scenario.Strategy.Orders["a"].IsRunByEngine);
    }

    [Fact]
    public void NewTerms_OfAnOrderFilledInPart_AreForTheRest()
    {
        var scenario = new Scenario { Native = NoAmendments, Fills = new WorstCaseFillModel(0.1m) }.Flat(100, then: s => s.Limit(Side.Buy, 4m, 99m, "a"))
            .Bar(100, 100, 98, 100, 10, then: s => s.Amend("a", new Amendment(new Quantity(6m), new Price(95m)))).Bar(100, 100, 94, 100).Flat(100);
        Assert.Equal([(1m, 99m), (5m, 95m)], scenario.Run().Fills.Select(fill => (fill.Quantity.Value, fill.Price.Value)));
        Assert.Equal((OrderStatus.Filled, 6m), (scenario.Strategy.Orders["a"].Status, scenario.Strategy.Orders["a"].FilledQuantity.Value));
    }

    [Fact]
    public void NewTerms_Repeatedly_LeaveOneOrder()
    {
        var scenario = Unamendable().Flat(100, then: s => s.Limit(Side.Buy, 2m, 90m, "a"))
            .Flat(100, then: s => { s.Amend("a", new Amendment(LimitPrice: new Price(91m))); s.Amend("a", new Amendment(LimitPrice: new Price(92m))); })
            .Flat(100, then: s => s.Amend("a", new Amendment(new Quantity(3m)))).Flat(100, then: s => s.Amend("a", new Amendment(LimitPrice: new Price(93m)))).Bar(100, 100, 80, 100).Flat(80);
        var result = scenario.Run();
        Assert.Equal((3m, 93m), (result.Fills.Sum(fill => fill.Quantity.Value), result.Fills[0].Price.Value));
        Assert.Equal(OrderStatus.Filled, scenario.Strategy.Orders["a"].Status);
    }

    [Fact]
    public void Order_ThatFillsBeforeItsCancellation_IsFilledAtItsOldTerms()
    {
        var scenario = new Scenario { Native = NoAmendments, Latency = new FixedLatency(61_000, 0) }
            .Flat(100, then: s => s.Limit(Side.Buy, 1m, 99m, "a")).Flat(100).Flat(100, then: s => s.Amend("a", new Amendment(LimitPrice: new Price(90m)))).Bar(100, 100, 98, 100).Flat(100).Flat(100);
        Assert.Equal(99m, Assert.Single(scenario.Run().Fills).Price.Value);
        Assert.Equal(OrderStatus.Filled, scenario.Strategy.Orders["a"].Status);
    }

    [Fact]
    public void Order_CanceledWhileItIsReplaced_IsGone()
    {
        var scenario = new Scenario { Native = NoAmendments, Latency = new FixedLatency(1_000, 90_000) }.Flat(100, then: s => s.Limit(Side.Buy, 1m, 90m, "a")).Flat(100).Flat(100)
            .Flat(100, then: s => s.Amend("a", new Amendment(LimitPrice: new Price(95m)))).Flat(100, then: s => s.Cancel("a")).Flat(100).Flat(100).Bar(100, 100, 80, 100).Flat(100);
        Assert.Empty(scenario.Run().Fills);
        Assert.Equal(["a Accepted", "a Canceled Requested"], scenario.Strategy.Events);
    }

    [Fact]
    public void TrailingStop_MovedByTheEngine_StillFollows()
    {
        var scenario = new Scenario { Native = NoAmendments & ~VenueFeatures.TrailingStops }.Flat(100, then: s => s.Market(Side.Buy, 1m, "in"))
            .Flat(100, then: s => s.Order("trail", Side.Sell, 1m, OrderType.TrailingStop, options: new OrderOptions { Trail = TrailingOffset.Amount(3m) }))
            .Bar(100, 110, 100, 106).Bar(108, 112, 108, 110).Bar(110, 110, 105, 105);
        Assert.Equal((4, 109m), (Scenario.MinuteOf(scenario.Run().Fills[1]), scenario.Strategy.Orders["trail"].StopPrice!.Value.Value));
    }

    [Fact]
    public void Timeout_Reprice_Works()
    {
        var scenario = Unamendable().Flat(100, then: s => s.Order("a", Side.Buy, 1m, OrderType.Limit, limit: 90m, options: new OrderOptions { Timeout = OrderTimeout.Reprice(Duration.FromMinutes(2), 2) }))
            .Flat(101).Flat(102).Flat(103).Flat(104).Flat(103);
        Assert.Equal(["a Accepted", "a Amended", "a Amended", "a Filled"], Heard(scenario));
    }

    [Fact]
    public void Bracket_EntryInPartsWithoutNativeLinks_TheStopGrowsWithIt()
    {
        var scenario = new Scenario { Native = NoAmendments & ~VenueFeatures.ContingentOrders, Fills = new WorstCaseFillModel(0.1m) }
            .Flat(100, then: s => s.Bracket(Side.Buy, 3m, 95m, 120m)).Flat(100, 10).Flat(100, 10).Bar(94, 94, 93, 94, 1_000).Flat(94).Flat(94);
        var result = scenario.Run();
        Assert.Equal(0m, scenario.Strategy.Held.Value);
        Assert.DoesNotContain(result.Warnings, warning => warning.Contains("still working", StringComparison.Ordinal));
    }

    [Fact]
    public void Order_WhoseLinksTheVenueKeeps_IsNotTornOutOfThem()
    {
        var scenario = Unamendable().Flat(100, then: s =>
        {
            s.Limit(Side.Buy, 1m, 90m, "entry");
            s.Order("exit", Side.Sell, 1m, OrderType.Stop, stop: 80m, more: terms => terms with { Parent = s.Orders["entry"], ReduceOnly = true });
        }).Flat(100, then: s => s.Amend("entry", new Amendment(LimitPrice: new Price(95m)))).Flat(100);
        scenario.Run();
        Assert.Contains("entry AmendRejected NotSupported", scenario.Strategy.Events);
        Assert.Equal((OrderStatus.Open, OrderStatus.Open), (scenario.Strategy.Orders["entry"].Status, scenario.Strategy.Orders["exit"].Status));
    }

    private static string[] Heard(Scenario scenario)
    {
        scenario.Run();
        return [.. scenario.Strategy.Events];
    }

    private static Scenario Unamendable() => new() { Native = NoAmendments };
}
