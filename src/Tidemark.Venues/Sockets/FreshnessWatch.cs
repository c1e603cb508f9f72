using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Sockets;

/// <summary>
/// Notices channels that fall silent while their socket stays open. Each has the longest silence it may keep; after it, its stream is asked
/// for again, and if that does not help the connection is made anew. A market may simply be quiet: after each round of this the allowed
/// silence doubles, until something is heard.
/// </summary>
public sealed class FreshnessWatch : IAsyncDisposable
{
    private const int MostDoublings = 6;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private readonly VenueClock clock;
    private readonly Action<int, StaleStep> onStale;
    private readonly Action<int> onFresh;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private readonly List<Channel> channels = [];
    private bool isPaused = true;

    /// <param name="clock">Times the silence.</param>
    /// <param name="onStale">Called with the channel's number and what is to be done about it.</param>
    /// <param name="onFresh">Called when a channel that was stale speaks again.</param>
    public FreshnessWatch(VenueClock clock, Action<int, StaleStep> onStale, Action<int> onFresh)
    {
        (this.clock, this.onStale, this.onFresh) = (clock, onStale, onFresh);
        timer = clock.Provider.CreateTimer(_ => Check(), null, Interval, Interval);
    }

    /// <summary>Watches another channel. Returns its number, from 0.</summary>
    /// <param name="longestSilence">Null for a channel that may be silent as long as it likes.</param>
    public int Add(TimeSpan? longestSilence)
    {
        lock (gate)
        {
            channels.Add(new Channel { Allowed = longestSilence is { } silence ? new Duration(silence.Ticks * 100) : null, HeardAt = clock.Local });
            return channels.Count - 1;
        }
    }

    /// <summary>A channel has spoken.</summary>
    public void Heard(int channel)
    {
        var item = channels[channel];
        item.HeardAt = clock.Local;
        if (item.Step == StaleStep.None && item.Doublings == 0) return;
        var wasStale = item.Step != StaleStep.None;
        (item.Step, item.Doublings) = (StaleStep.None, 0);
        if (wasStale) onFresh(channel);
    }

    /// <summary>Whether a channel has been silent for too long.</summary>
    public bool IsStale(int channel) => channels[channel].Step != StaleStep.None;

    /// <summary>The connection stands: silence counts from now on.</summary>
    public void Resume()
    {
        lock (gate)
        {
            isPaused = false;
            foreach (var channel in channels) channel.HeardAt = clock.Local;
        }
    }

    /// <summary>There is no connection: silence means nothing.</summary>
    public void Pause()
    {
        lock (gate) isPaused = true;
    }

    /// <summary>Looks at every channel; the timer does it.</summary>
    public void Check()
    {
        List<(int Channel, StaleStep Step)> found = [];
        lock (gate)
        {
            if (isPaused) return;
            for (var i = 0; i < channels.Count; i++)
                if (channels[i].Judge(clock.Local) is var step and not StaleStep.None) found.Add((i, step));
        }
        foreach (var (channel, step) in found) Tell(channel, step);
    }

    private void Tell(int channel, StaleStep step)
    {
        try
        {
            onStale(channel, step);
        }
        catch (Exception)
        {
            // A mistake of a listener must not end the process, as it would out of a timer; the next step comes if it stays silent.
        }
    }

    public ValueTask DisposeAsync() => timer.DisposeAsync();

    private sealed class Channel
    {
        public Duration? Allowed { get; init; }

        public Instant HeardAt { get; set; }

        public StaleStep Step { get; set; }

        public int Doublings { get; set; }

        /// <summary>What is to be done now; none where it has spoken recently enough.</summary>
        public StaleStep Judge(Instant now)
        {
            if (Allowed is not { } allowed || now - HeardAt <= allowed * (1 << Doublings)) return StaleStep.None;
            HeardAt = now;
            if (Step == StaleStep.Resubscribe)
            {
                Doublings = Math.Min(Doublings + 1, MostDoublings);
                Step = StaleStep.Reconnect;
            }
            else
            {
                Step = StaleStep.Resubscribe;
            }
            return Step;
        }
    }
}
