using Tidemark.Venues.Http;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Bybit.Rest;

/// <summary>Requests of the address, shared with the other processes of this machine. Who goes over the limit is shut out for ten minutes.</summary>
/// <remarks>Source: Bybit's documentation, "Rate Limit Rules".</remarks>
internal sealed class BybitBudget : IRateBudget
{
    private const int Forbidden = 403;
    private const int TooManyRequests = 429;
    private static readonly Duration UsualBan = Duration.FromMinutes(10);
    private static readonly Duration UsualPause = Duration.FromSeconds(1);
    private readonly RateWindows address;
    private readonly TimeSpan longestWait;

    public BybitBudget(BybitOptions options, VenueClock clock)
    {
        longestWait = options.Http.LongestWait;
        // A count belongs to the server that it was used at: a simulated one does not use up the real one's.
        address = new RateWindows(options.RunFolder, $"bybit-{options.Endpoints.Rest.Host}-{options.Endpoints.Rest.Port}-address",
            [new RateRule("requests-5s", options.RequestsPerFiveSeconds, Duration.FromSeconds(5))], clock);
    }

    public ValueTask<VenueError?> TakeAsync(VenueCall call, CancellationToken cancellation) => address.TakeAsync(call.Weight, call.Priority, longestWait, cancellation);

    public void Learn(VenueCall call, VenueAnswer answer)
    {
        if (answer.Status == Forbidden && answer.Excerpt.Contains("too frequent", StringComparison.OrdinalIgnoreCase)) address.BanFor(answer.RetryAfter ?? UsualBan);
        else if (answer.Status == TooManyRequests) address.BanFor(answer.RetryAfter ?? UsualPause);
    }
}
