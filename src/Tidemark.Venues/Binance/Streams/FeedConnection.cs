using System.Text.Json;
using Tidemark.Venues.Binance.Wire;
using Tidemark.Venues.Books;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Sockets;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Binance.Streams;

/// <summary>One socket of a feed with its streams: asks for them after each connection, hands messages to them, and watches that they speak.</summary>
internal sealed class FeedConnection : ISocketHandler, IAsyncDisposable
{
    /// <summary>The venue takes at most five messages a second from us.</summary>
    private static readonly TimeSpan MessagePause = TimeSpan.FromMilliseconds(250);
    private const int StreamsPerMessage = 100;
    private readonly Uri address;
    private readonly FeedChannel[] channels;
    private readonly IMarketListener listener;
    private readonly RecoveryGate recovery;
    private readonly VenueClock clock;
    private readonly ReconnectingSocket socket;
    private readonly FreshnessWatch watch;
    private readonly Dictionary<string, FeedChannel>.AlternateLookup<ReadOnlySpan<byte>> byStream;
    private int nextId;

    public FeedConnection(BinanceOptions options, string path, FeedChannel[] channels, IMarketListener listener, RecoveryGate recovery, VenueClock clock)
    {
        (this.channels, this.listener, this.recovery, this.clock) = (channels, listener, recovery, clock);
        address = new Uri(options.Endpoints.Streams, path);
        byStream = channels.ToDictionary(channel => channel.Stream, StreamNameComparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();
        watch = new FreshnessWatch(clock, OnStale, OnFresh);
        foreach (var channel in channels)
            channel.WatchNumber = watch.Add(channel.Subscription.Channel is MarketChannel.Book or MarketChannel.Quotes or MarketChannel.MarkPrice ? options.LongestBookSilence : options.LongestTradeSilence);
        socket = new ReconnectingSocket(this, clock, options.Sockets);
        socket.Start();
    }

    public bool IsOpen => socket.IsOpen;

    public void Drop(string reason) => socket.Drop(reason);

    public ValueTask<Uri> LocateAsync(CancellationToken cancellation) => ValueTask.FromResult(address);

    public async ValueTask OnOpenedAsync(SocketSession session, CancellationToken cancellation)
    {
        foreach (var chunk in channels.Chunk(StreamsPerMessage))
        {
            await SendAsync(session, "SUBSCRIBE", chunk.Select(channel => channel.Stream), cancellation).ConfigureAwait(false);
            if (channels.Length > StreamsPerMessage) await Task.Delay(MessagePause, clock.Provider, cancellation).ConfigureAwait(false);
        }
        watch.Resume();
        lock (recovery.Gate)
        {
            listener.Notify(new FeedNotice(FeedNoticeKind.Connected, clock.Local, null, $"connection {session.Generation} to {address.Host}"));
            foreach (var channel in channels) channel.Connected();
        }
    }

    public void OnMessage(SocketSession session, ReadOnlySpan<byte> message, Instant receivedAt)
    {
        if (StreamMessage.Read(message, out var found).IsOk && byStream.TryGetValue(found.Stream, out var channel))
        {
            lock (recovery.Gate)
            {
                watch.Heard(channel.WatchNumber);
                channel.Take(message, receivedAt);
            }
        }
        else
        {
            TakeOther(message, session);
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

    private void TakeOther(ReadOnlySpan<byte> message, SocketSession session)
    {
        using var document = AnswerJson.TryParse(message.ToArray());
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root) Complain("a message is not JSON");
        else if (root.TryGetProperty("error", out var error)) Complain($"the venue refused a subscription: {error}");
        else if (root.TryGetProperty("e", out var kind) && kind.ValueEquals("serverShutdown"u8)) session.Drop("the venue announces its shutdown");
    }

    private void Complain(string detail)
    {
        lock (recovery.Gate) listener.Notify(new FeedNotice(FeedNoticeKind.Problem, clock.Local, null, detail));
    }

    private void OnStale(int number, StaleStep step)
    {
        var channel = channels[number];
        lock (recovery.Gate) channel.Tell(FeedNoticeKind.Stale, step == StaleStep.Resubscribe ? "silent; asking for it again" : "silent still; connecting anew");
        if (step == StaleStep.Reconnect) Drop($"{channel.Stream} is silent");
        else if (socket.Current is { } session) _ = AskAgainAsync(session, channel.Stream);
    }

    private void OnFresh(int number)
    {
        lock (recovery.Gate) channels[number].Tell(FeedNoticeKind.Fresh, "");
    }

    private async Task AskAgainAsync(SocketSession session, string stream)
    {
        try
        {
            await SendAsync(session, "UNSUBSCRIBE", [stream], session.Ending).ConfigureAwait(false);
            await SendAsync(session, "SUBSCRIBE", [stream], session.Ending).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is gone; the next one asks for everything.
        }
    }

    private ValueTask SendAsync(SocketSession session, string method, IEnumerable<string> streams, CancellationToken cancellation)
    {
        var names = string.Join(',', streams.Select(stream => $"\"{stream}\""));
        return session.SendAsync($$"""{"method":"{{method}}","params":[{{names}}],"id":{{Interlocked.Increment(ref nextId)}}}""", cancellation);
    }
}
