using Microsoft.AspNetCore.Http;
using Tidemark.Exchange.Binance.Streams;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Sockets;

namespace Tidemark.Exchange.Binance.Futures;

/// <summary>
/// Where the streams of contracts begin. The venue has them on a host of its own; on this port they are below <c>/fstream</c>, or below the
/// parts of that host alone: <c>/public</c>, <c>/market</c>, <c>/private</c>, each with <c>/ws/…</c>, <c>/stream?streams=…</c> and <c>?listenKey=</c>.
/// </summary>
internal sealed class FuturesSockets(ExchangeLoop loop, FuturesHub hub, CancellationToken stopping)
{
    private static readonly string[] Parts = ["public", "market", "private"];

    /// <summary>Whether a path is one of these.</summary>
    public static bool Serves(string path) => path.StartsWith("/fstream/", StringComparison.Ordinal) || Array.Exists(Parts, part => path.StartsWith($"/{part}/", StringComparison.Ordinal));

    public async Task HandleAsync(HttpContext http)
    {
        var segments = (http.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries).AsEnumerable();
        if (segments.FirstOrDefault() == "fstream") segments = segments.Skip(1);
        if (segments.FirstOrDefault() is { } part && Parts.Contains(part)) segments = segments.Skip(1);
        var isCombined = segments.FirstOrDefault() == "stream";
        if (!isCombined && segments.FirstOrDefault() != "ws")
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        string[] asked = [.. segments.Skip(1), .. http.Request.Query["streams"].ToString().Split('/', StringSplitOptions.RemoveEmptyEntries), .. http.Request.Query["listenKey"].OfType<string>()];
        using var socket = await http.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, http.RequestAborted);
        var connection = new StreamConnection(socket) { IsCombined = isCombined };
        var session = new StreamSession(loop, hub, connection);
        try
        {
            await session.SubscribeAsync(asked).ConfigureAwait(false);
            await connection.RunAsync(session.HandleAsync, ending.Token).ConfigureAwait(false);
        }
        finally
        {
            await session.LeaveAsync().ConfigureAwait(false);
        }
    }
}
