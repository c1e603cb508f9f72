using System.Text.Json;
using System.Threading.Channels;
using Tidemark.Venues.Coinbase.Access;
using Tidemark.Venues.Coinbase.Wire;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Sockets;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Coinbase.Trading;

/// <summary>
/// The user's channel. It is there once the venue has sent the orders that are open; a message that is missing or cannot be read means that
/// orders must be asked for.
/// </summary>
internal sealed class UserStream : IOrderStream, ISocketHandler
{
    private const long NotKnown = -1;
    private readonly CoinbaseOptions options;
    private readonly UserEvents events;
    private readonly TokenSigner tokens;
    private readonly IOrderListener listener;
    private readonly ClockKeeper keeper;
    private readonly VenueClock clock;
    private readonly ReconnectingSocket socket;
    private readonly FreshnessWatch watch;
    private readonly Channel<VenueOrder> changed = Channel.CreateUnbounded<VenueOrder>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource ending = new();
    private readonly Task telling;
    private readonly Lock gate = new();
    private TaskCompletionSource? opened;
    private long expected = NotKnown;

    public UserStream(CoinbaseOptions options, UserEvents events, TokenSigner tokens, IOrderListener listener, ClockKeeper keeper, VenueClock clock)
    {
        (this.options, this.events, this.tokens, this.listener, this.keeper, this.clock) = (options, events, tokens, listener, keeper, clock);
        telling = Task.Run(() => TellAsync(ending.Token));
        watch = new FreshnessWatch(clock, (_, _) => socket!.Drop("there are no heartbeats"), _ => { });
        watch.Add(options.LongestHeartbeatSilence);
        socket = new ReconnectingSocket(this, clock, options.Sockets);
        socket.Start();
    }

    public bool IsConnected => socket.IsOpen;

    public void Reconnect() => socket.Drop("asked to");

    public async ValueTask<Uri> LocateAsync(CancellationToken cancellation)
    {
        // The token of the subscription needs the venue's time.
        if (await keeper.EnsureAsync(cancellation).ConfigureAwait(false) is { } error) throw new IOException(error.ToString());
        return options.Endpoints.Private;
    }

    public async ValueTask OnOpenedAsync(SocketSession session, CancellationToken cancellation)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate) opened = mine;
        foreach (var channel in (string[])["heartbeats", "user"])
            await session.SendAsync(SubscriptionText.Of("subscribe", channel, [], tokens.ForStream()), cancellation).ConfigureAwait(false);
        try
        {
            await mine.Task.WaitAsync(options.SnapshotTimeout, clock.Provider, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new IOException("the venue did not tell the open orders", e);
        }
        watch.Resume();
        lock (gate) listener.OnConnected(session.Generation);
    }

    public void OnMessage(SocketSession session, ReadOnlySpan<byte> message, Instant receivedAt)
    {
        lock (gate)
        {
            try
            {
                var envelope = StreamEnvelope.Read(message);
                if (envelope.Error.Length > 0) Refuse(session, envelope.Error);
                else Take(envelope);
            }
            catch (Exception e) when (JsonFields.IsFault(e))
            {
                listener.OnProblem($"an event could not be read: {e.Message.ReplaceLineEndings(" ")}");
                session.Drop("an event could not be read");
            }
        }
    }

    public void OnLost(int generation, string reason)
    {
        watch.Pause();
        lock (gate)
        {
            expected = NotKnown;
            opened?.TrySetCanceled();
            opened = null;
            listener.OnDisconnected(reason);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await socket.DisposeAsync().ConfigureAwait(false);
        await watch.DisposeAsync().ConfigureAwait(false);
        await ending.CancelAsync().ConfigureAwait(false);
        await telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ending.Dispose();
    }

    private void Take(StreamEnvelope message)
    {
        if (message.Sequence < 0) throw new FormatException("a message has no number");
        if (expected != NotKnown && message.Sequence > expected) listener.OnProblem($"messages {expected}-{message.Sequence - 1} are missing");
        if (message.Sequence >= expected) expected = message.Sequence + 1;
        watch.Heard(0);
        if (message.Channel != "user") return;
        using var document = JsonDocument.Parse(message.Events.ToArray());
        foreach (var order in events.Take(document.RootElement, message.Time)) changed.Writer.TryWrite(order);
        opened?.TrySetResult();
    }

    private void Refuse(SocketSession session, string error)
    {
        listener.OnProblem($"the venue refused the subscription: {error}");
        // Perhaps our time is wrong, or was when the token was made.
        _ = keeper.CorrectAsync(CancellationToken.None);
        session.Drop(error);
    }

    private async Task TellAsync(CancellationToken cancellation)
    {
        await foreach (var order in changed.Reader.ReadAllAsync(cancellation).ConfigureAwait(false)) await events.TellFillsAsync(order, gate, cancellation).ConfigureAwait(false);
    }
}
