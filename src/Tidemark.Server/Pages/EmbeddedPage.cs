using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Tidemark.Server.Pages;

/// <summary>
/// A page made of files inside this assembly: styles and scripts are put into it, so that one request brings all of it, and the
/// content security policy allows exactly them by their hashes and nothing from elsewhere.
/// </summary>
internal sealed class EmbeddedPage
{
    private const string StylesMark = "/*styles*/";
    private const string ScriptsMark = "/*scripts*/";

    private readonly string policy;

    /// <param name="name">The HTML file, with the marks that styles and scripts replace.</param>
    /// <param name="styles">Style sheets in order.</param>
    /// <param name="scripts">Scripts in order; they share one scope of their own.</param>
    public EmbeddedPage(string name, string[] styles, string[] scripts)
    {
        var style = string.Concat(styles.Select(Read));
        var script = $"(() => {{\n'use strict';\n{string.Concat(scripts.Select(Read))}}})();\n";
        Html = Read(name).Replace(StylesMark, style, StringComparison.Ordinal).Replace(ScriptsMark, script, StringComparison.Ordinal);
        policy = $"default-src 'none'; style-src '{HashOf(style)}'; script-src '{HashOf(script)}'; connect-src 'self'; img-src data:; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    public string Html { get; }

    public Task WriteAsync(HttpContext context, int status = StatusCodes.Status200OK) => WriteAsync(context, Html, status);

    /// <param name="context">The request.</param>
    /// <param name="html">The page with texts filled in; styles and scripts must be as they were.</param>
    /// <param name="status">The HTTP status.</param>
    public async Task WriteAsync(HttpContext context, string html, int status)
    {
        var body = Encoding.UTF8.GetBytes(html);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = body.Length;
        response.Headers.ContentSecurityPolicy = policy;
        await response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    private static string HashOf(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string Read(string name)
    {
        var assembly = typeof(EmbeddedPage).Assembly;
        using var stream = assembly.GetManifestResourceStream($"{typeof(EmbeddedPage).Namespace}.{name.Replace('/', '.')}")
            ?? throw new InvalidOperationException($"the page file '{name}' is not in {assembly.GetName().Name}");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // The browser normalises line ends before it hashes.
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
