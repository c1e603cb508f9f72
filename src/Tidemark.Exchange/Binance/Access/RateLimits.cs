using Tidemark.Exchange.Binance.Wire;

namespace Tidemark.Exchange.Binance.Access;

/// <summary>How much a client may ask: request weight a minute, orders in ten seconds and a day. Who goes on after 429 is banned (418).</summary>
internal sealed class RateLimits(int weightPerMinute)
{
    public const int SpotWeightPerMinute = 6_000;
    public const int FuturesWeightPerMinute = 2_400;
    public const int OrdersPerTenSeconds = 100;
    public const int OrdersPerDay = 200_000;
    private const int IgnoredWarnings = 10;
    private const int BanSeconds = 120;

    private readonly Dictionary<int, (long Window, int Count)> ordersShort = [];
    private readonly Dictionary<int, (long Window, int Count)> ordersLong = [];
    private long minute;
    private int warnings;
    private Instant bannedUntil = Instant.MinValue;

    public int WeightPerMinute { get; } = weightPerMinute;

    /// <summary>The weight used in this minute; all clients are on one address.</summary>
    public int UsedWeight { get; private set; }

    /// <summary>Counts a request.</summary>
    public void Use(int weight, Instant now)
    {
        if (now < bannedUntil) throw Banned(now);
        if (now.UnixSeconds / 60 != minute) (minute, UsedWeight, warnings) = (now.UnixSeconds / 60, 0, 0);
        UsedWeight += weight;
        if (UsedWeight <= WeightPerMinute) return;
        if (++warnings <= IgnoredWarnings)
            throw new BinanceError(-1003, $"Too much request weight used; current limit is {WeightPerMinute} request weight per 1 MINUTE. Please use WebSocket Streams for live updates to avoid polling the API.", 429)
            { RetryAfter = (int)(60 - now.UnixSeconds % 60) };
        bannedUntil = now + Duration.FromSeconds(BanSeconds);
        throw Banned(now);
    }

    /// <summary>Counts an order of an account.</summary>
    public void UseOrder(int account, Instant now)
    {
        var (shortly, daily) = Orders(account, now);
        if (shortly >= OrdersPerTenSeconds) throw TooMany(OrdersPerTenSeconds, "10 SECOND", (int)(10 - now.UnixSeconds % 10));
        if (daily >= OrdersPerDay) throw TooMany(OrdersPerDay, "1 DAY", (int)(86_400 - now.UnixSeconds % 86_400));
        ordersShort[account] = (now.UnixSeconds / 10, shortly + 1);
        ordersLong[account] = (now.UnixDay, daily + 1);
    }

    /// <summary>The orders of the running ten seconds and day.</summary>
    public (int Shortly, int Daily) Orders(int account, Instant now) =>
        (CountOf(ordersShort, account, now.UnixSeconds / 10), CountOf(ordersLong, account, now.UnixDay));

    private static int CountOf(Dictionary<int, (long Window, int Count)> counts, int account, long window) =>
        counts.TryGetValue(account, out var count) && count.Window == window ? count.Count : 0;

    private static BinanceError TooMany(int limit, string interval, int retryAfter) =>
        new(-1015, $"Too many new orders; current limit is {limit} orders per {interval}.", 429) { RetryAfter = retryAfter };

    private BinanceError Banned(Instant now) =>
        new(-1003, $"Way too much request weight used; IP banned until {bannedUntil.UnixMilliseconds}. Please use WebSocket Streams for live updates to avoid bans.", 418)
        { RetryAfter = (int)Math.Max(1, (bannedUntil - now).Nanoseconds / Instant.NanosecondsPerSecond) };
}
