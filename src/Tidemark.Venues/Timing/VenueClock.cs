namespace Tidemark.Venues.Timing;

/// <summary>
/// The venue's time, as well as it can be known here: our monotonic clock and its distance from the venue's, estimated from round trips.
/// Each round trip says that the venue's time was between sending and receiving; the middle is taken, and of the last trips the fastest
/// counts, for its error is at most half its length. Steps of this machine's wall clock do not touch it.
/// </summary>
public sealed class VenueClock
{
    private const int RememberedTrips = 8;
    private readonly TimeProvider time;
    private readonly long mark;
    private readonly Instant origin;
    private readonly Lock gate = new();
    private readonly Trip[] trips = new Trip[RememberedTrips];
    private int count;
    private Duration offset;
    private Duration uncertainty = Duration.FromDays(1);

    public VenueClock(TimeProvider time)
    {
        this.time = time;
        mark = time.GetTimestamp();
        origin = Instant.FromDateTime(time.GetUtcNow().UtcDateTime);
    }

    public TimeProvider Provider => time;

    /// <summary>Our own time, which never goes back.</summary>
    public Instant Local => origin + new Duration(time.GetElapsedTime(mark).Ticks * 100);

    /// <summary>The venue's time.</summary>
    public Instant Now => Local + Offset;

    /// <summary>How far the venue is ahead of us.</summary>
    public Duration Offset { get { lock (gate) return offset; } }

    /// <summary>The largest error that the offset can have.</summary>
    public Duration Uncertainty { get { lock (gate) return uncertainty; } }

    /// <summary>Whether there has been a round trip.</summary>
    public bool IsKnown { get { lock (gate) return count > 0; } }

    /// <summary>Takes a round trip.</summary>
    /// <param name="sentAt">By <see cref="Local"/>.</param>
    /// <param name="venueTime">What the venue answered.</param>
    /// <param name="receivedAt">By <see cref="Local"/>.</param>
    public void Observe(Instant sentAt, Instant venueTime, Instant receivedAt)
    {
        if (receivedAt < sentAt) return;
        var half = new Duration((receivedAt - sentAt).Nanoseconds / 2);
        lock (gate)
        {
            trips[count % RememberedTrips] = new Trip(venueTime - (sentAt + half), half);
            count++;
            Choose();
        }
    }

    /// <summary>Forgets what it knew: the venue says that our time is wrong.</summary>
    public void Doubt()
    {
        lock (gate)
        {
            count = 0;
            uncertainty = Duration.FromDays(1);
        }
    }

    private void Choose()
    {
        // The newest trip also bounds the offset: an older one outside of its bounds is from before a step of one of the clocks.
        var newest = trips[(count - 1) % RememberedTrips];
        var best = newest;
        for (var i = 0; i < Math.Min(count, RememberedTrips); i++)
        {
            var trip = trips[i];
            if (trip.Half >= best.Half) continue;
            if (Math.Abs((trip.Offset - newest.Offset).Nanoseconds) <= newest.Half.Nanoseconds + trip.Half.Nanoseconds) best = trip;
        }
        (offset, uncertainty) = (best.Offset, best.Half);
    }

    private readonly record struct Trip(Duration Offset, Duration Half);
}
