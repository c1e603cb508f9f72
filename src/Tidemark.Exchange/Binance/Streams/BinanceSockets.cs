using Microsoft.AspNetCore.Http;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Sockets;

namespace Tidemark.Exchange.Binance.Streams;

/// <summary>Where WebSockets begin: <c>/ws/…</c>, <c>/stream?streams=…</c> and <c>/ws-api/v3</c>.</summary>
internal sealed class BinanceSockets(ExchangeLoop loop, BinanceVenue venue, StreamHub hub, CancellationToken stopping)
{
    public async Task HandleAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        var isApi = path is "/ws-api/v3" or "/ws-api/v3/";
        var isCombined = path == "/stream" || path.StartsWith("/stream/", StringComparison.Ordinal);
        if (!isApi && !isCombined && path != "/ws" && !path.StartsWith("/ws/", StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        using var socket = await http.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, http.RequestAborted);
        var connection = new StreamConnection(socket) { IsCombined = isCombined };
        var session = new StreamSession(loop, hub, connection);
        try
        {
            if (isApi) await connection.RunAsync(new ApiSession(loop, venue, hub, connection).HandleAsync, ending.Token).ConfigureAwait(false);
            else
            {
                var asked = isCombined ? http.Request.Query["streams"].ToString() : path.Length > "/ws/".Length ? path["/ws/".Length..] : "";
                await session.SubscribeAsync(asked.Split('/', StringSplitOptions.RemoveEmptyEntries)).ConfigureAwait(false);
                await connection.RunAsync(session.HandleAsync, ending.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            await session.LeaveAsync().ConfigureAwait(false);
        }
    }
}
