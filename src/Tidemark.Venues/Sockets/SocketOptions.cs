namespace Tidemark.Venues.Sockets;

/// <summary>How a socket is kept alive.</summary>
public sealed record SocketOptions
{
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>To send one message.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(250);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A connection that has lived so long was a good one: the next pause is a short one again.</summary>
    public TimeSpan GoodAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Pings of the protocol; an unanswered one ends the connection after as long again. Measured in real time.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A connection this old is made anew before the venue ends it; null for never.</summary>
    public TimeSpan? LongestLife { get; init; }

    public int LargestMessageBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Headers of the opening request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Of the jitter.</summary>
    public int Seed { get; init; } = Environment.ProcessId;
}
