using System.Security.Cryptography;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Kraken.Wire;

namespace Tidemark.Exchange.Kraken.Access;

/// <summary>Tokens for private WebSockets: to be used within 15 minutes, and good for as long as a connection that used one in time lives.</summary>
internal sealed class SocketTokens
{
    public const int Seconds = 900;
    private readonly Dictionary<string, (ExchangeAccount Account, Instant Until)> tokens = new(StringComparer.Ordinal);

    public string Create(ExchangeAccount account, Instant now)
    {
        foreach (var old in tokens.Where(token => token.Value.Until < now).Select(token => token.Key).ToArray()) tokens.Remove(old);
        var made = Convert.ToBase64String(RandomNumberGenerator.GetBytes(33));
        tokens.Add(made, (account, now + Duration.FromSeconds(Seconds)));
        return made;
    }

    public ExchangeAccount Owner(string? token, Instant now) =>
        token is not null && tokens.TryGetValue(token, out var found) && now <= found.Until ? found.Account : throw new KrakenError("ESession:Invalid session");
}
