using Tidemark.Simulation.Fills;

namespace Tidemark.Tests.Simulation.Orders;

/// <summary>Trailing stops, worked out by hand: the open moves first, then the adverse extreme is met, then the favourable one moves.</summary>
public sealed class TrailingStopTests
{
    [Fact]
    public void Amount_FollowsTheHighsAndFillsAtItsLevel()
    {
        // Best 100, 104, 110: levels 97, 101, 107. The last bar falls through 107.
        var scenario = Held(TrailingOffset.Amount(3m)).Bar(100, 104, 99, 103).Bar(103, 110, 102, 109).Bar(109, 109, 105, 106);
        var fill = scenario.Run().Fills[1];
        Assert.Equal((4, 107m), (Scenario.MinuteOf(fill), fill.Price.Value));
        Assert.Equal(107m, scenario.Strategy.Orders["trail"].StopPrice!.Value.Value);
    }

    [Fact]
    public void Fraction_IsOfTheBestPrice()
    {
        var fill = Held(TrailingOffset.Fraction(0.1m)).Bar(100, 200, 99, 199).Bar(199, 199, 150, 160).Run().Fills[1];
        Assert.Equal(180m, fill.Price.Value);
    }

    [Fact]
    public void HighAndLowInOneBar_TheLowMeetsTheLevelBeforeTheHighMovesIt()
    {
        // The level stands at 97. Had the high of 110 come first, 99 would have been below 107.
        var scenario = Held(TrailingOffset.Amount(3m)).Bar(100, 110, 99, 109).Flat(109);
        Assert.Single(scenario.Run().Fills);
        Assert.Equal(107m, scenario.Strategy.Orders["trail"].StopPrice!.Value.Value);
    }

    [Fact]
    public void CloseBeyondTheLevelOfTheHigh_HasCertainlyComeBackThroughIt()
    {
        var fill = Held(TrailingOffset.Amount(3m)).Bar(100, 110, 99, 106).Run().Fills[1];
        Assert.Equal((2, 107m), (Scenario.MinuteOf(fill), fill.Price.Value));
    }

    [Fact]
    public void OpenAboveTheBest_MovesTheLevelBeforeTheLow()
    {
        var fill = Held(TrailingOffset.Amount(3m)).Flat(100).Bar(105, 105, 101, 104).Run().Fills[1];
        Assert.Equal((3, 102m), (Scenario.MinuteOf(fill), fill.Price.Value));
    }

    [Fact]
    public void OpenBelowTheLevel_FillsAtTheOpen()
    {
        var fill = Held(TrailingOffset.Amount(3m)).Flat(100).Flat(90).Run().Fills[1];
        Assert.Equal(90m, fill.Price.Value);
    }

    [Fact]
    public void Buy_FollowsTheLows()
    {
        var result = new Scenario().Flat(100, then: s => s.Order("in", Side.Buy, 1m, OrderType.TrailingStop, options: new OrderOptions { Trail = TrailingOffset.Amount(2m) }))
            .Bar(100, 101, 95, 95.5).Bar(95.5, 98, 95.5, 98).Run();
        Assert.Equal((2, 97m), (Scenario.MinuteOf(result.Fills[0]), result.Fills[0].Price.Value));
    }

    [Fact]
    public void Activation_SleepsUntilThePriceIsReached()
    {
        var offset = TrailingOffset.Amount(3m) with { ActivationPrice = new Price(105m) };
        var scenario = Held(offset).Bar(100, 104, 90, 100).Bar(100, 106, 100, 105.5).Bar(105, 105, 100, 101);
        var fill = scenario.Run().Fills[1];
        Assert.Equal((4, 103m), (Scenario.MinuteOf(fill), fill.Price.Value));
    }

    [Fact]
    public void Activation_WithAStopPrice_IsAStopMeanwhile()
    {
        var offset = TrailingOffset.Amount(3m) with { ActivationPrice = new Price(105m) };
        var fill = Held(offset, stop: 92m).Bar(100, 104, 91, 100).Run().Fills[1];
        Assert.Equal(92m, fill.Price.Value);
    }

    [Fact]
    public void Tick_TheLevelIsRoundedAwayFromTheMarket()
    {
        var scenario = new Scenario { Rules = new TradingRules(Instant.MinValue, 0.5m, null, null, null) }.Flat(100, then: s => s.Market(Side.Buy, 1m, "in"))
            .Flat(100, then: s => s.Order("trail", Side.Sell, 1m, OrderType.TrailingStop, options: new OrderOptions { Trail = TrailingOffset.Fraction(0.033m) })).Flat(100);
        scenario.Run();
        Assert.Equal(96.5m, scenario.Strategy.Orders["trail"].StopPrice!.Value.Value);
    }

    [Fact]
    public void Moves_AreToldAsAmendments()
    {
        var scenario = Held(TrailingOffset.Amount(3m)).Bar(100, 104, 99, 103).Flat(103);
        scenario.Run();
        Assert.Equal(["trail Accepted", "trail Amended"], scenario.Strategy.Events.Where(line => line.StartsWith("trail", StringComparison.Ordinal)));
    }

    [Fact]
    public void ExitOfAnEntry_TrailsFromTheEntryPriceWithinTheEntryBar()
    {
        // Entered at 105 inside the bar: the level is 102, and the low of 99 counts as later; the open of 100 does not.
        var scenario = new Scenario { Fills = new WorstCaseFillModel() }.Flat(100, then: s =>
        {
            s.Stop(Side.Buy, 1m, 105m, "in");
            s.Order("trail", Side.Sell, 1m, OrderType.TrailingStop, options: new OrderOptions { Trail = TrailingOffset.Amount(3m) },
                more: terms => terms with { ReduceOnly = true, Parent = s.Orders["in"] });
        }).Bar(100, 110, 99, 108).Flat(108);
        Assert.Equal([105m, 102m], scenario.Run().Fills.Select(fill => fill.Price.Value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Distance_NotPositive_IsDenied(int distance)
    {
        var scenario = Held(TrailingOffset.Amount(distance)).Flat(100);
        scenario.Run();
        Assert.Contains("trail Denied TrailNotPositive", scenario.Strategy.Events);
    }

    private static Scenario Held(TrailingOffset offset, decimal? stop = null) => new Scenario().Flat(100, then: s => s.Market(Side.Buy, 1m, "in"))
        .Flat(100, then: s => s.Order("trail", Side.Sell, 1m, OrderType.TrailingStop, stop: stop, options: new OrderOptions { Trail = offset },
            more: terms => terms with { ReduceOnly = true }));
}
