using Tidemark.Venues.Binance.Wire;
using Tidemark.Venues.Books;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Binance.Streams;

/// <summary>One stream of a connection: reads its messages and hands them on. Called under the feed's lock.</summary>
internal abstract class FeedChannel(MarketSubscription subscription, string stream, IMarketListener listener, RecoveryGate recovery)
{
    private static readonly Duration NoticePause = Duration.FromSeconds(60);
    private Instant noticedAt = Instant.MinValue;

    public MarketSubscription Subscription => subscription;

    /// <summary>The venue's name of the stream.</summary>
    public string Stream => stream;

    /// <summary>Its place in the watch of its connection.</summary>
    public int WatchNumber { get; set; }

    protected IMarketListener Listener => listener;

    protected InstrumentIndex Index => subscription.Index;

    public abstract void Take(ReadOnlySpan<byte> message, Instant receivedAt);

    public virtual void Connected() { }

    public virtual void Disconnected() { }

    public void Tell(FeedNoticeKind kind, string detail) => listener.Notify(new FeedNotice(kind, recovery.Now, subscription, detail));

    /// <summary>Says that a message could not be read, but not for every one of them.</summary>
    protected void Complain(WireResult result)
    {
        var now = recovery.Now;
        if (noticedAt != Instant.MinValue && now - noticedAt < NoticePause) return;
        noticedAt = now;
        Tell(FeedNoticeKind.Problem, $"{stream}: {result}");
    }
}
