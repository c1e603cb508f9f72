using Tidemark.Indicators.Levels;

namespace Tidemark.Tests.Indicators.Levels;

public sealed class VolumeProfileTests
{
    [Fact]
    public void Profile_FiveRows_HasTheLargestAndSeventyPercentAroundIt()
    {
        // rows of 2 from 10 to 20: the wide bar gives 2 to each; 6 go into 12-14, 3 into 14-16, 1 into 16-18
        var profile = new VolumeProfile(period: 4, rows: 5);
        profile.Update(DrawnBars.Hour(0, 10, 20, 10, 20, volume: 10));
        profile.Update(DrawnBars.Hour(1, 12, 14, 12, 13, volume: 6));
        profile.Update(DrawnBars.Hour(2, 15, 15, 15, 15, volume: 3));
        Assert.False(profile.IsWarm);
        profile.Update(DrawnBars.Hour(3, 17, 17, 17, 17, volume: 1));
        // 2, 8, 5, 3, 2 of 20: 8, then 5 above (13), then 3 above (16 of the 14 needed)
        Assert.Equal(13, profile.PointOfControl, 1e-12);
        Assert.Equal((18.0, 12.0), (profile.ValueAreaHigh, profile.ValueAreaLow));
    }

    [Fact]
    public void Profile_OldBarsLeave_AndTheRangeFollows()
    {
        var profile = new VolumeProfile(period: 2, rows: 10);
        profile.Update(DrawnBars.Hour(0, 1000, 1000, 1, 1, volume: 1e6));
        profile.Update(DrawnBars.Hour(1, 10, 20, 10, 20, volume: 1));
        profile.Update(DrawnBars.Hour(2, 10.5, 10.5, 10.5, 10.5, volume: 5));
        Assert.Equal((10.5, 11.0, 10.0), (profile.PointOfControl, profile.ValueAreaHigh, profile.ValueAreaLow));
    }

    [Fact]
    public void Profile_WithoutVolume_CountsBars_AndWithoutRangeIsThePrice()
    {
        var profile = new VolumeProfile(period: 3, rows: 2);
        for (var i = 0; i < 3; i++) profile.Update(DrawnBars.Hour(i, 10 + i, 10 + i, 10 + i, 10 + i, volume: 0));
        Assert.Equal(11.5, profile.PointOfControl);
        for (var i = 3; i < 6; i++) profile.Update(DrawnBars.Hour(i, 7, 7, 7, 7, volume: 0));
        Assert.Equal((7.0, 7.0, 7.0), (profile.PointOfControl, profile.ValueAreaHigh, profile.ValueAreaLow));
    }
}
