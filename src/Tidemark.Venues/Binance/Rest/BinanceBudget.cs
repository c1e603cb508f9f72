using Tidemark.Venues.Http;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Binance.Rest;

/// <summary>
/// Request weight of the address, and orders of the key. Both are shared with the other processes of this machine, and the headers that the
/// venue counts in correct them. After 429 nothing more is sent for as long as it says, after 418 until the ban ends, and for some minutes
/// after the firewall in front of the venue has turned us away.
/// </summary>
/// <remarks>Source: Binance's documentation, "LIMITS".</remarks>
internal sealed class BinanceBudget : IRateBudget
{
    private const int TooManyRequests = 429;
    private const int Banned = 418;
    private const int Forbidden = 403;
    private static readonly Duration UsualPause = Duration.FromSeconds(5);
    private static readonly Duration UsualBan = Duration.FromMinutes(2);
    private static readonly Duration FirewallPause = Duration.FromMinutes(5);
    private const string Daily = "orders-1d";
    private readonly string longOrders = Daily;
    private readonly RateWindows address;
    private readonly RateWindows? key;
    private readonly TimeSpan longestWait;

    /// <param name="options">Where the counts are kept, and how long a request may wait.</param>
    /// <param name="clock">The venue's time, by which its windows open.</param>
    public BinanceBudget(BinanceOptions options, VenueClock clock)
    {
        longestWait = options.Http.LongestWait;
        // A count belongs to the server that it was used at: a simulated one does not use up the real one's.
        var server = $"{(options.Profile == BinanceProfile.Spot ? "binance" : "binance-contracts")}-{options.Endpoints.Rest.Host}-{options.Endpoints.Rest.Port}";
        address = new RateWindows(options.RunFolder, $"{server}-address",
            [new RateRule("weight-1m", options.WeightPerMinute, Duration.FromMinutes(1)), new RateRule("requests-5m", options.RequestsPerFiveMinutes, Duration.FromMinutes(5))], clock);
        if (options.Credential is not { } held) return;
        key = new RateWindows(options.RunFolder, $"{server}-key-{SharedFile.NameOf(held.Key)}",
            [new RateRule("orders-10s", options.OrdersPerTenSeconds, Duration.FromSeconds(10)), LongRule(options)], clock);
        longOrders = LongRule(options).Name;
    }

    /// <summary>The weight used in this minute, by all who share it.</summary>
    public long UsedWeight => address.UsedOf("weight-1m");

    public async ValueTask<VenueError?> TakeAsync(VenueCall call, CancellationToken cancellation)
    {
        if (call.Orders > 0 && key is not null && await key.TakeAsync(call.Orders, call.Priority, longestWait, cancellation).ConfigureAwait(false) is { } refusal) return refusal;
        return await address.TakeAsync(call.Weight, call.Priority, longestWait, cancellation).ConfigureAwait(false);
    }

    public void Learn(VenueCall call, VenueAnswer answer)
    {
        if (answer.Number("X-MBX-USED-WEIGHT-1M") is { } weight) address.Observe("weight-1m", weight);
        if (answer.Number("X-MBX-ORDER-COUNT-10S") is { } shortly) key?.Observe("orders-10s", shortly);
        if (answer.Number(longOrders == Daily ? "X-MBX-ORDER-COUNT-1D" : "X-MBX-ORDER-COUNT-1M") is { } count) key?.Observe(longOrders, count);
        // A refusal of the venue itself has a code.
        if (answer.Status == Forbidden && BinanceJudge.CodeOf(answer) is null) address.BanFor(answer.RetryAfter ?? FirewallPause);
        if (answer.Status is not (TooManyRequests or Banned)) return;
        var pause = answer.RetryAfter ?? (answer.Status == Banned ? UsualBan : UsualPause);
        // Too many orders of a key do not stop what others read.
        if (answer.Status == TooManyRequests && call.Orders > 0 && key is not null && answer.Excerpt.Contains("-1015", StringComparison.Ordinal)) key.BanFor(pause);
        else address.BanFor(pause);
    }

    /// <summary>The longer of the two windows that count orders: a day on the spot market, a minute for contracts.</summary>
    private static RateRule LongRule(BinanceOptions options) =>
        options.OrdersPerMinute is { } limit ? new RateRule("orders-1m", limit, Duration.FromMinutes(1)) : new RateRule(Daily, options.OrdersPerDay, Duration.FromDays(1));
}
