namespace Tidemark.Venues.Http;

/// <summary>How patient requests are.</summary>
public sealed record VenueHttpOptions
{
    /// <summary>To make a connection.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From sending to the whole answer.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The same for what only reads at a venue that wants requests one after the other: orders and cancels wait behind it.</summary>
    public TimeSpan SerialReadTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often what only reads is tried in all.</summary>
    public int Attempts { get; init; } = 4;

    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(250);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Where the venue asks to wait longer than this, the error is given back instead.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(15);

    public int ConnectionsPerServer { get; init; } = 16;

    /// <summary>Of the jitter.</summary>
    public int Seed { get; init; } = Environment.ProcessId;
}
