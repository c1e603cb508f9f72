using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tidemark.Server.Problems;

/// <summary>Turns failures and empty error answers into problems. What went wrong inside is logged and not told.</summary>
internal sealed class ProblemMiddleware(ILogger log, Func<IEnumerable<string>> paths)
{
    public async Task Handle(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
                await ProblemWriter.WriteAsync(context, OfStatus(context)).ConfigureAwait(false);
        }
        catch (ProblemException e) when (!context.Response.HasStarted)
        {
            await ProblemWriter.WriteAsync(context, e.Problem).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await ProblemWriter.WriteAsync(context, new Problem(e.StatusCode, "badRequest", "Bad request", e.Message)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away; there is nobody to tell.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            log.LogError(e, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
            await ProblemWriter.WriteAsync(context, new Problem(500, "internalError", "The server failed",
                "Something is wrong inside the server; its log says what ('./tidemark logs').")).ConfigureAwait(false);
        }
    }

    private Problem OfStatus(HttpContext context)
    {
        var (method, path, status) = (context.Request.Method, context.Request.Path.ToString(), context.Response.StatusCode);
        return status switch
        {
            404 => new Problem(404, "notFound", "Not found", $"There is nothing at '{path}'{NearestNames.Hint(path, paths())}"),
            405 => new Problem(405, "methodNotAllowed", "Method not allowed", $"'{path}' does not take {method}; it takes {context.Response.Headers.Allow}."),
            _ => new Problem(status, "failed", "Request failed", $"{method} {path} failed with status {status}."),
        };
    }
}
