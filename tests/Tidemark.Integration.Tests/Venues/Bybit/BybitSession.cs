using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;

namespace Tidemark.Integration.Tests.Venues.Bybit;

/// <summary>One client of a stream.</summary>
internal sealed class BybitSession(string category, WebSocket socket)
{
    private readonly Channel<string> outgoing = Channel.CreateUnbounded<string>();

    public string Category => category;

    public HashSet<string> Topics { get; } = [];

    public void Send(string message) => outgoing.Writer.TryWrite(message);

    public async Task RunAsync(Action<string> take, CancellationToken cancellation)
    {
        using var until = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var sending = SendAllAsync(until.Token);
        try
        {
            var buffer = new byte[16 * 1024];
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer, until.Token);
                if (part.MessageType == WebSocketMessageType.Close) return;
                take(Encoding.UTF8.GetString(buffer, 0, part.Count));
            }
        }
        finally
        {
            await until.CancelAsync();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SendAllAsync(CancellationToken cancellation)
    {
        await foreach (var message in outgoing.Reader.ReadAllAsync(cancellation))
            await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, cancellation);
    }
}
