using Tidemark.Venues.Books;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Bybit.Streams;

/// <summary>One topic of a connection: reads its messages and hands them on. Called under the feed's lock.</summary>
internal abstract class StreamChannel(MarketSubscription subscription, string topic, IMarketListener listener, RecoveryGate recovery)
{
    private static readonly Duration NoticePause = Duration.FromSeconds(60);
    private Instant noticedAt = Instant.MinValue;

    public MarketSubscription Subscription => subscription;

    /// <summary>The venue's name of the stream.</summary>
    public string Topic => topic;

    /// <summary>Its place in the watch of its connection.</summary>
    public int WatchNumber { get; set; }

    /// <summary>Asks for the topic again, so that it begins anew.</summary>
    public Func<CancellationToken, Task> AskAgainAsync { get; set; } = _ => Task.CompletedTask;

    protected IMarketListener Listener => listener;

    protected RecoveryGate Recovery => recovery;

    protected InstrumentIndex Index => subscription.Index;

    public void Take(ReadOnlySpan<byte> message, Instant receivedAt)
    {
        try
        {
            Read(message, receivedAt);
        }
        catch (Exception e) when (JsonFields.IsFault(e))
        {
            Complain(e.Message.ReplaceLineEndings(" "));
            Unreadable();
        }
    }

    /// <summary>The connection stands; what was asked for comes after this.</summary>
    public virtual void Connected() { }

    /// <summary>The venue has taken the subscription.</summary>
    public virtual void Confirmed() { }

    public virtual void Disconnected() { }

    /// <summary>A message could not be read, and it may have been one of this topic.</summary>
    public virtual void Unreadable() { }

    public void Tell(FeedNoticeKind kind, string detail) => listener.Notify(new FeedNotice(kind, recovery.Now, subscription, detail));

    /// <exception cref="Exception">One that <see cref="JsonFields.IsFault"/> knows: the message is not what it should be.</exception>
    protected abstract void Read(ReadOnlySpan<byte> message, Instant receivedAt);


    private void Complain(string fault)
    {
        var now = recovery.Now;
        if (noticedAt != Instant.MinValue && now - noticedAt < NoticePause) return;
        noticedAt = now;
        Tell(FeedNoticeKind.Problem, $"{topic}: {fault}");
    }
}
