using Tidemark.Venues.Timing;

namespace Tidemark.Tests.Venues;

public sealed class BackoffTests
{
    [Fact]
    public void Pauses_DoubleUpToTheLongest_EachInTheUpperHalf()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), new Random(7));
        foreach (var most in (double[])[1, 2, 4, 8, 10, 10])
            Assert.InRange(backoff.Next().TotalSeconds, most / 2, most);
        backoff.Reset();
        Assert.InRange(backoff.Next().TotalSeconds, 0.5, 1);
    }

    [Fact]
    public void Pauses_AfterVeryManyFailures_StayFinite()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), new Random(7));
        Assert.InRange(backoff.PauseOf(int.MaxValue).TotalSeconds, 15, 30);
    }

    [Fact]
    public void Pauses_OfTheSameSeed_AreTheSame() =>
        Assert.Equal(new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(9), new Random(3)).Next(), new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(9), new Random(3)).Next());
}
