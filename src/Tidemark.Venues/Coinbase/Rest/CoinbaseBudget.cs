using Tidemark.Venues.Http;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Coinbase.Rest;

/// <summary>Requests a second, of the address where they have no key and of the key where they have one. After 429 nothing of that kind is sent for as long as the venue says.</summary>
/// <remarks>Source: Coinbase's documentation, "Advanced Trade REST API Rate Limits".</remarks>
internal sealed class CoinbaseBudget : IRateBudget
{
    private const int TooManyRequests = 429;
    private const int Forbidden = 403;
    private static readonly Duration UsualPause = Duration.FromSeconds(1);
    private static readonly Duration UsualBan = Duration.FromMinutes(1);
    private readonly RateWindows address;
    private readonly RateWindows? key;
    private readonly TimeSpan longestWait;

    public CoinbaseBudget(CoinbaseOptions options, VenueClock clock)
    {
        longestWait = options.Http.LongestWait;
        // A count belongs to the server that it was used at: a simulated one does not use up the real one's.
        var server = $"coinbase-{options.Endpoints.Rest.Host}-{options.Endpoints.Rest.Port}";
        address = new RateWindows(options.RunFolder, $"{server}-address", [new RateRule("requests-1s", options.PublicRequestsPerSecond, UsualPause)], clock);
        if (options.Credential is { } credential)
            key = new RateWindows(options.RunFolder, $"{server}-key-{SharedFile.NameOf(credential.Key)}", [new RateRule("requests-1s", options.PrivateRequestsPerSecond, UsualPause)], clock);
    }

    public ValueTask<VenueError?> TakeAsync(VenueCall call, CancellationToken cancellation) => Of(call).TakeAsync(call.Weight, call.Priority, longestWait, cancellation);

    public void Learn(VenueCall call, VenueAnswer answer)
    {
        if (answer.Status == TooManyRequests) Of(call).BanFor(answer.RetryAfter ?? UsualPause);
        // The page of a gateway: it lets the address in no more.
        else if (answer.Status == Forbidden && answer.Body.AsSpan().IndexOf((byte)'<') >= 0) Of(call).BanFor(answer.RetryAfter ?? UsualBan);
    }

    private RateWindows Of(VenueCall call) => call.IsPrivate && key is not null ? key : address;
}
