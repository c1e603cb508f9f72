using Tidemark.Simulation.Fills;

namespace Tidemark.Tests.Simulation.Costs;

public sealed class FillCountTests
{
    [Fact]
    public void LargeOrder_IsCountedOnce_HoweverManyBarsItTakes()
    {
        var scenario = new Scenario { Cash = 1_000_000m, Fills = new WorstCaseFillModel() }
            .Flat(100, then: s => { s.Market(Side.Buy, 150m, "large"); s.Market(Side.Buy, 10m, "a hundredth exactly"); }).Flat(100).Flat(100).Flat(100);
        var result = scenario.Run();
        Assert.Equal(1, result.Counts.LargeOrders);
        Assert.Contains(result.Warnings, warning => warning.StartsWith("1 order(s) were more than 1 %", StringComparison.Ordinal));
    }

    [Fact]
    public void FillsOverGaps_AreThoseBeforeWhichBarsAreMissing()
    {
        var scenario = new Scenario()
            .Flat(100, then: s => s.Market(Side.Buy, 1m, "over a gap")).Gap(2).Flat(100, then: s => s.Market(Side.Buy, 1m, "plain")).Flat(100, then: s => s.Limit(Side.Sell, 1m, 105m, "rests"))
            .Flat(100).Gap(1).Flat(110);
        var result = scenario.Run();
        Assert.Equal(3, result.Fills.Count);
        Assert.Equal(2, result.Counts.FillsOverGaps);
    }
}
