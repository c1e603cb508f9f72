using Microsoft.AspNetCore.Http;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Sockets;

namespace Tidemark.Exchange.Coinbase.Streams;

/// <summary>Where WebSockets begin: <c>/</c> for all channels, <c>/user</c> for those of the user endpoint.</summary>
internal sealed class CoinbaseSockets(ExchangeLoop loop, CoinbaseVenue venue, ChannelHub hub)
{
    public async Task HandleAsync(HttpContext http, CancellationToken stopping)
    {
        var isUser = http.Request.Path.Value is "/user" or "/user/";
        if (!isUser && http.Request.Path.Value is not (null or "" or "/"))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        using var socket = await http.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, http.RequestAborted);
        var connection = new StreamConnection(socket);
        try
        {
            var client = await loop.AskAsync(() => hub.Join(connection, isUser)).ConfigureAwait(false);
            await connection.RunAsync(new ChannelSession(loop, venue, hub, client).HandleAsync, ending.Token).ConfigureAwait(false);
        }
        finally
        {
            await LeaveAsync(connection).ConfigureAwait(false);
        }
    }

    private async Task LeaveAsync(StreamConnection connection)
    {
        try
        {
            await loop.AskAsync(() => hub.Leave(connection)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The exchange has closed, and nobody listens any more.
        }
    }
}
