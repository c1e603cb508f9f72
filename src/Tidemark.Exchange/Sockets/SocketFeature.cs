using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Faults;
using Tidemark.Exchange.Hosting;

namespace Tidemark.Exchange.Sockets;

/// <summary>Opens sockets that fault plans know of, so that no dialect has to think of them.</summary>
internal sealed class SocketFeature(IHttpWebSocketFeature inner, HttpContext http, ExchangeLoop loop, FaultDirector director, IDialect dialect, CancellationToken stopping) : IHttpWebSocketFeature
{
    public bool IsWebSocketRequest => inner.IsWebSocketRequest;

    public async Task<WebSocket> AcceptAsync(WebSocketAcceptContext context)
    {
        var socket = await inner.AcceptAsync(context).ConfigureAwait(false);
        var known = new FaultSocket(http.Request.Path.Value ?? "", () =>
        {
            socket.Abort();
            http.Abort();
        });
        director.Enter(known);
        http.Response.OnCompleted(() =>
        {
            director.Leave(known);
            return Task.CompletedTask;
        });
        return new ExchangeSocket(socket, new SocketFaults(loop, director, dialect, known, stopping));
    }
}
