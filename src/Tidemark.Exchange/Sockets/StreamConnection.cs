using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Tidemark.Exchange.Faults;

namespace Tidemark.Exchange.Sockets;

/// <summary>One WebSocket: what is sent waits in a queue, and a client that does not read for long is cut off.</summary>
internal sealed class StreamConnection(WebSocket socket)
{
    private const int LongestQueue = 20_000;
    private const int LargestMessage = 64 * 1024;
    private readonly Channel<byte[]> outgoing = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(LongestQueue) { SingleReader = true });
    private readonly SocketFaults? faults = (socket as ExchangeSocket)?.Faults;

    /// <summary>Whether messages are wrapped with the name of their stream.</summary>
    public bool IsCombined { get; set; }

    /// <summary>The streams by their names, in the order of subscription; used on the exchange's thread only.</summary>
    public List<string> Streams { get; } = [];

    /// <param name="stream">
    /// What the message belongs to, as fault plans name it; null for an answer to a request, or where the message has a <c>channel</c> of its own.
    /// </param>
    /// <param name="account">Whose private message it is.</param>
    public void Send(byte[] message, string? stream = null, string? account = null)
    {
        if (faults is { IsNeeded: true }) faults.Send(message, stream, account, Deliver);
        else Deliver(message);
    }

    /// <summary>Ends it after what is still to be sent.</summary>
    public void Close() => outgoing.Writer.TryComplete();

    /// <summary>Reads messages until the other side or the exchange ends.</summary>
    public async Task RunAsync(Func<string, Task> onMessage, CancellationToken cancellation)
    {
        var sending = SendAllAsync(cancellation);
        try
        {
            while (await ReadAsync(cancellation).ConfigureAwait(false) is { } text)
                await (faults?.ReceiveAsync(text, onMessage, Deliver) ?? onMessage(text)).ConfigureAwait(false);
            outgoing.Writer.TryComplete();
            await sending.ConfigureAwait(false);
            if (socket.State is WebSocketState.CloseReceived or WebSocketState.Open) await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            outgoing.Writer.TryComplete();
            socket.Abort();
            await sending.ConfigureAwait(false);
        }
    }

    private void Deliver(byte[] message)
    {
        if (!outgoing.Writer.TryWrite(message)) socket.Abort();
    }

    private async Task SendAllAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var message in outgoing.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
                await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellation).ConfigureAwait(false);
            if (socket.State == WebSocketState.Open) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or InvalidOperationException)
        {
            socket.Abort();
        }
    }

    /// <returns>Null when the other side closes.</returns>
    private async Task<string?> ReadAsync(CancellationToken cancellation)
    {
        var message = new ArrayBufferWriter<byte>(1024);
        while (true)
        {
            var result = await socket.ReceiveAsync(message.GetMemory(1024), cancellation).ConfigureAwait(false);
            if (result.MessageType == WebSocketMessageType.Close) return null;
            message.Advance(result.Count);
            if (message.WrittenCount > LargestMessage) return null;
            if (result.EndOfMessage) return Encoding.UTF8.GetString(message.WrittenSpan);
        }
    }
}
