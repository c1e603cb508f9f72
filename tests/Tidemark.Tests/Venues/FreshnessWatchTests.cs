using Tidemark.Venues.Sockets;
using Tidemark.Venues.Timing;

namespace Tidemark.Tests.Venues;

public sealed class FreshnessWatchTests
{
    private readonly ManualTime time = new();
    private readonly List<string> seen = [];

    [Fact]
    public async Task SilentChannel_IsAskedForAgain_ThenConnectedAnew_ThenLessOften()
    {
        await using var watch = Watch();
        var channel = watch.Add(TimeSpan.FromSeconds(10));
        watch.Resume();
        time.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal(["0 Resubscribe"], seen);
        time.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal(["0 Resubscribe", "0 Reconnect"], seen);
        // From now on twice as long.
        time.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal(2, seen.Count);
        time.Advance(TimeSpan.FromSeconds(8));
        Assert.Equal(3, seen.Count);
        watch.Heard(channel);
        Assert.Equal("0 fresh", seen[^1]);
        Assert.False(watch.IsStale(channel));
        time.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal("0 Resubscribe", seen[^1]);
    }

    [Fact]
    public async Task ChannelThatSpeaks_IsLeftAlone_BesideOneThatDoesNot()
    {
        await using var watch = Watch();
        var loud = watch.Add(TimeSpan.FromSeconds(5));
        watch.Add(TimeSpan.FromSeconds(5));
        watch.Add(null);
        watch.Resume();
        for (var second = 0; second < 8; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            watch.Heard(loud);
        }
        Assert.Equal(["1 Resubscribe"], seen);
    }

    [Fact]
    public async Task ListenerThatThrows_DoesNotEndTheTimer()
    {
        var calls = 0;
        await using var watch = new FreshnessWatch(new VenueClock(time), (_, _) => throw new IOException($"call {++calls}: the log is full"), _ => { });
        watch.Add(TimeSpan.FromSeconds(10));
        watch.Resume();
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Silence_WithoutAConnection_MeansNothing()
    {
        await using var watch = Watch();
        watch.Add(TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(60));
        watch.Resume();
        time.Advance(TimeSpan.FromSeconds(4));
        watch.Pause();
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Empty(seen);
    }

    private FreshnessWatch Watch() => new(new VenueClock(time), (channel, step) => seen.Add($"{channel} {step}"), channel => seen.Add($"{channel} fresh"));
}
