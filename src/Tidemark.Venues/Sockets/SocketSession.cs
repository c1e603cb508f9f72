using System.Net.WebSockets;
using System.Text;

namespace Tidemark.Venues.Sockets;

/// <summary>One connection of a <see cref="ReconnectingSocket"/>, from its opening to its end.</summary>
public sealed class SocketSession : IDisposable
{
    private readonly ClientWebSocket socket;
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly CancellationTokenSource ending;
    private readonly TimeProvider time;
    private readonly TimeSpan sendTimeout;
    private string? reason;

    internal SocketSession(int generation, ClientWebSocket socket, TimeProvider time, TimeSpan sendTimeout, CancellationToken cancellation)
    {
        Generation = generation;
        (this.socket, this.time, this.sendTimeout) = (socket, time, sendTimeout);
        ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    /// <summary>The how-many-th connection it is, from 1.</summary>
    public int Generation { get; }

    /// <summary>Cancelled when the connection ends.</summary>
    public CancellationToken Ending => ending.Token;

    internal string? DropReason => Volatile.Read(ref reason);

    /// <summary>Sends a text. A failure ends the connection.</summary>
    /// <exception cref="IOException">The connection is gone.</exception>
    public async ValueTask SendAsync(string text, CancellationToken cancellation = default)
    {
        using var timeout = new CancellationTokenSource(sendTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ending.Token, cancellation);
        try
        {
            await sending.WaitAsync(either.Token).ConfigureAwait(false);
            try
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, either.Token).ConfigureAwait(false);
            }
            finally
            {
                sending.Release();
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            Drop($"a message could not be sent: {e.Message}");
            throw new IOException("the connection is gone", e);
        }
    }

    /// <summary>Ends this connection; another is made.</summary>
    public void Drop(string why)
    {
        Interlocked.CompareExchange(ref reason, why, null);
        try
        {
            ending.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It had ended already.
        }
    }

    public void Dispose()
    {
        Drop("ended");
        socket.Dispose();
        ending.Dispose();
    }
}
