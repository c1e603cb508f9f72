using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tidemark.Server.Pages;
using Tidemark.Server.Problems;

namespace Tidemark.Server.Access;

/// <summary>
/// Lets through who may pass: everything but what is marked open asks for the token, known address or not, so that a route that
/// someone forgets to think about is closed.
/// </summary>
internal sealed class Gate(AccessToken token, SessionCookie cookie, WrongTokenLimit limit, RequestOrigin origin, ILogger log)
{
    private const string Scheme = "Bearer ";

    /// <summary>Refuses requests that are addressed to another name than ours.</summary>
    public Task CheckHost(HttpContext context, RequestDelegate next)
    {
        if (origin.IsAddressedToUs(context.Request)) return next(context);
        return ProblemWriter.WriteAsync(context, new Problem(400, "foreignHost", "Unknown host name",
            $"This server does not answer to the name '{context.Request.Host.Host}'; use localhost or its address, or name it among the allowed hosts."));
    }

    public async Task CheckToken(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var isOpen = context.GetEndpoint()?.Metadata.GetMetadata<OpenToAll>() is not null;
        var (refusal, isByCookie) = isOpen ? (null, true) : Identify(context);
        if (refusal is null && !IsReading(request) && !RequestOrigin.MayChange(request, isByCookie)) refusal = Problem.ForeignOrigin;
        if (refusal is null)
        {
            await next(context).ConfigureAwait(false);
            return;
        }
        var isPage = request.Path == "/" && IsReading(request) && refusal.Status == StatusCodes.Status401Unauthorized;
        if (isPage && LoginPage.IsWantedBy(request)) await LoginPage.WriteAsync(context, null).ConfigureAwait(false);
        else await ProblemWriter.WriteAsync(context, refusal).ConfigureAwait(false);
    }

    /// <summary>Whether a token that somebody shows is the right one; wrong ones are counted.</summary>
    /// <returns>Null when it is.</returns>
    public Problem? Examine(HttpContext context, string shown)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (!limit.Allows(address, shown, out var retryAfterSeconds)) return Problem.TooManyWrongTokens(retryAfterSeconds);
        if (token.Matches(shown)) return null;
        limit.Count(address, shown);
        log.LogWarning("wrong token from {Address}", address);
        return Problem.WrongToken;
    }

    private (Problem? Refusal, bool IsByCookie) Identify(HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        if (authorization.Length == 0) return (cookie.IsShownBy(context) ? null : Problem.TokenMissing, true);
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return (Problem.TokenMissing, false);
        return (Examine(context, authorization[Scheme.Length..].Trim()), false);
    }

    private static bool IsReading(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
}
