namespace Tidemark.Venues.Orders;

/// <summary>How an <see cref="OrderTracker"/> makes sure.</summary>
public sealed record OrderTrackerOptions
{
    /// <summary>How often orders and trades are asked for while orders work, even when the stream seems well: a healthy socket may have lost a message.</summary>
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a fill that the venue has told of may be on its way before it is asked for.</summary>
    public TimeSpan FillGrace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long after a connection the second sweep comes.</summary>
    public TimeSpan SecondSweepAfter { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(250);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How far before the last sweep the next one begins: clocks differ, and trades of one moment may appear one after the other.</summary>
    public Duration Overlap { get; init; } = Duration.FromSeconds(30);

    /// <summary>How long the opening waits for the stream of orders.</summary>
    public TimeSpan LongestOpening { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an order that the venue never knew is looked for after it was given up.</summary>
    public Duration LostLookedFor { get; init; } = Duration.FromMinutes(10);

    /// <summary>How long settled orders are known: what the venue tells of their fills later is left out.</summary>
    public Duration SettledKept { get; init; } = Duration.FromDays(1);

    /// <summary>Hears why the stream of orders is not there, each time that it breaks or cannot be opened: until it is, fills come by sweeps alone. It must be quick.</summary>
    public Action<string>? StreamProblem { get; init; }

    /// <summary>Of the jitter.</summary>
    public int Seed { get; init; } = Environment.ProcessId;
}
