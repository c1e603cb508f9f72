using System.Text;
using System.Text.Json;
using Tidemark.Venues.Books;
using Tidemark.Venues.Kraken.Answers;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Kraken.Streams;

/// <summary>One subscription of a connection: reads its messages and hands them on. Called under the feed's lock.</summary>
internal abstract class FeedChannel(MarketSubscription subscription, KrakenPair pair, string channel, string parameters, IMarketListener listener, RecoveryGate recovery)
{
    private static readonly Duration NoticePause = Duration.FromSeconds(60);
    private Instant noticedAt = Instant.MinValue;

    public MarketSubscription Subscription => subscription;

    /// <summary>The venue's name of the channel.</summary>
    public string Channel => channel;

    /// <summary>What else a request for it has, as JSON with a comma before.</summary>
    public string Parameters => parameters;

    public string Symbol => pair.SocketSymbol;

    /// <summary>Channel and symbol as they stand in messages.</summary>
    public byte[] ChannelBytes { get; } = Encoding.UTF8.GetBytes(channel);

    public byte[] SymbolBytes { get; } = Encoding.UTF8.GetBytes(pair.SocketSymbol);

    /// <summary>Its place in the watch of its connection.</summary>
    public int WatchNumber { get; set; }

    /// <summary>Asks the venue for the subscription again, where there is a connection.</summary>
    public Action<FeedChannel>? AskAgain { get; set; }

    protected KrakenPair Pair => pair;

    protected IMarketListener Listener => listener;

    protected RecoveryGate Recovery => recovery;

    protected InstrumentIndex Index => subscription.Index;

    /// <param name="item">One object of the data.</param>
    /// <param name="isSnapshot">Whether it came with the first message of a subscription.</param>
    /// <param name="receivedAt">When.</param>
    public void Take(ReadOnlySpan<byte> item, bool isSnapshot, Instant receivedAt)
    {
        try
        {
            Read(item, isSnapshot, receivedAt);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or OverflowException or ArgumentException)
        {
            Complain(e.Message);
            Unreadable();
        }
    }

    public virtual void Connected() { }

    public virtual void Disconnected() { }

    public void Tell(FeedNoticeKind kind, string detail) => listener.Notify(new FeedNotice(kind, recovery.Now, subscription, detail));

    protected abstract void Read(ReadOnlySpan<byte> item, bool isSnapshot, Instant receivedAt);

    /// <summary>A message could not be read.</summary>
    protected virtual void Unreadable() { }

    /// <summary>Says that a message could not be read, but not for every one of them.</summary>
    private void Complain(string reason)
    {
        var now = recovery.Now;
        if (noticedAt != Instant.MinValue && now - noticedAt < NoticePause) return;
        noticedAt = now;
        Tell(FeedNoticeKind.Problem, $"{channel} {Symbol}: {reason}");
    }
}
