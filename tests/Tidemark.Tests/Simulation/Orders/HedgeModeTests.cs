using Tidemark.Engine.Sessions;

namespace Tidemark.Tests.Simulation.Orders;

/// <summary>Long and short positions of one instrument side by side, worked out by hand.</summary>
public sealed class HedgeModeTests
{
    private static readonly OrderOptions Long = new() { PositionSide = PositionSide.Long };
    private static readonly OrderOptions Short = new() { PositionSide = PositionSide.Short };

    [Fact]
    public void BothPositions_AreHeldAndClosedApart()
    {
        var scenario = Hedged().Flat(100, then: s => { Market(s, "long", Side.Buy, 2m, Long); Market(s, "short", Side.Sell, 1m, Short); })
            .Flat(100, then: s => Assert.Equal((2m, -1m), (s.LegOf(PositionSide.Long).Value, s.LegOf(PositionSide.Short).Value)))
            .Flat(110, then: s => Market(s, "end long", Side.Sell, 2m, Long)).Flat(120, then: s => Market(s, "end short", Side.Buy, 1m, Short)).Flat(90);
        var result = scenario.Run();
        // The long gains 2 x 20, the short 1 x 10; both stood side by side meanwhile.
        Assert.Equal([(PositionSide.Long, 40m), (PositionSide.Short, 10m)], result.RoundTrips.Select(trip => (trip.Side, trip.Pnl)));
        Assert.Equal(10_050m, result.FinalCash);
        Assert.Empty(result.OpenPositions);
    }

    [Fact]
    public void OpenPositions_AreTwo_AndEquityMarksBoth()
    {
        var result = Hedged().Flat(100, then: s => { Market(s, "long", Side.Buy, 2m, Long); Market(s, "short", Side.Sell, 2m, Short); }).Flat(100).Flat(150).Run();
        Assert.Equal([2m, -2m], result.OpenPositions.Select(position => position.Quantity.Value));
        Assert.Equal([100.0, -100.0], result.OpenPositions.Select(position => position.UnrealizedPnl));
        Assert.Equal(10_000, result.Equity.Values.Span[^1]);
    }

    [Fact]
    public void ClosingMoreThanIsHeld_NeverTurnsAPosition()
    {
        var scenario = Hedged().Flat(100, then: s => Market(s, "long", Side.Buy, 1m, Long)).Flat(100, then: s => Market(s, "too much", Side.Sell, 5m, Long))
            .Flat(100, then: s => Market(s, "none", Side.Sell, 1m, Long)).Flat(100);
        var result = scenario.Run();
        Assert.Equal([1m, 1m], result.Fills.Select(fill => fill.Quantity.Value));
        Assert.Contains("none Canceled NothingToReduce", scenario.Strategy.Events);
        Assert.Empty(result.OpenPositions);
    }

    [Fact]
    public void Margin_CountsBothPositions()
    {
        // 1,000 at leverage 1: long 6 and short 6 at 100 would be 1,200 together, although they net to nothing.
        var scenario = new Scenario { Cash = 1_000m, Funds = FundsPolicy.InitialMargin, PositionMode = PositionMode.Hedge }
            .Flat(100, then: s => Market(s, "long", Side.Buy, 6m, Long)).Flat(100, then: s => Market(s, "short", Side.Sell, 6m, Short)).Flat(100);
        Assert.Single(scenario.Run().Fills);
        Assert.Contains("short Denied InsufficientFunds", scenario.Strategy.Events);
    }

    [Fact]
    public void Stop_OfOnePosition_LeavesTheOther()
    {
        var scenario = Hedged().Flat(100, then: s => { Market(s, "long", Side.Buy, 1m, Long); Market(s, "short", Side.Sell, 1m, Short); })
            .Flat(100, then: s => s.Order("stop", Side.Sell, 1m, OrderType.Stop, stop: 95m, options: Long)).Flat(90);
        var result = scenario.Run();
        Assert.Equal(PositionSide.Short, Assert.Single(result.OpenPositions).Quantity.Value < 0m ? PositionSide.Short : PositionSide.Long);
        Assert.Equal(PositionSide.Long, Assert.Single(result.RoundTrips).Side);
    }

    [Theory]
    [InlineData(PositionMode.Hedge, PositionSide.Flat)]
    [InlineData(PositionMode.OneWay, PositionSide.Long)]
    public void Order_ThatDoesNotFitTheMode_IsDenied(PositionMode mode, PositionSide side)
    {
        var scenario = new Scenario { Funds = FundsPolicy.InitialMargin, PositionMode = mode }.Flat(100, then: s => Market(s, "a", Side.Buy, 1m, new OrderOptions { PositionSide = side })).Flat(100);
        scenario.Run();
        Assert.Equal(["a Denied ContradictoryTerms"], scenario.Strategy.Events);
    }

    [Fact]
    public void SpotAccount_CannotHedge() =>
        Assert.Throws<BadInputException>(() => new Scenario { PositionMode = PositionMode.Hedge }.Flat(100).Run());

    private static Scenario Hedged() => new() { Funds = FundsPolicy.InitialMargin, Leverage = 3m, PositionMode = PositionMode.Hedge };

    private static void Market(Scenario.Script script, string tag, Side side, decimal quantity, OrderOptions options) => script.Order(tag, side, quantity, OrderType.Market, options: options);
}
