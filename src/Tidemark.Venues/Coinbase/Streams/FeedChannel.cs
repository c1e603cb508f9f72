using System.Text.Json;
using Tidemark.Venues.Books;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Coinbase.Streams;

/// <summary>One channel of one product on a connection: hands what comes on. Called under the feed's lock.</summary>
/// <param name="subscription">What was asked for; where several things come of one channel, the first of them.</param>
/// <param name="symbol">The product.</param>
/// <param name="name">The channel as one subscribes to it.</param>
/// <param name="listener">Who hears it.</param>
/// <param name="recovery">Of the feed.</param>
internal abstract class FeedChannel(MarketSubscription subscription, string symbol, string name, IMarketListener listener, RecoveryGate recovery)
{
    private static readonly Duration NoticePause = Duration.FromSeconds(60);
    private Instant noticedAt = Instant.MinValue;

    public MarketSubscription Subscription => subscription;

    public string Symbol => symbol;

    public string Name => name;

    /// <summary>Its place in the watch of its connection.</summary>
    public int WatchNumber { get; set; }

    /// <summary>Whether the connection subscribes to it; else it asks for itself when it wants to.</summary>
    public virtual bool IsSubscribedAtOpening => true;

    protected IMarketListener Listener => listener;

    protected RecoveryGate Recovery => recovery;

    protected InstrumentIndex Index => subscription.Index;

    /// <summary>Takes one item of an event: a trade, a candle.</summary>
    public virtual void Take(JsonElement item, Instant receivedAt) { }

    /// <summary>The connection stands.</summary>
    /// <param name="connection">Over which it can ask.</param>
    public virtual void Connected(FeedConnection connection) { }

    public virtual void Disconnected() { }

    /// <summary>A message of the connection was lost, perhaps one of this channel.</summary>
    public virtual void Doubt(string reason) { }

    public void Tell(FeedNoticeKind kind, string detail) => listener.Notify(new FeedNotice(kind, recovery.Now, subscription, detail));

    /// <summary>Says that a message could not be read, but not for every one of them.</summary>
    public void Complain(string detail)
    {
        var now = recovery.Now;
        if (noticedAt != Instant.MinValue && now - noticedAt < NoticePause) return;
        noticedAt = now;
        Tell(FeedNoticeKind.Problem, $"{name} of {symbol}: {detail}");
    }
}
