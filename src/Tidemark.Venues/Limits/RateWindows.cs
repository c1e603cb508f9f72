using System.Buffers.Binary;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Limits;

/// <summary>
/// The budget of one scope (an address, a key) at a venue, shared by all processes of this machine through a file in the run folder. Weight
/// is counted before it is used; what the venue says in its headers replaces the count where it is higher, for others use the address too.
/// A ban is kept in the file as well: nobody sends anything until it ends. What was counted by a clock that was far ahead does not count.
/// Where the file cannot be used, this process counts for itself: orders must leave.
/// </summary>
/// <param name="folder">The run folder; null keeps the count in this process.</param>
/// <param name="name">Venue and scope, as a file name.</param>
/// <param name="rules">All windows that a request counts in.</param>
/// <param name="clock">The venue's time.</param>
public sealed class RateWindows(string? folder, string name, IReadOnlyList<RateRule> rules, VenueClock clock)
{
    private const double BackgroundShare = 0.7;
    private const double NormalShare = 0.9;
    private const int RowLength = 2 * sizeof(long);
    private readonly SharedFile file = new(folder is null ? null : Path.Combine(folder, $"limit-{name}"), isNeeded: false);

    public IReadOnlyList<RateRule> Rules => rules;

    /// <summary>Takes weight, waiting for it up to a limit. Returns an error of kind rate limited where it would take longer: nothing was taken.</summary>
    public async ValueTask<VenueError?> TakeAsync(int weight, CallPriority priority, TimeSpan longestWait, CancellationToken cancellation)
    {
        var until = clock.Local + new Duration(longestWait.Ticks * 100);
        while (TryTake(weight, priority) is var wait && wait > Duration.Zero)
        {
            if (clock.Local + wait > until) return TooLong(wait);
            await Task.Delay(TimeSpan.FromTicks(wait.Nanoseconds / 100 + TimeSpan.TicksPerMillisecond), clock.Provider, cancellation).ConfigureAwait(false);
        }
        return null;
    }

    /// <summary>Takes weight from every window. Returns how long to wait before asking again; zero when it was taken.</summary>
    public Duration TryTake(int weight, CallPriority priority) => file.Update(bytes =>
    {
        var state = Read(bytes);
        var time = clock.Now;
        if (Bans.Holds(state.BannedUntil, time)) return (Write(state), state.BannedUntil - time);
        var wait = Duration.Zero;
        for (var i = 0; i < rules.Count; i++)
        {
            var open = OpenOf(rules[i], time);
            if (IsAnother(state.Opens[i], open, rules[i])) (state.Opens[i], state.Used[i]) = (open, 0);
            // A request heavier than the share itself goes out in an empty window.
            if (state.Used[i] > 0 && state.Used[i] + weight > ShareOf(rules[i], priority)) wait = new Duration(Math.Max(wait.Nanoseconds, open + rules[i].Window.Nanoseconds - time.Nanoseconds));
        }
        if (wait > Duration.Zero) return (Write(state), wait);
        for (var i = 0; i < rules.Count; i++) state.Used[i] += weight;
        return (Write(state), Duration.Zero);
    });

    /// <summary>What the venue says has been used in the window of now.</summary>
    public void Observe(string rule, long used) => file.Update(bytes =>
    {
        var state = Read(bytes);
        for (var i = 0; i < rules.Count; i++)
        {
            if (rules[i].Name != rule) continue;
            var open = OpenOf(rules[i], clock.Now);
            if (IsAnother(state.Opens[i], open, rules[i])) (state.Opens[i], state.Used[i]) = (open, used);
            else state.Used[i] = Math.Max(state.Used[i], used);
        }
        return (Write(state), 0);
    });

    /// <summary>The venue shuts us out: nothing is sent until then.</summary>
    public void BanFor(Duration wait) => file.Update(bytes =>
    {
        var state = Read(bytes);
        state.BannedUntil = Bans.After(state.BannedUntil, clock.Now, wait);
        return (Write(state), 0);
    });

    /// <summary>What has been used of a window.</summary>
    public long UsedOf(string rule) => file.Update(bytes =>
    {
        var state = Read(bytes);
        for (var i = 0; i < rules.Count; i++)
            if (rules[i].Name == rule) return (Write(state), IsAnother(state.Opens[i], OpenOf(rules[i], clock.Now), rules[i]) ? 0 : state.Used[i]);
        return (Write(state), 0L);
    });

    private VenueError TooLong(Duration wait) => VenueError.Passing(VenueErrorKind.RateLimited, $"the budget {name} is used up for another {wait}") with { RetryAfter = wait };

    private static double ShareOf(RateRule rule, CallPriority priority) =>
        rule.Limit * (priority switch { CallPriority.Background => BackgroundShare, CallPriority.Normal => NormalShare, _ => 1 });

    /// <summary>Whether a count is not of this window. Processes may be a window apart where their estimates of the time differ; further ahead the time was wrong.</summary>
    private static bool IsAnother(long counted, long open, RateRule rule) => counted < open || counted > open + rule.Window.Nanoseconds;

    private static long OpenOf(RateRule rule, Instant time) => time.Nanoseconds - time.Nanoseconds % rule.Window.Nanoseconds;

    private State Read(ReadOnlySpan<byte> bytes)
    {
        var state = new State(rules.Count);
        if (bytes.Length != sizeof(long) + rules.Count * RowLength) return state;
        state.BannedUntil = new Instant(BinaryPrimitives.ReadInt64LittleEndian(bytes));
        for (var i = 0; i < rules.Count; i++)
        {
            var row = bytes[(sizeof(long) + i * RowLength)..];
            state.Opens[i] = BinaryPrimitives.ReadInt64LittleEndian(row);
            state.Used[i] = BinaryPrimitives.ReadInt64LittleEndian(row[sizeof(long)..]);
        }
        return state;
    }

    private static byte[] Write(State state)
    {
        var bytes = new byte[sizeof(long) + state.Opens.Length * RowLength];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, state.BannedUntil.Nanoseconds);
        for (var i = 0; i < state.Opens.Length; i++)
        {
            var row = bytes.AsSpan(sizeof(long) + i * RowLength);
            BinaryPrimitives.WriteInt64LittleEndian(row, state.Opens[i]);
            BinaryPrimitives.WriteInt64LittleEndian(row[sizeof(long)..], state.Used[i]);
        }
        return bytes;
    }

    private sealed class State(int count)
    {
        public Instant BannedUntil;
        public readonly long[] Opens = new long[count];
        public readonly long[] Used = new long[count];
    }
}
