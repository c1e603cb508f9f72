using System.Buffers.Binary;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Limits;

/// <summary>
/// A budget that every request raises and time lowers, shared by all processes of this machine through a file in the run folder. A ban is
/// kept in it as well: nobody sends anything until it ends.
/// </summary>
/// <param name="folder">The run folder; null keeps the count in this process.</param>
/// <param name="name">Venue and scope, as a file name.</param>
/// <param name="limit">Where the venue begins to refuse.</param>
/// <param name="decayPerSecond">How fast it falls.</param>
/// <param name="clock">The venue's time.</param>
public sealed class DecayingCounter(string? folder, string name, double limit, double decayPerSecond, VenueClock clock)
{
    private const double BackgroundShare = 0.7;
    private const double NormalShare = 0.9;
    private const int Length = 3 * sizeof(long);
    private readonly SharedFile file = new(folder is null ? null : Path.Combine(folder, $"limit-{name}"), isNeeded: false);

    /// <summary>What has been counted and not yet fallen.</summary>
    public double Used => file.Update(bytes =>
    {
        var state = Read(bytes);
        return (Write(state), state.Value);
    });

    /// <summary>Takes points, waiting for them up to a limit. Returns an error of kind rate limited where it would take longer: nothing was taken.</summary>
    public async ValueTask<VenueError?> TakeAsync(double points, CallPriority priority, TimeSpan longestWait, CancellationToken cancellation)
    {
        var until = clock.Local + new Duration(longestWait.Ticks * 100);
        while (TryTake(points, priority) is var wait && wait > Duration.Zero)
        {
            if (clock.Local + wait > until) return VenueError.Passing(VenueErrorKind.RateLimited, $"the budget {name} is used up for another {wait}") with { RetryAfter = wait };
            await Task.Delay(TimeSpan.FromTicks(wait.Nanoseconds / 100 + TimeSpan.TicksPerMillisecond), clock.Provider, cancellation).ConfigureAwait(false);
        }
        return null;
    }

    /// <summary>Takes points. Returns how long to wait before asking again; zero when they were taken.</summary>
    public Duration TryTake(double points, CallPriority priority) => file.Update(bytes =>
    {
        var state = Read(bytes);
        var now = clock.Now;
        if (Bans.Holds(state.BannedUntil, now)) return (Write(state), state.BannedUntil - now);
        var share = limit * (priority switch { CallPriority.Background => BackgroundShare, CallPriority.Normal => NormalShare, _ => 1 });
        // What costs more than the share itself goes out when nothing else is counted.
        var excess = Math.Min(state.Value, state.Value + points - share);
        if (excess > 0) return (Write(state), new Duration((long)(excess / decayPerSecond * Instant.NanosecondsPerSecond) + 1));
        return (Write(state with { Value = state.Value + points }), Duration.Zero);
    });

    /// <summary>Counts what is sent without waiting.</summary>
    public void Add(double points) => file.Update(bytes =>
    {
        var state = Read(bytes);
        return (Write(state with { Value = state.Value + points }), 0);
    });

    /// <summary>The venue refused: the count is at its limit, whatever we thought.</summary>
    public void Fill() => file.Update(bytes => (Write(Read(bytes) with { Value = limit }), 0));

    /// <summary>The venue shuts us out: nothing is sent until then.</summary>
    public void BanFor(Duration wait) => file.Update(bytes =>
    {
        var state = Read(bytes);
        return (Write(state with { BannedUntil = Bans.After(state.BannedUntil, clock.Now, wait) }), 0);
    });

    private State Read(ReadOnlySpan<byte> bytes)
    {
        var now = clock.Now;
        if (bytes.Length != Length) return new State(0, now, Instant.MinValue);
        var (value, at) = (BinaryPrimitives.ReadDoubleLittleEndian(bytes), new Instant(BinaryPrimitives.ReadInt64LittleEndian(bytes[sizeof(double)..])));
        // A clock that went back lowers nothing.
        var fallen = Math.Max(0, (now - at).Nanoseconds) / (double)Instant.NanosecondsPerSecond * decayPerSecond;
        return new State(double.IsFinite(value) ? Math.Clamp(value - fallen, 0, 10 * limit) : 0, now, new Instant(BinaryPrimitives.ReadInt64LittleEndian(bytes[(2 * sizeof(long))..])));
    }

    private static byte[] Write(State state)
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, state.Value);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(sizeof(double)), state.At.Nanoseconds);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(2 * sizeof(long)), state.BannedUntil.Nanoseconds);
        return bytes;
    }

    private readonly record struct State(double Value, Instant At, Instant BannedUntil);
}
