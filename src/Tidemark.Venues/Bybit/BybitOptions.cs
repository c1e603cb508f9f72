using Tidemark.Venues.Http;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Sockets;

namespace Tidemark.Venues.Bybit;

/// <summary>How Bybit is reached.</summary>
public sealed record BybitOptions
{
    public VenueEnvironment Environment { get; init; } = VenueEnvironment.Live;

    /// <summary>Where it is; the addresses of the environment where nothing else is given.</summary>
    public VenueEndpoints Endpoints { get => field ?? BybitProfile.Public.EndpointsOf(Environment); init; }

    /// <summary>The folder that the processes of this machine share, for rate budgets; null keeps them in this process.</summary>
    public string? RunFolder { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public VenueHttpOptions Http { get; init; } = new();

    public SocketOptions Sockets { get; init; } = new();

    /// <summary>How many levels of each side a streamed book has: 50, 200 or 1,000. Fewer come more often.</summary>
    public int BookLevels { get; init; } = 200;

    /// <summary>How long a snapshot that the stream owes us is waited for before it is asked for again.</summary>
    public TimeSpan SnapshotPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The venue wants to hear from us this often.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The longest silence of a book or of quotes before they are asked for again.</summary>
    public TimeSpan LongestBookSilence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest silence of trades, bars or mark prices.</summary>
    public TimeSpan LongestTradeSilence { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The venue shuts out addresses that send more.</summary>
    public int RequestsPerFiveSeconds { get; init; } = 600;
}
