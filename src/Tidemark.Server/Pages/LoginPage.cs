using System.Net;
using Microsoft.AspNetCore.Http;

namespace Tidemark.Server.Pages;

/// <summary>Asks a person for the token.</summary>
internal static class LoginPage
{
    private const string MessageMark = "<!--message-->";
    private static readonly Lazy<EmbeddedPage> Page = new(() => new EmbeddedPage("login.html", ["theme.css", "login.css"], ["login.js"]));

    /// <summary>Whether the client is a browser that shows pages, not a program.</summary>
    public static bool IsWantedBy(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <param name="context">The request.</param>
    /// <param name="message">Why the last try failed; null when there was none.</param>
    /// <param name="status">The HTTP status.</param>
    public static Task WriteAsync(HttpContext context, string? message, int status = StatusCodes.Status401Unauthorized)
    {
        var page = Page.Value;
        var html = page.Html.Replace(MessageMark, WebUtility.HtmlEncode(message ?? ""), StringComparison.Ordinal);
        // A link on another site: the browser kept its cookie back, and the page may ask again from here.
        if (context.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site") html = html.Replace("<body>", "<body data-retry>", StringComparison.Ordinal);
        return page.WriteAsync(context, html, status);
    }
}
