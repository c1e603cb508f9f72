using Tidemark.Engine.Sessions;
using Tidemark.Simulation.Fills;
using Tidemark.Strategies.Breakout;
using Tidemark.Strategies.Reversion;
using Tidemark.Strategies.Trend;
using Tidemark.Tests.Simulation;

namespace Tidemark.Tests.Strategies;

/// <summary>Corners in which a strategy must still do what its rules say.</summary>
public sealed class StrategyEdgeTests
{
    [Fact]
    public void DonchianTurtle_EnteredBeforeItsRangeIsKnown_GetsItsStopOnceItIs()
    {
        var scenario = new Scenario { Other = new DonchianTurtle { Entry = 3, Exit = 3, RangePeriod = 8, StopRanges = 2 } };
        for (var i = 0; i < 30; i++) scenario.Bar(100 + i, 101 + i, 99 + i, 101 + i);
        // The exit channel closes at a close; the stop fills inside the bar.
        var fills = scenario.Bar(130, 130, 20, 130).Flat(130).Run().Fills;
        Assert.Contains(fills, fill => fill.Tag == "stop-loss");
    }

    [Fact]
    public void StochasticReversion_WhereBothLinesLieOnTheTop_DoesNotCallThatATurnDown()
    {
        var scenario = new Scenario { Other = new StochasticReversion { FastK = 5, Smoothing = 2, Low = 30, High = 90, Direction = TradeDirection.LongShort }, Funds = FundsPolicy.InitialMargin };
        for (var i = 0; i < 8; i++) scenario.Bar(100, 101, 99, 100);
        // Closes at the high of all: K and D reach 100 and stay there.
        for (var i = 0; i < 20; i++) scenario.Bar(101 + i, 102 + i, 101 + i, 102 + i);
        Assert.Empty(scenario.Run().Fills.Select(fill => fill.Tag));
    }

    [Fact]
    public void VolatilitySqueeze_WhereNothingMoves_TakesNoSide()
    {
        var scenario = new Scenario { Other = new VolatilitySqueeze { Period = 2, QuietBars = 2, Direction = TradeDirection.LongShort }, Funds = FundsPolicy.InitialMargin };
        scenario.Bar(100, 104, 96, 100).Bar(100, 104, 96, 100).Bar(100, 104, 96, 100);
        for (var i = 0; i < 200; i++) scenario.Flat(100);
        Assert.Empty(scenario.Run().Fills.Select(fill => fill.Tag));
    }

    [Fact]
    public void OpeningRange_LongOnly_StaysOutAfterAFirstCloseBelowTheRange()
    {
        var scenario = new Scenario { Other = new OpeningRange { RangeMinutes = 3, EndHours = 2 } };
        scenario.Flat(100).Flat(101).Flat(99).Flat(98).Flat(102).Flat(102);
        Assert.Empty(scenario.Run().Fills);
    }

    [Fact]
    public void Leave_WhileAnEntryHasNotFilledYet_TakesItBack()
    {
        var scenario = new Scenario { Other = new RangeBreakout { Lookback = 2, VolumeFactor = 0, Direction = TradeDirection.LongOnly }, Fills = new WorstCaseFillModel(0.1m) };
        // Nothing trades while the breakout's order waits, and then the price is below the range.
        scenario.Flat(100).Flat(101).Flat(102).Flat(90, volume: 0).Flat(90).Flat(90);
        Assert.Empty(scenario.Run().Fills);
    }
}
