using Tidemark.Indicators.Levels;

namespace Tidemark.Tests.Indicators.Levels;

public sealed class PivotLevelsTests
{
    /// <summary>A day with high 110, low 90 and close 105, in hours.</summary>
    private static readonly Bar[] Day = [.. Enumerable.Range(0, 24).Select(hour =>
        DrawnBars.Hour(hour, 100, hour == 5 ? 110 : 101, hour == 9 ? 90 : 99, hour == 23 ? 105 : 100))];

    [Theory]
    [InlineData(PivotMethod.Classic, new[] { 305.0 / 3, 340.0 / 3, 280.0 / 3, 365.0 / 3, 245.0 / 3, 400.0 / 3, 220.0 / 3 })]
    [InlineData(PivotMethod.Fibonacci, new[] { 305.0 / 3, 305.0 / 3 + 7.64, 305.0 / 3 - 7.64, 305.0 / 3 + 12.36, 305.0 / 3 - 12.36, 365.0 / 3, 245.0 / 3 })]
    [InlineData(PivotMethod.Camarilla, new[] { 305.0 / 3, 105 + 22.0 / 12, 105 - 22.0 / 12, 105 + 22.0 / 6, 105 - 22.0 / 6, 110.5, 99.5, 116.0, 94.0 })]
    public void Levels_FirstBarOfTheNextDay_FollowTheFormulas(PivotMethod method, double[] expected)
    {
        var pivots = new PivotLevels(method);
        foreach (var bar in Day)
        {
            pivots.Update(bar);
            Assert.True(double.IsNaN(pivots.Pivot));
        }
        pivots.Update(DrawnBars.Hour(24, 200, 300, 100, 250));
        pivots.Update(DrawnBars.Hour(25, 200, 400, 50, 250));
        Assert.Equal(expected.Length, pivots.OutputCount);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], pivots.Output(i), 1e-12 * 200);
    }

    [Fact]
    public void Levels_FirstDayNotWhole_DoesNotCount()
    {
        var pivots = new PivotLevels(PivotMethod.Classic);
        foreach (var bar in Day.Skip(1)) pivots.Update(bar);
        pivots.Update(DrawnBars.Hour(24, 60, 60, 60, 60));
        Assert.True(double.IsNaN(pivots.Pivot));
        pivots.Update(DrawnBars.Hour(48, 1, 1, 1, 1));
        Assert.Equal(60, pivots.Pivot);
    }

    [Fact]
    public void Levels_OfWeeks_ChangeOnMondays()
    {
        var pivots = new PivotLevels(PivotMethod.Classic, isWeekly: true);
        for (var hour = 0; hour < 7 * 24; hour++)
        {
            pivots.Update(DrawnBars.Hour(hour, 30, hour == 160 ? 36 : 30, hour == 3 ? 24 : 30, 30));
            Assert.True(double.IsNaN(pivots.Pivot));
        }
        pivots.Update(DrawnBars.Hour(7 * 24, 1, 1, 1, 1));
        Assert.Equal((30.0, 36.0, 24.0), (pivots.Pivot, pivots.Resistance(1), pivots.Support(1)));
    }
}
