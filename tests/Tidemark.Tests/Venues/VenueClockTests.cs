using Tidemark.Venues.Timing;

namespace Tidemark.Tests.Venues;

public sealed class VenueClockTests
{
    private readonly ManualTime time = new();

    [Fact]
    public void Offset_OfOneTrip_IsTheDistanceFromItsMiddle()
    {
        var clock = new VenueClock(time);
        var sent = clock.Local;
        time.Advance(TimeSpan.FromMilliseconds(40));
        clock.Observe(sent, sent + Duration.FromMilliseconds(2_020), clock.Local);
        Assert.Equal(Duration.FromMilliseconds(2_000), clock.Offset);
        Assert.Equal(Duration.FromMilliseconds(20), clock.Uncertainty);
        Assert.Equal(clock.Local + Duration.FromMilliseconds(2_000), clock.Now);
    }

    [Fact]
    public void Offset_OfSeveralTrips_IsThatOfTheFastest()
    {
        var clock = new VenueClock(time);
        Trip(clock, Duration.FromMilliseconds(100), TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(10));
        // The way back was slow: the middle is 200 ms off.
        Trip(clock, Duration.FromMilliseconds(100), TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(410));
        Assert.Equal(Duration.FromMilliseconds(100), clock.Offset);
        Assert.Equal(Duration.FromMilliseconds(10), clock.Uncertainty);
    }

    [Fact]
    public void Offset_AfterTheVenuesClockStepped_FollowsTheNewestTrip()
    {
        var clock = new VenueClock(time);
        Trip(clock, Duration.Zero, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1));
        Trip(clock, Duration.FromSeconds(3), TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(5));
        Assert.Equal(Duration.FromSeconds(3), clock.Offset);
    }

    [Fact]
    public void Now_WhenTheWallClockIsSet_DoesNotJump()
    {
        var clock = new VenueClock(time);
        Trip(clock, Duration.Zero, TimeSpan.Zero, TimeSpan.Zero);
        var before = clock.Now;
        time.StepWall(TimeSpan.FromHours(-1));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(before + Duration.FromSeconds(1), clock.Now);
    }

    [Fact]
    public void Doubt_ForgetsTheFastTripOfBefore()
    {
        var clock = new VenueClock(time);
        Trip(clock, Duration.Zero, TimeSpan.Zero, TimeSpan.Zero);
        clock.Doubt();
        Assert.False(clock.IsKnown);
        Trip(clock, Duration.FromMilliseconds(3), TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(50));
        Assert.Equal(Duration.FromMilliseconds(3), clock.Offset);
    }

    private void Trip(VenueClock clock, Duration ahead, TimeSpan there, TimeSpan back)
    {
        var sent = clock.Local;
        time.Advance(there);
        var venue = clock.Local + ahead;
        time.Advance(back);
        clock.Observe(sent, venue, clock.Local);
    }
}
