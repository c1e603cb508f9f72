using System.Text.Json;
using Tidemark.Venues.Books;
using Tidemark.Venues.Json;
using Tidemark.Venues.Kraken.Wire;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Sockets;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Kraken.Streams;

/// <summary>One socket of a feed with its subscriptions: asks for them after each connection, hands messages to them, and watches that they speak.</summary>
internal sealed class FeedConnection : ISocketHandler, IAsyncDisposable
{
    private const int SymbolsPerMessage = 50;
    private readonly Uri address;
    private readonly FeedChannel[] channels;
    private readonly IMarketListener listener;
    private readonly RecoveryGate recovery;
    private readonly VenueClock clock;
    private readonly ReconnectingSocket socket;
    private readonly FreshnessWatch watch;
    private readonly Dictionary<int, FeedChannel> byName;
    private readonly int wholeConnection;
    private int nextId;

    public FeedConnection(KrakenOptions options, FeedChannel[] channels, IMarketListener listener, RecoveryGate recovery, VenueClock clock)
    {
        (this.channels, this.listener, this.recovery, this.clock) = (channels, listener, recovery, clock);
        address = options.Endpoints.Streams;
        byName = channels.ToDictionary(channel => HashOf(channel.ChannelBytes, channel.SymbolBytes));
        watch = new FreshnessWatch(clock, OnStale, OnFresh);
        foreach (var channel in channels)
        {
            channel.WatchNumber = watch.Add(channel.Subscription.Channel is MarketChannel.Book or MarketChannel.Quotes ? options.LongestBookSilence : options.LongestTradeSilence);
            channel.AskAgain = AskAgain;
        }
        wholeConnection = watch.Add(options.LongestSilence);
        socket = new ReconnectingSocket(this, clock, options.Sockets);
        socket.Start();
    }

    public bool IsOpen => socket.IsOpen;

    public void Drop(string reason) => socket.Drop(reason);

    public ValueTask<Uri> LocateAsync(CancellationToken cancellation) => ValueTask.FromResult(address);

    public async ValueTask OnOpenedAsync(SocketSession session, CancellationToken cancellation)
    {
        lock (recovery.Gate)
        {
            listener.Notify(new FeedNotice(FeedNoticeKind.Connected, clock.Local, null, $"connection {session.Generation} to {address.Host}"));
            foreach (var channel in channels) channel.Connected();
        }
        foreach (var alike in channels.GroupBy(channel => (channel.Channel, channel.Parameters)))
            foreach (var chunk in alike.Chunk(SymbolsPerMessage)) await SendAsync(session, "subscribe", chunk, cancellation).ConfigureAwait(false);
        watch.Resume();
    }

    public void OnMessage(SocketSession session, ReadOnlySpan<byte> message, Instant receivedAt)
    {
        watch.Heard(wholeConnection);
        try
        {
            var found = SocketMessage.Read(message);
            if (found.Channel.IsEmpty) TakeAnswer(message);
            else if (found.Data.Length > 0 && found.Data[0] == '[') TakeData(found, receivedAt);
        }
        catch (JsonException e)
        {
            Complain($"a message is not JSON: {e.Message}");
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
        await socket.DisposeAsync().ConfigureAwait(false);
        await watch.DisposeAsync().ConfigureAwait(false);
    }

    private void TakeData(SocketMessage message, Instant receivedAt)
    {
        lock (recovery.Gate)
        {
            var items = new DataItems(message.Data);
            while (items.MoveNext())
            {
                if (!byName.TryGetValue(HashOf(message.Channel, items.Symbol), out var channel) || !items.Symbol.SequenceEqual(channel.SymbolBytes) || !message.Channel.SequenceEqual(channel.ChannelBytes)) continue;
                watch.Heard(channel.WatchNumber);
                channel.Take(items.Item, message.IsSnapshot, receivedAt);
            }
        }
    }

    /// <summary>Answers to requests say whether a subscription was taken.</summary>
    private void TakeAnswer(ReadOnlySpan<byte> message)
    {
        using var document = AnswerJson.TryParse(message.ToArray());
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("success", out var success) || success.ValueKind != JsonValueKind.False) return;
        // Asked for again while it stands: nothing is missing.
        var error = root.TextOrEmpty("error");
        if (error.Contains("lready subscribed", StringComparison.Ordinal) || error.Contains("ot found", StringComparison.OrdinalIgnoreCase)) return;
        Complain($"the venue refused a subscription: {error} {root.TextOrEmpty("symbol")}".TrimEnd());
    }

    private void Complain(string detail)
    {
        lock (recovery.Gate) listener.Notify(new FeedNotice(FeedNoticeKind.Problem, clock.Local, null, detail));
    }

    private void OnStale(int number, StaleStep step)
    {
        if (number == wholeConnection)
        {
            Drop("the connection is silent");
            return;
        }
        var channel = channels[number];
        lock (recovery.Gate) channel.Tell(FeedNoticeKind.Stale, step == StaleStep.Resubscribe ? "silent; asking for it again" : "silent still; connecting anew");
        if (step == StaleStep.Reconnect) Drop($"{channel.Channel} {channel.Symbol} is silent");
        else AskAgain(channel);
    }

    private void OnFresh(int number)
    {
        if (number == wholeConnection) return;
        lock (recovery.Gate) channels[number].Tell(FeedNoticeKind.Fresh, "");
    }

    private void AskAgain(FeedChannel channel)
    {
        if (socket.Current is { } session) _ = AskAgainAsync(session, channel);
    }

    private async Task AskAgainAsync(SocketSession session, FeedChannel channel)
    {
        // Leaves the lock, and the thread that receives.
        await Task.Yield();
        try
        {
            await SendAsync(session, "unsubscribe", [channel], session.Ending).ConfigureAwait(false);
            await SendAsync(session, "subscribe", [channel], session.Ending).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is gone; the next one asks for everything.
        }
    }

    private ValueTask SendAsync(SocketSession session, string method, FeedChannel[] alike, CancellationToken cancellation)
    {
        var symbols = string.Join(',', alike.Select(channel => $"\"{channel.Symbol}\""));
        return session.SendAsync($$$"""{"method":"{{{method}}}","params":{"channel":"{{{alike[0].Channel}}}","symbol":[{{{symbols}}}]{{{alike[0].Parameters}}}},"req_id":{{{Interlocked.Increment(ref nextId)}}}}""", cancellation);
    }

    private static int HashOf(ReadOnlySpan<byte> channel, ReadOnlySpan<byte> symbol)
    {
        var hash = new HashCode();
        hash.AddBytes(channel);
        hash.AddBytes(symbol);
        return hash.ToHashCode();
    }
}
