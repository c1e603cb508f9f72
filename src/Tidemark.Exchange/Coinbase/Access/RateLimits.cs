namespace Tidemark.Exchange.Coinbase.Access;

/// <summary>How often a client may ask: 30 times a second with a key, 10 times without; the older API 10,000 times an hour.</summary>
internal sealed class RateLimits
{
    private const int PrivatePerSecond = 30;
    private const int PublicPerSecond = 10;
    private const int OldPerHour = 10_000;
    private readonly Dictionary<string, (long Window, int Count)> counts = new(StringComparer.Ordinal);

    /// <summary>Counts a request.</summary>
    /// <param name="account">Null for one without a key; all clients are on one address.</param>
    public RateLimitState Use(string? account, bool isOld, Instant now)
    {
        var (limit, length) = isOld ? (OldPerHour, 3_600L) : (account is null ? PublicPerSecond : PrivatePerSecond, 1L);
        var name = isOld ? "v2 " + account : account ?? "";
        var window = now.UnixSeconds / length;
        var used = counts.TryGetValue(name, out var count) && count.Window == window ? count.Count + 1 : 1;
        counts[name] = (window, used);
        return new RateLimitState(limit, Math.Max(0, limit - used), (window + 1) * length - now.UnixSeconds, used > limit);
    }
}
