using System.Text.Json;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Sockets;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Binance.Trading;

/// <summary>
/// The events of our account: by a subscription on the WebSocket API, or, where a server has none, by a listen key that is kept alive. An
/// event that cannot be read ends the connection, so that what it told is asked for.
/// </summary>
internal sealed class UserStream : IOrderStream, ISocketHandler
{
    private readonly BinanceOptions options;
    private readonly UserStreamLogon? logon;
    private readonly ListenKeys keys;
    private readonly IUserEvents events;
    private readonly IOrderListener listener;
    private readonly VenueClock clock;
    private readonly ReconnectingSocket socket;
    private readonly Lock gate = new();
    private bool usesListenKey;
    private string listenKey = "";

    /// <param name="options">Addresses and sockets.</param>
    /// <param name="logon">Null where only listen keys are used.</param>
    /// <param name="keys">Of the account.</param>
    /// <param name="events">Reads what comes.</param>
    /// <param name="listener">Hears of the connection.</param>
    /// <param name="clock">The venue's time.</param>
    public UserStream(BinanceOptions options, UserStreamLogon? logon, ListenKeys keys, IUserEvents events, IOrderListener listener, VenueClock clock)
    {
        (this.options, this.logon, this.keys, this.events, this.listener, this.clock) = (options, logon, keys, events, listener, clock);
        usesListenKey = logon is null || options.UsesListenKey;
        socket = new ReconnectingSocket(this, clock, options.Sockets);
        socket.Start();
    }

    public bool IsConnected => socket.IsOpen;

    public void Reconnect() => socket.Drop("asked to");

    public async ValueTask<Uri> LocateAsync(CancellationToken cancellation)
    {
        if (!usesListenKey) return options.Endpoints.Private;
        if (!(await keys.CreateAsync(cancellation).ConfigureAwait(false)).TryGet(out var key, out var error))
        {
            // Perhaps this server has them no more.
            usesListenKey = logon is null || options.UsesListenKey;
            throw new IOException(error.ToString());
        }
        listenKey = key;
        return keys.AddressOf(key);
    }

    public async ValueTask OnOpenedAsync(SocketSession session, CancellationToken cancellation)
    {
        if (usesListenKey) _ = RenewAsync(session);
        else if (await logon!.LogOnAsync(session, cancellation).ConfigureAwait(false) is { } error)
        {
            // Perhaps the server does not know the request.
            if (error.Kind is VenueErrorKind.NotSupported or VenueErrorKind.InvalidRequest || error.VenueCode == "-1000") usesListenKey = true;
            throw new IOException(error.ToString());
        }
        lock (gate) listener.OnConnected(session.Generation);
    }

    public void OnMessage(SocketSession session, ReadOnlySpan<byte> message, Instant receivedAt)
    {
        try
        {
            using var document = JsonDocument.Parse(message.ToArray());
            var root = document.RootElement;
            if (root.TryGetProperty("event", out var inner)) Take(session, inner);
            else if (root.TryGetProperty("e", out _)) Take(session, root);
            else if (root.TryGetProperty("id", out _)) logon?.Take(root);
        }
        catch (Exception e) when (JsonFields.IsFault(e))
        {
            lock (gate) listener.OnProblem($"an event could not be read: {e.Message.ReplaceLineEndings(" ")}");
            session.Drop("an event could not be read");
        }
    }

    public void OnLost(int generation, string reason)
    {
        lock (gate) listener.OnDisconnected(reason);
    }

    public ValueTask DisposeAsync() => socket.DisposeAsync();

    private void Take(SocketSession session, JsonElement message)
    {
        string? end;
        lock (gate) end = events.Take(message);
        if (end is not null) session.Drop(end);
    }

    private async Task RenewAsync(SocketSession session)
    {
        try
        {
            using var timer = new PeriodicTimer(ListenKeys.RenewalInterval, clock.Provider);
            var ending = session.Ending;
            while (await timer.WaitForNextTickAsync(ending).ConfigureAwait(false))
            {
                if (await keys.RenewAsync(listenKey, ending).ConfigureAwait(false) is { IsTransient: false } error) session.Drop($"the listen key was not renewed: {error}");
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The connection ended.
        }
    }
}
