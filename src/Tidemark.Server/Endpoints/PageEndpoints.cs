using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tidemark.Server.Documents;
using Tidemark.Server.Pages;

namespace Tidemark.Server.Endpoints;

/// <summary>The page of the session, and the documentation of the API.</summary>
internal static class PageEndpoints
{
    private static readonly ApiOperation SessionPage = new("getPage", "The page that shows the session", "Pages") { AnswerContentType = "text/html" };

    private static readonly ApiOperation DocsPage = new("getDocs", "A page to read about every route and to try it", "Open to all") { AnswerContentType = "text/html" };

    private static readonly ApiOperation OpenApi = new("getOpenApi", "This document", "Open to all") { Details = "OpenAPI 3.1." };

    private static readonly Lazy<EmbeddedPage> Session = new(() => new EmbeddedPage("session.html", ["theme.css", "session.css"],
        ["format.js", "charts.js", "tables.js", "predictions.js", "session.js"]));

    private static readonly Lazy<EmbeddedPage> Docs = new(() => new EmbeddedPage("docs.html", ["theme.css", "docs.css"], ["docs.js"]));

    public static void Map(IEndpointRouteBuilder routes, Func<IReadOnlyList<Endpoint>> endpoints)
    {
        var document = new Lazy<byte[]>(() => OpenApiDocument.Write(endpoints()));
        routes.MapReading("/", SessionPage, context => Session.Value.WriteAsync(context));
        routes.MapReading("/docs", DocsPage, context => Docs.Value.WriteAsync(context)).OpenToAll();
        routes.MapReading("/openapi/v1.json", OpenApi, async context =>
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = document.Value.Length;
            await context.Response.Body.WriteAsync(document.Value, context.RequestAborted).ConfigureAwait(false);
        }).OpenToAll();
    }
}
