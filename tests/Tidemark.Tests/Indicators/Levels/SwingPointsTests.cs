using Tidemark.Indicators.Levels;
using Tidemark.Tests.Indicators.Catalog;

namespace Tidemark.Tests.Indicators.Levels;

public sealed class SwingPointsTests
{
    private const double None = double.NaN;

    [Fact]
    public void High_TwoBarsAfterIt_IsKnownAndKept()
    {
        var bars = DrawnBars.Prices("5 6 9 7 6 4 6 7 8 7");
        Assert.Equal([None, None, None, None, None, None, None, 9, 9, 9], DrawnBars.Outputs(new SwingPoints(2), bars));
        Assert.Equal([None, None, None, None, None, None, None, 4, 4, 4], DrawnBars.Outputs(new SwingPoints(2), bars, 1));
        Assert.Equal([None, None, None, None, None, None, None, 5, 6, 7], DrawnBars.Outputs(new SwingPoints(2), bars, 2));
        Assert.Equal([None, None, None, None, None, None, None, 2, 3, 4], DrawnBars.Outputs(new SwingPoints(2), bars, 3));
    }

    [Fact]
    public void High_EqualHighs_AreOneSwingAtTheLast()
    {
        var swings = new SwingPoints(2);
        foreach (var bar in DrawnBars.Prices("3 1 3 9 9 5 4")) swings.Update(bar);
        Assert.Equal(None, swings.High); // no low yet
        foreach (var bar in DrawnBars.Prices("2 3 4")) swings.Update(bar);
        Assert.Equal((9.0, 5.0), (swings.High, swings.HighBarsAgo));
    }

    [Fact]
    public void High_ABarAfterItAsHigh_IsNone() =>
        Assert.All(DrawnBars.Outputs(new SwingPoints(2), DrawnBars.Prices("5 2 5 9 8 9 10 8 10 11 12")), value => Assert.Equal(None, value));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void Swings_OnAWalk_AreThoseOfADirectSearch(int strength)
    {
        var bars = IndicatorBars.Walk(500, 31, 100, 0.01);
        var swings = new SwingPoints(strength);
        var (high, low) = (None, None);
        for (var now = 0; now < bars.Count; now++)
        {
            swings.Update(bars[now]);
            var at = now - strength;
            if (at >= strength)
            {
                var around = Enumerable.Range(at - strength, 2 * strength + 1).Where(i => i != at).ToArray();
                if (around.All(i => i < at ? bars[i].High <= bars[at].High : bars[i].High < bars[at].High)) high = bars[at].High;
                if (around.All(i => i < at ? bars[i].Low >= bars[at].Low : bars[i].Low > bars[at].Low)) low = bars[at].Low;
            }
            var isKnown = !double.IsNaN(high) && !double.IsNaN(low);
            Assert.Equal((isKnown ? high : None, isKnown ? low : None), (swings.High, swings.Low));
        }
    }
}
