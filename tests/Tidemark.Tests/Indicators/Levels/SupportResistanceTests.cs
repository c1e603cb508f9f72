using Tidemark.Indicators.Levels;

namespace Tidemark.Tests.Indicators.Levels;

public sealed class SupportResistanceTests
{
    private const double None = double.NaN;

    /// <summary>Turns at 110, 100, 110.4, 99.6, 105; the last move ends at 107.</summary>
    private const string Turns = "104 4:110 5:100 5:110.4 5:99.6 4:105 3:102 4:107";

    [Fact]
    public void Levels_TurnsCloseTogether_AreOneLevelAtTheirMean()
    {
        var levels = new SupportResistance(strength: 2, tolerancePercent: 0.5, minimumTouches: 2);
        foreach (var bar in DrawnBars.Path(Turns)) levels.Update(bar);
        Assert.Equal((99.8, 110.2), (levels.Support, levels.Resistance));
        Assert.Equal((2.0, 2.0), (levels.SupportTouches, levels.ResistanceTouches));
    }

    [Fact]
    public void Levels_TurnsFurtherApartThanTheTolerance_AreNone()
    {
        var levels = new SupportResistance(strength: 2, tolerancePercent: 0.3, minimumTouches: 2);
        foreach (var bar in DrawnBars.Path(Turns)) levels.Update(bar);
        Assert.Equal((None, None, 0.0, 0.0), (levels.Support, levels.Resistance, levels.SupportTouches, levels.ResistanceTouches));
    }

    [Fact]
    public void Levels_OneTouchIsEnough_AreTheNearestTurns()
    {
        var levels = new SupportResistance(strength: 2, tolerancePercent: 0.5, minimumTouches: 1);
        foreach (var bar in DrawnBars.Path(Turns)) levels.Update(bar);
        Assert.Equal((105.0, 110.2), (levels.Support, levels.Resistance));
    }

    [Fact]
    public void Levels_MoreTurnsThanAreRemembered_ForgetTheOldest()
    {
        var levels = new SupportResistance(strength: 2, tolerancePercent: 0.5, memory: 4, minimumTouches: 1);
        foreach (var bar in DrawnBars.Path(Turns)) levels.Update(bar);
        Assert.Equal((105.0, 110.4, 1.0), (levels.Support, levels.Resistance, levels.ResistanceTouches));
    }
}
