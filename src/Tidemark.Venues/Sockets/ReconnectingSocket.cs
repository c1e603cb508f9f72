using System.Buffers;
using System.Net.WebSockets;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Sockets;

/// <summary>
/// A client socket that is there until it is disposed: connects, hands every message to its handler, and when the connection ends for any
/// reason connects again after a pause that grows with each failure. A message that fits into the buffer reaches the handler without a copy.
/// </summary>
public sealed class ReconnectingSocket : IAsyncDisposable
{
    private const int UsualMessageBytes = 64 * 1024;
    private readonly ISocketHandler handler;
    private readonly VenueClock clock;
    private readonly SocketOptions options;
    private readonly Backoff backoff;
    private readonly CancellationTokenSource ending = new();
    private Task running = Task.CompletedTask;
    private SocketSession? current;
    private int generation;
    private int isStarted;

    /// <param name="handler">Hears everything.</param>
    /// <param name="clock">Stamps messages and times pauses.</param>
    /// <param name="options">Null for the usual ones.</param>
    public ReconnectingSocket(ISocketHandler handler, VenueClock clock, SocketOptions? options = null)
    {
        (this.handler, this.clock) = (handler, clock);
        this.options = options ?? new SocketOptions();
        backoff = new Backoff(this.options.FirstPause, this.options.LongestPause, new Random(this.options.Seed));
    }

    /// <summary>Whether a connection stands and its opening is done.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The connection of now; null while there is none.</summary>
    public SocketSession? Current => Volatile.Read(ref current);

    /// <summary>Begins to connect; calling it again does nothing.</summary>
    public void Start()
    {
        if (Interlocked.Exchange(ref isStarted, 1) == 0) running = Task.Run(() => RunAsync(ending.Token));
    }

    /// <summary>Ends the connection of now; another is made.</summary>
    public void Drop(string reason) => Current?.Drop(reason);

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ending.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            generation++;
            var reason = await LiveAsync(cancellation).ConfigureAwait(false);
            if (cancellation.IsCancellationRequested) return;
            TellLost(reason);
            await Task.Delay(backoff.Next(), clock.Provider, cancellation).ConfigureAwait(false);
        }
    }

    private void TellLost(string reason)
    {
        try
        {
            handler.OnLost(generation, reason);
        }
        catch (Exception)
        {
            // A mistake of a listener, or a log that cannot be written, must not be the end of all connections.
        }
    }

    /// <summary>One connection from beginning to end. Returns why it ended.</summary>
    private async Task<string> LiveAsync(CancellationToken cancellation)
    {
        using var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = options.PingInterval;
        socket.Options.KeepAliveTimeout = options.PingInterval;
        foreach (var (name, value) in options.Headers) socket.Options.SetRequestHeader(name, value);
        using var session = new SocketSession(generation, socket, clock.Provider, options.SendTimeout, cancellation);
        var openedAt = clock.Local;
        try
        {
            await ConnectAsync(socket, session.Ending).ConfigureAwait(false);
            openedAt = clock.Local;
            Volatile.Write(ref current, session);
            if (options.LongestLife is { } life) _ = EndAsync(session, life);
            await Task.WhenAll(OpenAsync(session), ReceiveAsync(socket, session)).ConfigureAwait(false);
            return session.DropReason ?? "the venue closed the connection";
        }
        catch (Exception e)
        {
            // Whatever it was, a mistake of the handler included: the connection is made anew, and the handler hears why.
            return session.DropReason ?? e.Message;
        }
        finally
        {
            IsOpen = false;
            Volatile.Write(ref current, null);
            if (new TimeSpan((clock.Local - openedAt).Nanoseconds / 100) >= options.GoodAfter) backoff.Reset();
        }
    }

    private async Task ConnectAsync(ClientWebSocket socket, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, clock.Provider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        var address = await handler.LocateAsync(either.Token).ConfigureAwait(false);
        await socket.ConnectAsync(address, either.Token).ConfigureAwait(false);
    }

    private async Task OpenAsync(SocketSession session)
    {
        try
        {
            await handler.OnOpenedAsync(session, session.Ending).ConfigureAwait(false);
            IsOpen = true;
        }
        catch (Exception e)
        {
            // Whatever it was: without its subscriptions the connection is worth nothing.
            session.Drop($"the opening failed: {e.Message}");
        }
    }

    private async Task ReceiveAsync(ClientWebSocket socket, SocketSession session)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(UsualMessageBytes);
        try
        {
            var length = 0;
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), session.Ending).ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    session.Drop($"the venue closed the connection: {socket.CloseStatus} {socket.CloseStatusDescription}".TrimEnd());
                    return;
                }
                length += part.Count;
                if (part.EndOfMessage)
                {
                    handler.OnMessage(session, buffer.AsSpan(0, length), clock.Local);
                    length = 0;
                }
                else if (length == buffer.Length)
                {
                    buffer = Grow(buffer);
                }
            }
        }
        finally
        {
            session.Drop("the connection broke");
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private byte[] Grow(byte[] buffer)
    {
        if (buffer.Length >= options.LargestMessageBytes) throw new IOException($"a message is longer than {options.LargestMessageBytes} bytes");
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private async Task EndAsync(SocketSession session, TimeSpan life)
    {
        try
        {
            await Task.Delay(life, clock.Provider, session.Ending).ConfigureAwait(false);
            session.Drop("as old as a connection may be");
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // It ended before.
        }
    }
}
