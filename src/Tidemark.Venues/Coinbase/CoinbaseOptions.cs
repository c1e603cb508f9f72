using Tidemark.Venues.Credentials;
using Tidemark.Venues.Http;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Sockets;

namespace Tidemark.Venues.Coinbase;

/// <summary>How Coinbase Advanced Trade is reached.</summary>
public sealed record CoinbaseOptions
{
    public VenueEnvironment Environment { get; init; } = VenueEnvironment.Live;

    /// <summary>Where it is; the addresses of the environment where nothing else is given.</summary>
    public VenueEndpoints Endpoints { get => field ?? CoinbaseProfile.Spot.EndpointsOf(Environment); init; }

    /// <summary>Null reads public data only.</summary>
    public VenueCredential? Credential { get; init; }

    /// <summary>Whether a key that can take money out is used all the same.</summary>
    public bool AllowsWithdrawalRight { get; init; }

    /// <summary>The folder that the processes of this machine share, for rate budgets; null keeps them in this process.</summary>
    public string? RunFolder { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public VenueHttpOptions Http { get; init; } = new();

    public SocketOptions Sockets { get; init; } = new();

    /// <summary>The longest silence of a book before it is asked for again.</summary>
    public TimeSpan LongestBookSilence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest silence of trades or bars.</summary>
    public TimeSpan LongestTradeSilence { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest silence of heartbeats, which come every second, before the connection is made anew.</summary>
    public TimeSpan LongestHeartbeatSilence { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a message that is missing may only be late before it counts as lost; those after it wait.</summary>
    public TimeSpan ReorderPatience { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long the venue may take to send the book that was asked for.</summary>
    public TimeSpan SnapshotTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Requests without a key, of an address.</summary>
    public int PublicRequestsPerSecond { get; init; } = 10;

    /// <summary>Requests with the key.</summary>
    public int PrivateRequestsPerSecond { get; init; } = 30;

    /// <summary>How long the token of a request is good; the venue takes at most two minutes. An order cannot arrive later.</summary>
    public Duration TokenLife { get; init; } = Duration.FromSeconds(30);
}
