using Tidemark.Engine.Ports;
using Tidemark.Engine.Sessions;

namespace Tidemark.Tests.Simulation.Orders;

/// <summary>Parents and groups in general, several brackets on one position, scaling in and out; the same where the venue knows no links.</summary>
public sealed class OrderTreeTests
{
    public static TheoryData<VenueFeatures> Venues => [VenueFeatures.All, VenueFeatures.All & ~VenueFeatures.ContingentOrders];

    [Theory]
    [MemberData(nameof(Venues))]
    public void Chain_EachOrderWakesTheNext(VenueFeatures native)
    {
        var scenario = new Scenario { Native = native }.Flat(100, then: s =>
        {
            s.Order("first", Side.Buy, 1m, OrderType.Limit, limit: 99m);
            s.Order("second", Side.Buy, 2m, OrderType.Limit, limit: 98m, more: terms => terms with { Parent = s.Orders["first"] });
            s.Order("third", Side.Buy, 3m, OrderType.Market, more: terms => terms with { Parent = s.Orders["second"] });
        }).Bar(100, 100, 97, 100).Bar(100, 100, 97, 100).Flat(101).Flat(101);
        // The second takes part only after the first has filled, the third after the second.
        Assert.Equal([("first", 1, 99m), ("second", 2, 98m), ("third", 3, 101m)], scenario.Run().Fills.Select(fill => (fill.Tag, Scenario.MinuteOf(fill), fill.Price.Value)));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public void Group_OfEntries_OneFillEndsTheOther(VenueFeatures native)
    {
        // Either breakout with all the money: of a group only one fills, so both may promise it.
        var scenario = new Scenario { Native = native, Cash = 1_100m, Funds = FundsPolicy.CashNotNegative }.Flat(100, then: s =>
        {
            var group = s.NewGroup();
            s.Order("up", Side.Buy, 10m, OrderType.Stop, stop: 105m, more: terms => terms with { OcoGroup = group });
            s.Order("down", Side.Sell, 10m, OrderType.Stop, stop: 95m, more: terms => terms with { OcoGroup = group });
        }).Bar(100, 106, 99, 106).Flat(90);
        Assert.Equal("up", Assert.Single(scenario.Run().Fills).Tag);
        Assert.Contains("down Canceled SiblingFilled", scenario.Strategy.Events);
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public void Parent_Canceled_EndsTheWholeTree(VenueFeatures native)
    {
        var scenario = new Scenario { Native = native }.Flat(100, then: s =>
        {
            s.Order("root", Side.Buy, 1m, OrderType.Limit, limit: 90m);
            s.Order("child", Side.Buy, 1m, OrderType.Limit, limit: 89m, more: terms => terms with { Parent = s.Orders["root"] });
            s.Order("grandchild", Side.Sell, 1m, OrderType.Stop, stop: 80m, more: terms => terms with { Parent = s.Orders["child"], ReduceOnly = true });
        }).Flat(100, then: s => s.Cancel("root")).Flat(70);
        Assert.Empty(scenario.Run().Fills);
        Assert.Contains("child Canceled ParentClosed", scenario.Strategy.Events);
        Assert.Contains("grandchild Canceled ParentClosed", scenario.Strategy.Events);
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public void Brackets_SeveralOnOnePosition_EachEndsItsOwnPart(VenueFeatures native)
    {
        var scenario = new Scenario { Native = native }.Flat(100, then: s => { s.Bracket(Side.Buy, 1m, 95m, 105m); s.Bracket(Side.Buy, 2m, 90m, 120m); })
            .Flat(100).Bar(100, 106, 100, 106).Flat(106).Bar(106, 106, 89, 91).Flat(91);
        var result = scenario.Run();
        Assert.Equal([("entry", 1m), ("entry", 2m), ("take-profit", 1m), ("stop-loss", 2m)], result.Fills.Select(fill => (fill.Tag, fill.Quantity.Value)));
        Assert.Equal([105m, 90m], result.Fills.Skip(2).Select(fill => fill.Price.Value));
        Assert.Empty(result.OpenPositions);
    }

    [Fact]
    public void Parent_AlreadyFilled_TheOrderWorksAtOnce()
    {
        var scenario = new Scenario().Flat(100, then: s => s.Market(Side.Buy, 1m, "in"))
            .Flat(100, then: s => s.Order("stop", Side.Sell, 1m, OrderType.Stop, stop: 95m, more: terms => terms with { Parent = s.Orders["in"], ReduceOnly = true })).Flat(90);
        Assert.Equal(2, scenario.Run().Fills.Count);
    }

    [Fact]
    public void ScalingInAndOut_KeepsTheAverageOfWhatIsHeld()
    {
        var scenario = new Scenario()
            .Flat(100, then: s => s.Market(Side.Buy, 1m, "in"))
            .Flat(100, then: s => s.Market(Side.Buy, 3m, "more"))
            .Flat(120, then: s => s.Market(Side.Sell, 2m, "part"))
            .Flat(130, then: s => s.Market(Side.Buy, 2m, "again"))
            .Flat(90, then: s => s.Target(0m)).Flat(110);
        var result = scenario.Run();
        // 1 at 100 and 3 at 120 average 115; selling 2 leaves that; 2 more at 90 average 102.5.
        var trip = Assert.Single(result.RoundTrips);
        Assert.Equal(-(100m + 360m) + 260m - 180m + 440m, trip.Pnl);
        Assert.Equal(10_000m + trip.Pnl, result.FinalCash);
        Assert.Equal((100m + 360m + 180m) / 6m, trip.EntryPrice.Value);
    }
}
