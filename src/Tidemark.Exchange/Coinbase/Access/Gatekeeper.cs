using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Coinbase.Wire;
using Tidemark.Exchange.Core;

namespace Tidemark.Exchange.Coinbase.Access;

/// <summary>Who asks: a JWT that the key has signed for this one request, or the older signature with a shared secret.</summary>
internal sealed class Gatekeeper(ExchangeCore core)
{
    private const string VenueHost = "api.coinbase.com";
    private const long LifeSeconds = 120;

    /// <summary>How far a token's beginning may lie ahead.</summary>
    private const long EarlySeconds = 5;

    /// <summary>How far the older timestamps may be off.</summary>
    private const long OldWindowSeconds = 30;

    /// <summary>The account of a request; it is refused where nobody has signed it.</summary>
    /// <param name="body">As it came.</param>
    public ExchangeAccount Identify(HttpRequest request, string body)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return ByToken(authorization["Bearer ".Length..].Trim(), request);
        if (request.Headers["CB-ACCESS-KEY"].ToString() is { Length: > 0 } key) return BySignature(key, request, body);
        throw CoinbaseError.Unauthorized("neither a bearer token nor CB-ACCESS headers");
    }

    /// <summary>The account of a token on a WebSocket: no request is named in it.</summary>
    public ExchangeAccount ByToken(string text, HttpRequest? request = null)
    {
        var token = JsonWebToken.Read(text) ?? throw CoinbaseError.Unauthorized("not a token");
        var name = JsonWebToken.TextOf(token.Header, "kid") ?? JsonWebToken.TextOf(token.Claims, "sub");
        if (name is null || core.FindAccount(name) is not { Key: { } key } account) throw CoinbaseError.Unauthorized("unknown key");
        if (JsonWebToken.TextOf(token.Claims, "sub") != name) throw CoinbaseError.Unauthorized("sub is not the key");
        if (JsonWebToken.TextOf(token.Claims, "iss") is not ("cdp" or "coinbase-cloud")) throw CoinbaseError.Unauthorized("iss is not cdp");
        if (string.IsNullOrEmpty(JsonWebToken.TextOf(token.Header, "nonce"))) throw CoinbaseError.Unauthorized("no nonce");
        CheckTimes(token);
        if (request is not null) CheckUri(token.Claims, request);
        if (!IsSigned(token, key)) throw CoinbaseError.Unauthorized("the signature is not the key's");
        return account;
    }

    /// <summary>The account of the older signature of a subscription: timestamp, channel and products.</summary>
    public ExchangeAccount BySubscription(string key, string timestamp, string signature, string channel, IEnumerable<string> products) =>
        BySecret(key, timestamp, signature, [timestamp + channel + string.Join(',', products)]);

    private ExchangeAccount BySignature(string key, HttpRequest request, string body)
    {
        var timestamp = request.Headers["CB-ACCESS-TIMESTAMP"].ToString();
        var start = timestamp + request.Method + request.Path.Value;
        // The query is signed in the older API only.
        return BySecret(key, timestamp, request.Headers["CB-ACCESS-SIGN"].ToString(), [start + body, start + request.QueryString.Value + body]);
    }

    private ExchangeAccount BySecret(string key, string timestamp, string signature, string[] messages)
    {
        if (core.FindAccount(key) is not { Key: { EcPublicKey: null, Ed25519PublicKey: null } own } account) throw CoinbaseError.Unauthorized("unknown key");
        if (!decimal.TryParse(timestamp, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)) throw CoinbaseError.Unauthorized("no timestamp");
        if (Math.Abs(seconds - core.Now.UnixSeconds) > OldWindowSeconds) throw CoinbaseError.Unauthorized("request timestamp expired");
        var secret = Encoding.UTF8.GetBytes(own.Secret);
        foreach (var message in messages)
        {
            var expected = Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(message)));
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(signature.ToLowerInvariant()))) return account;
        }
        throw CoinbaseError.Unauthorized("invalid signature");
    }

    private void CheckTimes(JsonWebToken token)
    {
        var now = core.Now.UnixSeconds;
        if (token.SecondsOf("nbf") is not { } from || token.SecondsOf("exp") is not { } until) throw CoinbaseError.Unauthorized("no nbf or no exp");
        if (from > now + EarlySeconds) throw CoinbaseError.Unauthorized("the token is not valid yet");
        if (Math.Min(until, from + LifeSeconds) <= now) throw CoinbaseError.Unauthorized("the token has expired");
    }

    /// <summary>METHOD, host and path without the query. The host is the venue's, or this exchange's as the client calls it.</summary>
    private static void CheckUri(JsonElement claims, HttpRequest request)
    {
        var given = JsonWebToken.TextOf(claims, "uri") is { } one ? [one]
            : claims.TryGetProperty("uris", out var several) && several.ValueKind == JsonValueKind.Array ? several.EnumerateArray().Where(uri => uri.ValueKind == JsonValueKind.String).Select(uri => uri.GetString()!) : Array.Empty<string>();
        string[] hosts = [VenueHost, request.Host.Value ?? "", $"{request.Scheme}://{request.Host.Value}"];
        if (!given.Any(uri => hosts.Any(host => uri == $"{request.Method} {host}{request.Path.Value}"))) throw CoinbaseError.Unauthorized("uri names another request");
    }

    private static bool IsSigned(JsonWebToken token, ApiKey key)
    {
        switch (JsonWebToken.TextOf(token.Header, "alg"))
        {
            case "ES256" when key.EcPublicKey is { } publicKey:
                using (var verifier = ECDsa.Create())
                {
                    verifier.ImportSubjectPublicKeyInfo(publicKey, out _);
                    return verifier.VerifyData(token.Signed, token.Signature, HashAlgorithmName.SHA256);
                }
            case "EdDSA" or "EDDSA" when key.Ed25519PublicKey is { } publicKey:
                return Ed25519.Verify(publicKey, token.Signed, token.Signature);
            default:
                return false;
        }
    }
}
