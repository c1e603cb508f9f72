using Tidemark.Venues.Http;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Reference;

/// <summary>So many requests a minute, and none for a while after 429: refused requests count too.</summary>
/// <remarks>Source: CoinGecko's documentation, "Errors &amp; Rate Limits".</remarks>
internal sealed class CoinGeckoBudget(CoinGeckoOptions options, VenueClock clock) : IRateBudget
{
    private const int TooManyRequests = 429;
    private static readonly Duration UsualPause = Duration.FromSeconds(60);
    private readonly RateWindows windows = new(options.RunFolder, $"coingecko-{options.Server.Host}-{options.Server.Port}", [new RateRule("requests-1m", options.RequestsPerMinute, Duration.FromMinutes(1))], clock);

    /// <summary>Does not wait: what is in the cache is good enough.</summary>
    public ValueTask<VenueError?> TakeAsync(VenueCall call, CancellationToken cancellation) => windows.TakeAsync(call.Weight, CallPriority.Urgent, TimeSpan.Zero, cancellation);

    public void Learn(VenueCall call, VenueAnswer answer)
    {
        if (answer.Status == TooManyRequests) windows.BanFor(answer.RetryAfter ?? UsualPause);
    }
}
