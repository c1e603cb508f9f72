using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Simulation.Fills;
using Tidemark.Strategies;
using Tidemark.Strategies.Trend;
using Tidemark.Tests.Simulation;

namespace Tidemark.Tests.Strategies;

/// <summary>A change of mind while the order for the last one still waits for volume.</summary>
public sealed class DirectedStrategyTests
{
    [Theory]
    [InlineData("L.XL...", Side.Buy)]
    [InlineData("S.XS...", Side.Sell)]
    public void EntryWhileAnExitWaits_IsNotDropped(string script, Side side)
    {
        // A bar lets 40 of about 95 units through: at bar 3 a part of the exit of bar 2 still waits.
        var scenario = new Scenario { Other = new Minded(script) { Direction = TradeDirection.LongShort }, Funds = FundsPolicy.InitialMargin, Leverage = 3m, Fills = new WorstCaseFillModel(0.4m) };
        for (var bar = 0; bar < script.Length + 3; bar++) scenario.Flat(100, bar is 0 or 3 ? 100 : 1_000);
        var result = scenario.Run();
        Assert.Contains(result.Fills, fill => fill.Tag == "exit");
        var held = result.Fills.Sum(fill => fill.Side.Sign() * fill.Quantity.Value);
        Assert.InRange(held * side.Sign(), 90m, 100m);
    }

    [Fact]
    public void EntryWhileNothingWaits_ChangesNothing()
    {
        var scenario = new Scenario { Other = new Minded("LLLLL") };
        for (var bar = 0; bar < 7; bar++) scenario.Flat(100 + bar);
        Assert.Single(scenario.Run().Fills);
    }

    [Theory]
    [InlineData("1.0...", 0)]
    [InlineData("-.0...", 0)]
    [InlineData("10....", 0)]
    [InlineData("15....", 0.5)]
    public void Weight_ThatChangesWhileAnEntryWaits_TakesBackWhatIsTooMuch(string script, double expected)
    {
        // A bar lets 20 of about 100 units through, or none: the entry goes on for bars after the first.
        var scenario = new Scenario { Other = new Weighed(script) { Direction = TradeDirection.LongShort }, Funds = FundsPolicy.InitialMargin, Leverage = 3m, Fills = new WorstCaseFillModel(0.2m) };
        for (var bar = 0; bar < 16; bar++) scenario.Flat(100, bar == 1 && script[1] != '.' ? 0.001 : 100);
        var result = scenario.Run();
        Assert.InRange(result.Fills.Sum(fill => fill.Side.Sign() * fill.Quantity.Value), (decimal)expected * 100m - 2m, (decimal)expected * 100m + 2m);
    }

    [Fact]
    public void Weight_ThatIsStillBeingReached_IsOrderedOnce()
    {
        var scenario = new Scenario { Other = new Weighed("111111"), Fills = new WorstCaseFillModel(0.2m) };
        for (var bar = 0; bar < 9; bar++) scenario.Flat(100, 100);
        var result = scenario.Run();
        Assert.Single(result.Fills.Select(fill => fill.Order).Distinct());
        Assert.InRange(result.Fills.Sum(fill => fill.Quantity.Value), 98m, 100m);
    }

    /// <summary>Holds what each character says, tenths of the equity: 1 all, - all sold short, 5 half, 0 nothing.</summary>
    private sealed class Weighed(string script) : DirectedStrategy
    {
        private int bars;

        protected internal override void OnBar(in BarClosed bar)
        {
            var mind = bars < script.Length ? script[bars] : '.';
            bars++;
            if (mind != '.') HoldWeight(bar.Instrument, mind switch { '1' => 1, '-' => -1, '5' => 0.5, _ => 0 }, 1, 0.1, "out");
        }
    }

    private sealed class Minded(string script) : DirectedStrategy
    {
        private int bars;

        protected internal override void OnBar(in BarClosed bar)
        {
            var mind = bars < script.Length ? script[bars] : '.';
            bars++;
            if (mind == 'L') GoLong(bar.Instrument, "entry");
            else if (mind == 'S') GoShort(bar.Instrument, "entry");
            else if (mind == 'X') Leave(bar.Instrument, "exit");
        }
    }
}
