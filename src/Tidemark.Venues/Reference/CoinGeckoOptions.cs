using Tidemark.Venues.Http;

namespace Tidemark.Venues.Reference;

/// <summary>How CoinGecko is asked.</summary>
public sealed record CoinGeckoOptions
{
    public Uri Server { get; init; } = new("https://api.coingecko.com");

    /// <summary>A key of the free plan; null asks without one, which allows fewer requests.</summary>
    public string? Key { get; init; }

    /// <summary>Where answers are kept for all processes; null keeps them in this process.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Where the count of requests is kept for all processes; null counts in this process.</summary>
    public string? RunFolder { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public VenueHttpOptions Http { get; init; } = new() { Attempts = 2 };

    /// <summary>Requests a minute: the source does not promise more without a key.</summary>
    public int RequestsPerMinute { get; init; } = 10;
}
