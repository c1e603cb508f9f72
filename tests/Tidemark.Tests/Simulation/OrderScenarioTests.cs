using Tidemark.Simulation.Fills;

namespace Tidemark.Tests.Simulation;

public sealed class OrderScenarioTests
{
    [Fact]
    public void Market_DecidedAtClose_FillsAtTheNextOpen()
    {
        var result = new Scenario().Flat(100, then: s => s.Market(Side.Buy, 2m, "a")).Bar(103, 110, 90, 95).Run();
        var fill = Assert.Single(result.Fills);
        Assert.Equal((1, 103m, 2m), (Scenario.MinuteOf(fill), fill.Price.Value, fill.Quantity.Value));
        Assert.Equal(10_000 - 206 + 190, result.Equity.Values.Span[^1]);
    }

    [Theory]
    [InlineData(99.5, 99.5, 99.5)]   // gap: better than the limit, fills at the open
    [InlineData(101, 100, 100)]      // touched: fills at the limit
    public void Limit_NextOpenModel_FillsAtOpenOrLimit(double open, double low, double expected)
    {
        var result = new Scenario().Flat(101, then: s => s.Limit(Side.Buy, 1m, 100m, "a")).Bar(open, 102, low, 101).Run();
        Assert.Equal((decimal)expected, Assert.Single(result.Fills).Price.Value);
    }

    [Fact]
    public void Limit_WorstCaseModel_NeedsThePriceToGoThrough()
    {
        var scenario = new Scenario { Fills = new WorstCaseFillModel() };
        var result = scenario.Flat(101, then: s => s.Limit(Side.Buy, 1m, 100m, "a")).Bar(101, 102, 100, 101).Bar(101, 102, 99.99, 101).Run();
        var fill = Assert.Single(result.Fills);
        Assert.Equal((2, 100m, LiquidityRole.Maker), (Scenario.MinuteOf(fill), fill.Price.Value, fill.Role));
    }

    [Theory]
    [InlineData(100, 98, 98.5)]      // touched: at the stop
    [InlineData(97, 96, 97)]         // gap below: at the open
    public void Stop_Sell_FillsAtStopOrWorseOpen(double open, double low, double expected)
    {
        var result = new Scenario().Flat(100, then: s => s.Market(Side.Buy, 1m, "a")).Flat(100, then: s => s.Stop(Side.Sell, 1m, 98.5m, "stop"))
            .Bar(open, 100, low, 99).Run();
        Assert.Equal((decimal)expected, result.Fills[1].Price.Value);
        Assert.True(result.OpenPositions.Count == 0);
    }

    [Fact]
    public void Bracket_StopAndTargetInOneBar_StopWinsAndCancelsTheTarget()
    {
        var scenario = new Scenario().Flat(100, then: s => s.Bracket(Side.Buy, 1m, 95m, 105m)).Flat(100).Bar(100, 106, 94, 100);
        var result = scenario.Run();
        Assert.Equal(["entry", "stop-loss"], result.Fills.Select(fill => fill.Tag));
        Assert.Equal(95m, result.Fills[1].Price.Value);
        Assert.Contains("take-profit Canceled SiblingFilled", scenario.Strategy.Events);
        Assert.Equal("stop-loss", Assert.Single(result.RoundTrips).ExitReason);
    }

    [Fact]
    public void Bracket_EntryBarRunsThroughTheStop_OnlyTheWorstCaseModelStopsOut()
    {
        Assert.Single(Run(new NextOpenFillModel()).Fills);
        var worst = Run(new WorstCaseFillModel());
        Assert.Equal([1, 1], worst.Fills.Select(Scenario.MinuteOf));
        Assert.Equal(95m, worst.Fills[1].Price.Value);

        static Tidemark.Simulation.Backtesting.BacktestResult Run(IFillModel fills) =>
            new Scenario { Fills = fills }.Flat(100, then: s => s.Bracket(Side.Buy, 1m, 95m, 120m)).Bar(100, 101, 94, 100).Flat(100).Run();
    }

    [Fact]
    public void Bracket_EntryFillsInParts_StopCoversWhatIsHeldAndEndsTheEntry()
    {
        var scenario = new Scenario { Fills = new WorstCaseFillModel(0.1m) };
        // A tenth of 10 is 1: the entry of 3 fills 1 a bar; the stop is hit when 2 are held.
        var result = scenario.Flat(100, then: s => s.Bracket(Side.Buy, 3m, 95m, 120m)).Flat(100, 10).Bar(100, 100, 100, 100, 10).Bar(94, 94, 93, 94, 1_000).Flat(94).Run();
        Assert.Equal(0m, scenario.Strategy.Held.Value);
        Assert.Equal(result.Fills.Where(fill => fill.Side == Side.Buy).Sum(fill => fill.Quantity.Value), result.Fills.Where(fill => fill.Side == Side.Sell).Sum(fill => fill.Quantity.Value));
        Assert.Empty(result.OpenPositions);
        Assert.DoesNotContain(result.Warnings, warning => warning.Contains("still working", StringComparison.Ordinal));
    }

    [Fact]
    public void Bracket_CanceledEntry_CancelsItsEnds()
    {
        var scenario = new Scenario().Flat(100, then: s => s.LimitBracket(Side.Buy, 1m, 90m, 85m, 99m))
            .Flat(100, then: s => { foreach (var _ in Enumerable.Range(0, 1)) s.Target(0m); }).Flat(80);
        var result = scenario.Run();
        Assert.Empty(result.Fills);
        Assert.Contains(scenario.Strategy.Events, line => line.StartsWith("entry Canceled", StringComparison.Ordinal));
        Assert.Contains(scenario.Strategy.Events, line => line.StartsWith("stop-loss Canceled", StringComparison.Ordinal));
        Assert.Contains(scenario.Strategy.Events, line => line.StartsWith("take-profit Canceled", StringComparison.Ordinal));
    }

    [Fact]
    public void Market_AboveTheVolumeCap_FillsOverSeveralBars()
    {
        var result = new Scenario { Fills = new WorstCaseFillModel(0.1m) }
            .Flat(100, then: s => s.Market(Side.Buy, 25m, "a")).Flat(100, 100).Flat(101, 100).Flat(102, 0).Flat(103, 100).Run();
        Assert.Equal([(1, 10m, 100m), (2, 10m, 101m), (4, 5m, 103m)], result.Fills.Select(fill => (Scenario.MinuteOf(fill), fill.Quantity.Value, fill.Price.Value)));
    }

    [Fact]
    public void ImmediateOrCancel_PartlyFillable_ExpiresForTheRest()
    {
        var scenario = new Scenario { Fills = new WorstCaseFillModel(0.1m) };
        var result = scenario.Flat(100, then: s => s.Market(Side.Buy, 25m, "a", TimeInForce.Ioc)).Flat(100, 100).Flat(100, 1_000).Run();
        Assert.Equal(10m, Assert.Single(result.Fills).Quantity.Value);
        Assert.Contains("a Expired NotImmediatelyFillable", scenario.Strategy.Events);
        Assert.Equal(OrderStatus.Expired, scenario.Strategy.Orders["a"].Status);
    }

    [Fact]
    public void ReduceOnly_LargerThanThePosition_IsCutAndWithoutOneCanceled()
    {
        var scenario = new Scenario { Funds = Tidemark.Engine.Sessions.FundsPolicy.InitialMargin };
        var result = scenario.Flat(100, then: s => s.Market(Side.Buy, 1m, "a")).Flat(100, then: s => s.Market(Side.Sell, 5m, "cut", reduceOnly: true))
            .Flat(100, then: s => s.Market(Side.Sell, 5m, "none", reduceOnly: true)).Flat(100).Run();
        Assert.Equal([1m, 1m], result.Fills.Select(fill => fill.Quantity.Value));
        Assert.Contains("none Canceled NothingToReduce", scenario.Strategy.Events);
    }

    [Fact]
    public void AmendAndCancel_WorkingLimit_TakeEffectFromTheNextBar()
    {
        var scenario = new Scenario().Flat(100, then: s => { s.Limit(Side.Buy, 1m, 90m, "a"); s.Limit(Side.Buy, 1m, 95m, "b"); })
            .Flat(100, then: s => { s.Amend("a", new Amendment(new Quantity(2m), new Price(96m))); s.Cancel("b"); }).Bar(100, 100, 90, 95);
        var result = scenario.Run();
        var fill = Assert.Single(result.Fills);
        Assert.Equal((96m, 2m), (fill.Price.Value, fill.Quantity.Value));
        Assert.Contains("b Canceled Requested", scenario.Strategy.Events);
    }

    [Fact]
    public void Target_BeforeTheLastOneFilled_BuysOnlyTheDifference()
    {
        var result = new Scenario { Fills = new WorstCaseFillModel(0.1m) }
            .Flat(100, then: s => s.Target(5m)).Flat(100, 20, then: s => s.Target(5m)).Flat(100).Run();
        Assert.Equal(5m, result.Fills.Sum(fill => fill.Quantity.Value));
    }

    [Fact]
    public void Bracket_StopThatWouldBeDenied_DeniesTheEntry()
    {
        var scenario = new Scenario { Rules = new TradingRules(Instant.MinValue, null, null, null, 5m) }
            .Flat(100, then: s => s.Bracket(Side.Buy, 0.051m, 97m, 120m)).Flat(100);
        Assert.Empty(scenario.Run().Fills);
        Assert.Equal(["entry Denied BelowMinimumNotional"], scenario.Strategy.Events);
    }

    [Fact]
    public void Bracket_EntryAboveTheOpen_StopCannotFillAtThatOpen()
    {
        var scenario = new Scenario { Fills = new WorstCaseFillModel() };
        var result = scenario.Flat(100, then: s => s.StopBracket(Side.Buy, 1m, 105m, 102m, 130m)).Bar(100, 110, 98, 104).Flat(104).Run();
        Assert.Equal([105m, 102m], result.Fills.Select(fill => fill.Price.Value));
    }

    [Fact]
    public void Bracket_FeeInReceivedAsset_LeavesNothingWorkingAfterTheExit()
    {
        var fees = Tidemark.Simulation.Fees.FeePresets.Flat(10m) with { AssetRule = Tidemark.Simulation.Fees.FeeAssetRule.Received };
        var scenario = new Scenario { Fees = fees }.Flat(100, then: s => s.Bracket(Side.Buy, 1m, 95m, 105m)).Flat(100).Bar(100, 106, 100, 105).Flat(105);
        var result = scenario.Run();
        Assert.Equal(0.999m, result.Fills[1].Quantity.Value);
        Assert.DoesNotContain(result.Warnings, warning => warning.Contains("still working", StringComparison.Ordinal));
        Assert.Single(result.RoundTrips);
    }

    [Fact]
    public void Amend_BeyondTheLimits_IsRejectedAndTheOrderKeepsItsTerms()
    {
        var scenario = new Scenario { Limits = new Tidemark.Engine.Sessions.RiskLimits(MaximumOrderNotional: 300m) }
            .Flat(100, then: s => s.Limit(Side.Buy, 1m, 90m, "a")).Flat(100, then: s => s.Amend("a", new Amendment(new Quantity(50m)))).Flat(100);
        scenario.Run();
        Assert.Contains("a AmendRejected ExceedsMaximumOrderNotional", scenario.Strategy.Events);
        Assert.Equal(1m, scenario.Strategy.Orders["a"].Quantity.Value);
    }

    [Fact]
    public void PositionLimit_SeveralWorkingOrders_CountTogether()
    {
        var scenario = new Scenario { Limits = new Tidemark.Engine.Sessions.RiskLimits(MaximumPositionNotional: 250m) }
            .Flat(100, then: s => { s.Limit(Side.Buy, 2m, 99m, "a"); s.Limit(Side.Buy, 2m, 98m, "b"); }).Bar(100, 100, 90, 95);
        Assert.Equal("a", Assert.Single(scenario.Run().Fills).Tag);
        Assert.Contains("b Denied ExceedsMaximumPositionNotional", scenario.Strategy.Events);
    }
}
