using System.Security.Cryptography;
using Tidemark.Exchange.Accounts;

namespace Tidemark.Exchange.Binance.Access;

/// <summary>Keys of user data streams. A key lives an hour, and each renewal gives it another.</summary>
internal sealed class ListenKeys
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    public static readonly Duration Life = Duration.FromHours(1);
    private readonly Dictionary<string, (ExchangeAccount Account, Instant Until)> keys = new(StringComparer.Ordinal);

    /// <summary>The account's key, a new one where it has none; either way it lives an hour from now.</summary>
    public string Create(ExchangeAccount account, Instant now)
    {
        var key = FindOf(account, now) ?? RandomNumberGenerator.GetString(Letters, 64);
        keys[key] = (account, now + Life);
        return key;
    }

    public ExchangeAccount? Find(string key, Instant now) => keys.TryGetValue(key, out var item) && item.Until > now ? item.Account : null;

    /// <summary>The key that an account has; null where it has none.</summary>
    public string? FindOf(ExchangeAccount account, Instant now) => keys.FirstOrDefault(item => item.Value.Account == account && item.Value.Until > now).Key;

    public bool Renew(string key, ExchangeAccount account, Instant now)
    {
        if (Find(key, now) != account) return false;
        keys[key] = (account, now + Life);
        return true;
    }

    public bool Close(string key, ExchangeAccount account, Instant now) => Find(key, now) == account && keys.Remove(key);

    /// <summary>Ends the keys of some accounts; the next <see cref="TakeExpired"/> has them.</summary>
    public void Expire(Func<ExchangeAccount, bool> isMeant, Instant now)
    {
        foreach (var (key, item) in keys.ToArray())
            if (isMeant(item.Account)) keys[key] = (item.Account, Instant.Min(item.Until, now));
    }

    /// <summary>Takes out the keys that have ended by now.</summary>
    public IReadOnlyList<(string Key, ExchangeAccount Account)> TakeExpired(Instant now)
    {
        List<(string Key, ExchangeAccount Account)> expired = [];
        foreach (var (key, item) in keys)
            if (item.Until <= now) expired.Add((key, item.Account));
        foreach (var (key, _) in expired) keys.Remove(key);
        return expired;
    }
}
