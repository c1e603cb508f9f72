using Microsoft.AspNetCore.Http;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Sockets;

namespace Tidemark.Exchange.Kraken.Streams;

/// <summary>Where WebSockets begin: <c>/v2</c>, public and private alike.</summary>
internal sealed class KrakenSockets(ExchangeLoop loop, KrakenVenue venue, KrakenHub hub)
{
    private long connections;

    public async Task HandleAsync(HttpContext http, CancellationToken stopping)
    {
        if (http.Request.Path.Value is not ("/v2" or "/v2/"))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        using var socket = await http.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, http.RequestAborted);
        var connection = new StreamConnection(socket);
        var client = new V2Client(connection);
        var session = new V2Session(loop, venue, hub, client);
        try
        {
            await session.EnterAsync(Interlocked.Increment(ref connections)).ConfigureAwait(false);
            await connection.RunAsync(session.HandleAsync, ending.Token).ConfigureAwait(false);
        }
        finally
        {
            await LeaveAsync(client).ConfigureAwait(false);
        }
    }

    private async Task LeaveAsync(V2Client client)
    {
        try
        {
            await loop.AskAsync(() =>
            {
                hub.Leave(client);
                return true;
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The exchange has closed, and nobody listens any more.
        }
    }
}
