using Tidemark.Simulation.Fills;
using Tidemark.Strategies.Reversion;
using Tidemark.Tests.Simulation;

namespace Tidemark.Tests.Strategies;

public sealed class RsiReversionStopTests
{
    [Fact]
    public void Stop_GoesWithItsEntry_AndProtectsInTheEntryBar()
    {
        var fills = Falling(new WorstCaseFillModel(1m)).Bar(104, 104, 90, 92).Flat(92).Run().Fills;
        // Signal at a close of 104, entry at the open of 104: out 5 % below within the same bar.
        Assert.Equal([("entry", 104m, 3), ("stop-loss", 98.8m, 3)], fills.Take(2).Select(fill => (fill.Tag, fill.Price.Value, Scenario.MinuteOf(fill))));
    }

    [Fact]
    public void Stop_OnceTheEntryPriceIsKnown_LiesBelowThat()
    {
        // Entered at 100 instead of 104: the stop goes to 95, which 96 does not touch.
        var fills = Falling(new NextOpenFillModel()).Flat(100).Bar(100, 100, 96, 96).Bar(96, 96, 94, 94).Flat(94).Run().Fills;
        Assert.Equal([("entry", 100m, 3), ("stop-loss", 95m, 5)], fills.Take(2).Select(fill => (fill.Tag, fill.Price.Value, Scenario.MinuteOf(fill))));
    }

    [Fact]
    public void Stop_AfterAnExitBySignal_IsGone()
    {
        var result = Falling(new NextOpenFillModel()).Flat(104).Flat(120).Flat(130).Bar(130, 130, 125, 130).Bar(130, 130, 90, 130).Run();
        Assert.DoesNotContain(result.Fills, fill => fill.Tag == "stop-loss");
        Assert.DoesNotContain(result.Warnings, warning => warning.Contains("still working", StringComparison.Ordinal));
    }

    private static Scenario Falling(Tidemark.Simulation.Fills.IFillModel model) => new Scenario
    {
        Fills = model,
        Other = new RsiReversion { Period = 2, Entry = 30, Exit = 55, StopLoss = 0.05m },
    }.Flat(108).Flat(106).Flat(104);
}
