using System.Globalization;
using System.Runtime.InteropServices;
using Tidemark.Engine.Events;
using Tidemark.Venues.Books;
using Tidemark.Venues.Kraken.Answers;
using Tidemark.Venues.Kraken.Wire;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Kraken.Streams;

/// <summary>
/// A validated book. The venue numbers nothing: what shows that a message is missing is the checksum of the ten best levels, and the book is
/// asked for again when it does not fit. What is wrong below them would not be seen, so the book is asked for now and then all the same, and
/// the differences are told as an update.
/// </summary>
internal sealed class BookChannel : FeedChannel, IBookSink
{
    private static readonly Duration Patience = Duration.FromSeconds(5);
    private readonly KrakenOptions options;
    private readonly BookView view;
    private readonly List<long> ticks = [];
    private readonly List<long> lots = [];
    private TaskCompletionSource? waiter;
    private bool isWhole;
    private long lastId;
    private Instant wholeAt;
    private Instant? askedAt;

    public BookChannel(MarketSubscription subscription, KrakenPair pair, KrakenOptions options, IMarketListener listener, RecoveryGate recovery)
        : base(subscription, pair, "book", string.Create(CultureInfo.InvariantCulture, $",\"depth\":{options.BookDepth}"), listener, recovery)
    {
        this.options = options;
        view = new BookView(pair, options.BookDepth);
        Keeper = new BookKeeper(subscription.Index, pair.Instrument.Scale, new CountedBookRule(), this, ReadSnapshotAsync, recovery);
    }

    public BookKeeper Keeper { get; }

    /// <summary>Whether the book was asked for, and may still come.</summary>
    private bool IsAsked => askedAt is { } at && Recovery.Now - at < Patience;

    public override void Connected()
    {
        askedAt = Recovery.Now;
        Keeper.Connected();
    }

    public override void Disconnected()
    {
        (isWhole, askedAt) = (false, null);
        Keeper.Disconnected();
    }

    public void OnBook(in BookArrival message) => Listener.OnBook(message);

    public void OnLost(string reason) => Tell(FeedNoticeKind.BookLost, reason);

    public void OnRestored() => Tell(FeedNoticeKind.BookRestored, "");

    protected override void Read(ReadOnlySpan<byte> item, bool isSnapshot, Instant receivedAt)
    {
        if (!isWhole && !isSnapshot) return;
        view.Take(item, isSnapshot);
        ticks.Clear();
        lots.Clear();
        var bidCount = view.TakeChanges(ticks, lots);
        if (!view.IsRight())
        {
            Lose("the checksum does not fit");
            return;
        }
        lastId++;
        var wasWhole = isWhole;
        if (isSnapshot) (isWhole, askedAt, wholeAt) = (true, null, receivedAt);
        if (wasWhole) Keeper.Update(new BookArrival(Index, BookMessageKind.Update, view.Time, receivedAt, lastId, CollectionsMarshal.AsSpan(ticks), CollectionsMarshal.AsSpan(lots), bidCount), new UpdateMark(lastId, lastId));
        if (isSnapshot) waiter?.TrySetResult();
        else if (!IsAsked && receivedAt - wholeAt > new Duration(options.BookAudit.Ticks * 100)) Ask();
    }

    protected override void Unreadable() => Lose("a message could not be read");

    private void Lose(string reason)
    {
        (isWhole, askedAt) = (false, null);
        Keeper.Doubt(reason);
    }

    private void Ask()
    {
        askedAt = Recovery.Now;
        AskAgain?.Invoke(this);
    }

    /// <summary>The book as it is known, or as it comes after it has been asked for.</summary>
    private async Task<VenueResult<BookSnapshot>> ReadSnapshotAsync(CancellationToken cancellation)
    {
        Task arrival;
        lock (Recovery.Gate)
        {
            if (isWhole) return Snapshot();
            waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            arrival = waiter.Task;
            if (!IsAsked) Ask();
        }
        try
        {
            await arrival.WaitAsync(TimeSpan.FromTicks(Patience.Nanoseconds / 100), options.Time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            lock (Recovery.Gate) askedAt = null;
            return VenueError.Passing(VenueErrorKind.Timeout, $"{Subscription}: the venue sent no snapshot");
        }
        lock (Recovery.Gate) return isWhole ? Snapshot() : VenueError.Passing(VenueErrorKind.Network, $"{Subscription}: the snapshot was overtaken");
    }

    private BookSnapshot Snapshot()
    {
        var (allTicks, allLots, bidCount) = view.ToRows();
        return new BookSnapshot(lastId, view.Time, allTicks, allLots, bidCount);
    }
}
