using System.Text.Json;
using Tidemark.Venues.Books;
using Tidemark.Venues.Bybit.Wire;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Sockets;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Bybit.Streams;

/// <summary>One socket of a feed with its topics: asks for them after each connection, hands messages to them, watches that they speak, and lets the venue hear from us.</summary>
internal sealed class StreamConnection : ISocketHandler, IAsyncDisposable
{
    /// <summary>The spot market takes no more at once.</summary>
    private const int TopicsPerMessage = 10;
    private const int SilentBeats = 2;
    private readonly Uri address;
    private readonly StreamChannel[] channels;
    private readonly IMarketListener listener;
    private readonly RecoveryGate recovery;
    private readonly VenueClock clock;
    private readonly ReconnectingSocket socket;
    private readonly FreshnessWatch watch;
    private readonly ITimer heartbeat;
    private readonly Dictionary<string, StreamChannel>.AlternateLookup<ReadOnlySpan<byte>> byTopic;
    private int unansweredBeats;
    private int nextId;

    public StreamConnection(BybitOptions options, string category, StreamChannel[] channels, IMarketListener listener, RecoveryGate recovery, VenueClock clock)
    {
        (this.channels, this.listener, this.recovery, this.clock) = (channels, listener, recovery, clock);
        address = new Uri(options.Endpoints.Streams, $"/v5/public/{category}");
        byTopic = channels.ToDictionary(channel => channel.Topic, StreamNameComparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();
        watch = new FreshnessWatch(clock, OnStale, OnFresh);
        foreach (var channel in channels)
        {
            channel.WatchNumber = watch.Add(channel.Subscription.Channel is MarketChannel.Book or MarketChannel.Quotes ? options.LongestBookSilence : options.LongestTradeSilence);
            channel.AskAgainAsync = token => AskAgainAsync(channel, token);
        }
        socket = new ReconnectingSocket(this, clock, options.Sockets);
        heartbeat = clock.Provider.CreateTimer(_ => Beat(), null, options.HeartbeatInterval, options.HeartbeatInterval);
        socket.Start();
    }

    public bool IsOpen => socket.IsOpen;

    public void Drop(string reason) => socket.Drop(reason);

    public ValueTask<Uri> LocateAsync(CancellationToken cancellation) => ValueTask.FromResult(address);

    public async ValueTask OnOpenedAsync(SocketSession session, CancellationToken cancellation)
    {
        Interlocked.Exchange(ref unansweredBeats, 0);
        lock (recovery.Gate)
        {
            // Before anything is asked for: the first message of a book is the one that counts.
            listener.Notify(new FeedNotice(FeedNoticeKind.Connected, clock.Local, null, $"connection {session.Generation} to {address}"));
            foreach (var channel in channels) channel.Connected();
        }
        for (var chunk = 0; chunk * TopicsPerMessage < channels.Length; chunk++)
            await SendAsync(session, "subscribe", $"s{chunk}", channels.Skip(chunk * TopicsPerMessage).Take(TopicsPerMessage).Select(channel => channel.Topic), cancellation).ConfigureAwait(false);
        watch.Resume();
    }

    public void OnMessage(SocketSession session, ReadOnlySpan<byte> message, Instant receivedAt)
    {
        Interlocked.Exchange(ref unansweredBeats, 0);
        try
        {
            if (byTopic.TryGetValue(StreamHead.Topic(message), out var channel))
            {
                lock (recovery.Gate)
                {
                    watch.Heard(channel.WatchNumber);
                    channel.Take(message, receivedAt);
                }
                return;
            }
            using var document = JsonDocument.Parse(message.ToArray());
            if (document.RootElement.ValueKind == JsonValueKind.Object) TakeAnswer(document.RootElement);
            else Complain("a message is no object");
        }
        catch (JsonException)
        {
            Complain("a message is not JSON");
            // Of whose topic it was nobody knows: what books are now is not known.
            lock (recovery.Gate)
                foreach (var channel in channels) channel.Unreadable();
        }
    }

    public void OnLost(int generation, string reason)
    {
        watch.Pause();
        lock (recovery.Gate)
        {
            foreach (var channel in channels) channel.Disconnected();
            listener.Notify(new FeedNotice(FeedNoticeKind.Disconnected, clock.Local, null, $"connection {generation}: {reason}"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await heartbeat.DisposeAsync().ConfigureAwait(false);
        await socket.DisposeAsync().ConfigureAwait(false);
        await watch.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>An answer to something we sent: <c>{"success":true,"ret_msg":"","conn_id":"…","req_id":"s0","op":"subscribe"}</c>.</summary>
    private void TakeAnswer(JsonElement root)
    {
        if (root.TextOrEmpty("op") != "subscribe") return;
        if (!root.Flag("success")) Complain($"the venue refused a subscription: {root.TextOrEmpty("ret_msg")}");
        var id = root.TextOrEmpty("req_id");
        if (id.Length < 2 || id[0] != 's' || !int.TryParse(id.AsSpan(1), out var chunk)) return;
        lock (recovery.Gate)
            foreach (var channel in channels.Skip(chunk * TopicsPerMessage).Take(TopicsPerMessage)) channel.Confirmed();
    }

    private void Complain(string detail)
    {
        lock (recovery.Gate) listener.Notify(new FeedNotice(FeedNoticeKind.Problem, clock.Local, null, detail));
    }

    private void Beat()
    {
        if (socket.Current is not { } session || !socket.IsOpen) return;
        if (Interlocked.Increment(ref unansweredBeats) > SilentBeats) session.Drop("no answer to pings");
        else _ = TryAsync(() => session.SendAsync("""{"op":"ping"}""", session.Ending).AsTask());
    }

    private void OnStale(int number, StaleStep step)
    {
        var channel = channels[number];
        lock (recovery.Gate) channel.Tell(FeedNoticeKind.Stale, step == StaleStep.Resubscribe ? "silent; asking for it again" : "silent still; connecting anew");
        if (step == StaleStep.Reconnect) Drop($"{channel.Topic} is silent");
        else _ = TryAsync(() => AskAgainAsync(channel, CancellationToken.None));
    }

    private void OnFresh(int number)
    {
        lock (recovery.Gate) channels[number].Tell(FeedNoticeKind.Fresh, "");
    }

    private async Task AskAgainAsync(StreamChannel channel, CancellationToken cancellation)
    {
        if (socket.Current is not { } session) return;
        try
        {
            await SendAsync(session, "unsubscribe", "again", [channel.Topic], cancellation).ConfigureAwait(false);
            await SendAsync(session, "subscribe", "again", [channel.Topic], cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The connection is gone; the next one asks for everything.
        }
    }

    private static async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is gone; the next one asks for everything.
        }
    }

    private ValueTask SendAsync(SocketSession session, string operation, string id, IEnumerable<string> topics, CancellationToken cancellation)
    {
        var names = string.Join(',', topics.Select(topic => $"\"{topic}\""));
        var name = id == "again" ? $"a{Interlocked.Increment(ref nextId)}" : id;
        return session.SendAsync($$"""{"op":"{{operation}}","req_id":"{{name}}","args":[{{names}}]}""", cancellation);
    }
}
