using System.Text.Json;
using Tidemark.Venues.Books;
using Tidemark.Venues.Coinbase.Access;
using Tidemark.Venues.Coinbase.Wire;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Sockets;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Coinbase.Streams;

/// <summary>
/// One socket of a feed with its channels: subscribes after each connection, hands messages on, watches that they come and that none is
/// missing. Heartbeats keep it open while products are quiet.
/// </summary>
internal sealed class FeedConnection : ISocketHandler, IAsyncDisposable
{
    private const long NotKnown = -1;
    private readonly FeedChannel[] channels;
    private readonly LevelChannel[] levels;
    private readonly Dictionary<(string Name, string Symbol), FeedChannel> byName;
    private readonly Uri address;
    private readonly IMarketListener listener;
    private readonly RecoveryGate recovery;
    private readonly TokenSigner? tokens;
    private readonly VenueClock clock;
    private readonly ReconnectingSocket socket;
    private readonly FreshnessWatch watch;
    private readonly LevelEvent levelEvent = new();
    private readonly int heartbeats;
    private readonly EarlyMessages early;
    private long expected = NotKnown;

    public FeedConnection(CoinbaseOptions options, FeedChannel[] channels, IMarketListener listener, RecoveryGate recovery, TokenSigner? tokens, VenueClock clock)
    {
        (this.channels, this.listener, this.recovery, this.tokens, this.clock) = (channels, listener, recovery, tokens, clock);
        address = options.Endpoints.Streams;
        levels = [.. channels.OfType<LevelChannel>()];
        byName = channels.ToDictionary(channel => (channel.Name, channel.Symbol));
        watch = new FreshnessWatch(clock, OnStale, OnFresh);
        foreach (var channel in channels) channel.WatchNumber = watch.Add(channel is LevelChannel ? options.LongestBookSilence : options.LongestTradeSilence);
        heartbeats = watch.Add(options.LongestHeartbeatSilence);
        early = new EarlyMessages(clock, options.ReorderPatience, OnMissing);
        socket = new ReconnectingSocket(this, clock, options.Sockets);
        socket.Start();
    }

    public bool IsOpen => socket.IsOpen;

    public void Drop(string reason) => socket.Drop(reason);

    public ValueTask<Uri> LocateAsync(CancellationToken cancellation) => ValueTask.FromResult(address);

    public async ValueTask OnOpenedAsync(SocketSession session, CancellationToken cancellation)
    {
        await SendAsync(session, "subscribe", "heartbeats", [], cancellation).ConfigureAwait(false);
        foreach (var group in channels.Where(channel => channel.IsSubscribedAtOpening).GroupBy(channel => channel.Name))
            await SendAsync(session, "subscribe", group.Key, group.Select(channel => channel.Symbol), cancellation).ConfigureAwait(false);
        watch.Resume();
        lock (recovery.Gate)
        {
            listener.Notify(new FeedNotice(FeedNoticeKind.Connected, clock.Local, null, $"connection {session.Generation} to {address.Host}"));
            foreach (var channel in channels) channel.Connected(this);
        }
    }

    public void OnMessage(SocketSession session, ReadOnlySpan<byte> message, Instant receivedAt)
    {
        lock (recovery.Gate)
        {
            if (TryOrder(message, receivedAt)) TakeThoseThatFollow();
        }
    }

    public void OnLost(int generation, string reason)
    {
        watch.Pause();
        lock (recovery.Gate)
        {
            expected = NotKnown;
            early.Clear();
            foreach (var channel in channels) channel.Disconnected();
            listener.Notify(new FeedNotice(FeedNoticeKind.Disconnected, clock.Local, null, $"connection {generation}: {reason}"));
        }
    }

    /// <summary>Subscribes to one channel of a product.</summary>
    /// <param name="channel">Which.</param>
    /// <param name="isAnew">Whether it is ended first.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="IOException">The connection is gone.</exception>
    public async Task SubscribeAsync(FeedChannel channel, bool isAnew, CancellationToken cancellation)
    {
        if (socket.Current is not { } session) throw new IOException("there is no connection");
        if (isAnew) await SendAsync(session, "unsubscribe", channel.Name, [channel.Symbol], cancellation).ConfigureAwait(false);
        await SendAsync(session, "subscribe", channel.Name, [channel.Symbol], cancellation).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await socket.DisposeAsync().ConfigureAwait(false);
        await watch.DisposeAsync().ConfigureAwait(false);
        await early.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Takes a message if it is the next, keeps it if it is early, and leaves it out if it came before. Returns whether others may follow now.</summary>
    private bool TryOrder(ReadOnlySpan<byte> message, Instant receivedAt)
    {
        try
        {
            var envelope = StreamEnvelope.Read(message);
            if (envelope.Error.Length > 0)
            {
                Complain($"the venue refused a subscription: {envelope.Error}");
                return false;
            }
            if (envelope.Sequence < 0) throw new FormatException("a message has no number");
            if (expected == NotKnown) expected = envelope.Sequence;
            if (envelope.Sequence > expected) early.Keep(envelope.Sequence, message, receivedAt);
            if (envelope.Sequence != expected) return false;
            expected++;
            Take(envelope, receivedAt);
        }
        catch (Exception e) when (JsonFields.IsFault(e))
        {
            Complain($"a message could not be read: {e.Message.ReplaceLineEndings(" ")}");
            DoubtAll("a message could not be read");
        }
        return true;
    }

    private void TakeThoseThatFollow()
    {
        while (early.TryTake(expected, out var message, out var receivedAt)) TryOrder(message, receivedAt);
    }

    /// <summary>What is missing has not come in good time: it goes on without.</summary>
    private void OnMissing()
    {
        lock (recovery.Gate)
        {
            if (early.First is { } first && first > expected)
            {
                DoubtAll($"messages {expected}-{first - 1} are missing");
                expected = first;
                TakeThoseThatFollow();
            }
            early.GoOn();
        }
    }

    private void Take(StreamEnvelope message, Instant receivedAt)
    {
        switch (message.Channel)
        {
            case "l2_data":
                TakeLevels(message, receivedAt);
                break;
            case "market_trades":
                TakeItems(message.Events, "market_trades", "trades", receivedAt);
                break;
            case "candles":
                TakeItems(message.Events, "candles", "candles", receivedAt);
                break;
            case "heartbeats":
                watch.Heard(heartbeats);
                break;
        }
    }

    private void TakeLevels(StreamEnvelope message, Instant receivedAt)
    {
        var (sequence, time) = (message.Sequence, message.Time);
        LevelReader.Read(message.Events, symbol => Find(symbol)?.Scale, levelEvent, symbol =>
        {
            var channel = Find(symbol)!;
            watch.Heard(channel.WatchNumber);
            channel.Take(levelEvent, sequence, time, receivedAt);
        });
    }

    private LevelChannel? Find(string symbol) => Array.Find(levels, level => level.Symbol == symbol);

    /// <summary>Oldest first: the venue has the newest first.</summary>
    private void TakeItems(ReadOnlySpan<byte> events, string name, string list, Instant receivedAt)
    {
        using var document = JsonDocument.Parse(events.ToArray());
        foreach (var item in document.RootElement.EnumerateArray().SelectMany(entry => entry.GetProperty(list).EnumerateArray()).Reverse())
        {
            if (!byName.TryGetValue((name, item.Text("product_id")), out var channel)) continue;
            watch.Heard(channel.WatchNumber);
            channel.Take(item, receivedAt);
        }
    }

    private void DoubtAll(string reason)
    {
        foreach (var channel in channels) channel.Doubt(reason);
    }

    private void Complain(string detail) => listener.Notify(new FeedNotice(FeedNoticeKind.Problem, clock.Local, null, detail));

    private void OnStale(int number, StaleStep step)
    {
        if (number == heartbeats)
        {
            if (step == StaleStep.Reconnect) Drop("there are no heartbeats");
            else if (socket.Current is { } alive) _ = AskAgainAsync(() => SendAsync(alive, "subscribe", "heartbeats", [], alive.Ending).AsTask());
            return;
        }
        var channel = channels[number];
        lock (recovery.Gate) channel.Tell(FeedNoticeKind.Stale, step == StaleStep.Resubscribe ? "silent; asking for it again" : "silent still; connecting anew");
        if (step == StaleStep.Reconnect) Drop($"{channel.Name} of {channel.Symbol} is silent");
        else if (channel is LevelChannel) lock (recovery.Gate) channel.Doubt("silent");
        else if (socket.Current is { } session) _ = AskAgainAsync(() => SubscribeAsync(channel, isAnew: true, session.Ending));
    }

    private void OnFresh(int number)
    {
        if (number != heartbeats) lock (recovery.Gate) channels[number].Tell(FeedNoticeKind.Fresh, "");
    }

    private static async Task AskAgainAsync(Func<Task> ask)
    {
        try
        {
            await ask().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is gone; the next one asks for everything.
        }
    }

    private ValueTask SendAsync(SocketSession session, string type, string channel, IEnumerable<string> products, CancellationToken cancellation) =>
        session.SendAsync(SubscriptionText.Of(type, channel, products, tokens?.ForStream()), cancellation);
}
