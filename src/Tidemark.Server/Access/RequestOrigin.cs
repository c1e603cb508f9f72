using System.Net;
using Microsoft.AspNetCore.Http;

namespace Tidemark.Server.Access;

/// <summary>Where a request comes from, as far as a browser tells: the defence against pages of other sites that use this one's rights.</summary>
internal sealed class RequestOrigin
{
    private readonly HashSet<string> names;

    public RequestOrigin(ServerOptions options) =>
        names = new([ServerOptions.Localhost, .. options.AllowedHosts, options.Host], StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the Host header names this server. A name of someone else's that was made to point here (DNS rebinding) does not;
    /// a plain address is safe, because no name was looked up.
    /// </summary>
    public bool IsAddressedToUs(HttpRequest request)
    {
        var host = request.Host.Host;
        return host.Length > 0 && (names.Contains(host) || IPAddress.TryParse(host.Trim('[', ']'), out _));
    }

    /// <summary>Whether a request that changes something comes from this server's own page, or from no page at all.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isByCookie">A browser adds its cookie by itself; then the request must prove its origin.</param>
    public static bool MayChange(HttpRequest request, bool isByCookie)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0) return string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return site.Length > 0 ? site is "same-origin" : !isByCookie;
    }
}
