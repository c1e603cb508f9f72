using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Tidemark.Node.Sessions;
using Tidemark.Server.Answers;
using Tidemark.Server.Problems;

namespace Tidemark.Server.Endpoints;

/// <summary>
/// The stream of server-sent events: <c>status</c> with the body of <c>/api/v1/status</c> at once and at every change,
/// <c>heartbeat</c> when nothing changes. A slow reader gets the newest state, never a queue of old ones.
/// </summary>
internal sealed class EventsEndpoint(ISessionView session, ServerOptions options, CancellationToken stopping)
{
    private static readonly ApiOperation Operation = new("getEvents", "A stream of server-sent events: status at every change, heartbeat between", "Session")
    {
        Details = "Event 'status' carries the body of /api/v1/status, its id is the snapshotVersion; event 'heartbeat' carries asOf, simulated and snapshotVersion. "
            + "The first status comes at once. Changes that come too fast are joined; the stream ends when the server stops.",
        AnswerContentType = "text/event-stream",
        AnswerDescription = "The stream.",
        Refusals = [(503, "Too many streams are open.")],
    };

    private int open;

    public void Map(IEndpointRouteBuilder routes) => routes.MapReading($"{Routes.ApiRoot}/events", Operation, Handle);

    private async Task Handle(HttpContext context)
    {
        _ = new QueryReader(context.Request, Operation);
        try
        {
            if (Interlocked.Increment(ref open) > options.MaximumStreams)
            {
                throw new ProblemException(new Problem(503, "tooManyStreams", "Too many streams", $"{options.MaximumStreams} streams are open; close one and try again.")
                {
                    RetryAfterSeconds = 5,
                });
            }
            context.Response.ContentType = "text/event-stream";
            if (HttpMethods.IsHead(context.Request.Method)) return;
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            await SendAsync(context, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The client went away or the server stops.
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }

    private async Task SendAsync(HttpContext context, CancellationToken ending)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await context.Response.WriteAsync("retry: 2000\n\n", ending).ConfigureAwait(false);
        var sent = session.Current;
        await SendStatusAsync(context.Response, sent, ending).ConfigureAwait(false);
        var newer = session.WaitForNewerAsync(sent.Version, ending);
        while (true)
        {
            var heartbeat = Task.Delay(options.Heartbeat, options.Time, ending);
            await Task.WhenAny(newer, heartbeat).ConfigureAwait(false);
            ending.ThrowIfCancellationRequested();
            var current = session.Current;
            if (current.Version > sent.Version)
            {
                await SendStatusAsync(context.Response, sent = current, ending).ConfigureAwait(false);
                await Task.Delay(options.EventSpacing, options.Time, ending).ConfigureAwait(false);
                newer = session.WaitForNewerAsync(sent.Version, ending);
                continue;
            }
            await heartbeat.ConfigureAwait(false);
            await SendAsync(context.Response, "heartbeat", null, JsonSerializer.SerializeToUtf8Bytes(AnswerBuilder.Heartbeat(current), AnswerJson.Default.HeartbeatItem), ending)
                .ConfigureAwait(false);
        }
    }

    private static Task SendStatusAsync(HttpResponse response, SessionSnapshot snapshot, CancellationToken ending) =>
        SendAsync(response, "status", snapshot.Version, JsonSerializer.SerializeToUtf8Bytes(AnswerBuilder.Status(snapshot), AnswerJson.Default.StatusAnswer), ending);

    private static async Task SendAsync(HttpResponse response, string name, long? id, byte[] data, CancellationToken ending)
    {
        await response.WriteAsync(id is null ? $"event: {name}\ndata: " : $"id: {id}\nevent: {name}\ndata: ", ending).ConfigureAwait(false);
        await response.Body.WriteAsync(data, ending).ConfigureAwait(false);
        await response.WriteAsync("\n\n", ending).ConfigureAwait(false);
        await response.Body.FlushAsync(ending).ConfigureAwait(false);
    }
}
