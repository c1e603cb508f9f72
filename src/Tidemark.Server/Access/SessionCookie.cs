using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Tidemark.Server.Access;

/// <summary>
/// The cookie of a browser that has shown the token: an expiry time and its keyed hash under the token. It outlives a restart of
/// the server, ends when the token is replaced, and does not contain the token: browsers show the cookies of a host to all its ports.
/// </summary>
internal sealed class SessionCookie(AccessToken token, TimeProvider time)
{
    private const int LongestValue = 200;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);
    private readonly byte[] key = Encoding.UTF8.GetBytes(token.Secret);

    public void Set(HttpContext context)
    {
        var expires = time.GetUtcNow() + Lifetime;
        var name = NameFor(context);
        context.Response.Cookies.Append(name, ValueFor(name, expires.ToUnixTimeSeconds()), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = "/",
            MaxAge = Lifetime,
        });
    }

    public bool IsShownBy(HttpContext context)
    {
        var name = NameFor(context);
        if (!context.Request.Cookies.TryGetValue(name, out var value) || value.Length > LongestValue) return false;
        var dot = value.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !long.TryParse(value.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var expires)) return false;
        var isGenuine = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(ValueFor(name, expires)), Encoding.UTF8.GetBytes(value));
        return isGenuine && time.GetUtcNow().ToUnixTimeSeconds() < expires;
    }

    /// <summary>Names the port, because servers on one host see each other's cookies.</summary>
    private static string NameFor(HttpContext context) => string.Create(CultureInfo.InvariantCulture, $"tidemark-{context.Connection.LocalPort}");

    private string ValueFor(string name, long expiresUnixSeconds)
    {
        var signed = string.Create(CultureInfo.InvariantCulture, $"{name}:{expiresUnixSeconds}");
        return string.Create(CultureInfo.InvariantCulture, $"{expiresUnixSeconds}.{Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)))}");
    }
}
