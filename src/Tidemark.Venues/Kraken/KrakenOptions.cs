using Tidemark.Venues.Credentials;
using Tidemark.Venues.Http;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Sockets;

namespace Tidemark.Venues.Kraken;

/// <summary>How Kraken's spot market is reached.</summary>
public sealed record KrakenOptions
{
    /// <summary>Where it is; the venue's own addresses where nothing else is given.</summary>
    public VenueEndpoints Endpoints { get => field ?? KrakenProfile.Spot.EndpointsOf(VenueEnvironment.Live); init; }

    /// <summary>Null reads public data only.</summary>
    public VenueCredential? Credential { get; init; }

    /// <summary>Whether a key that can take money out is used all the same.</summary>
    public bool AllowsWithdrawalRight { get; init; }

    /// <summary>The folder that the processes of this machine share, for nonces and rate budgets; null keeps them in this process.</summary>
    public string? RunFolder { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public VenueHttpOptions Http { get; init; } = new();

    public SocketOptions Sockets { get; init; } = new();

    public KrakenTier Tier { get; init; } = KrakenTier.Intermediate;

    /// <summary>Public calls that may be made at once; the venue wants one a second in the long run.</summary>
    public double PublicCalls { get; init; } = 15;

    /// <summary>How many levels of each side a book has: 10, 25, 100, 500 or 1000. The venue's checksum covers ten.</summary>
    public int BookDepth { get; init; } = 100;

    /// <summary>How often a book is asked for though its checksums fit, since they say nothing about deeper levels.</summary>
    public TimeSpan BookAudit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest silence of a book or of quotes before they are asked for again.</summary>
    public TimeSpan LongestBookSilence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest silence of trades or bars.</summary>
    public TimeSpan LongestTradeSilence { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest silence of a connection, on which the venue sends something every second.</summary>
    public TimeSpan LongestSilence { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How late an order may come to the engine before the venue refuses it.</summary>
    public Duration OrderDeadline { get; init; } = Duration.FromSeconds(5);
}
