using Tidemark.Engine.Books;
using Tidemark.Engine.Events;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Books;

/// <summary>
/// Keeps one order book right. Updates wait until a snapshot has come that they follow; from then on each must follow the last one by the
/// venue's rule. When one does not, the book is invalid at once, updates wait again, and a new snapshot is asked for: one request at a time,
/// after a pause that grows while it does not help, and few books of a feed at once.
/// </summary>
public sealed class BookKeeper
{
    private readonly InstrumentIndex instrument;
    private readonly IBookRule rule;
    private readonly IBookSink sink;
    private readonly Func<CancellationToken, Task<VenueResult<BookSnapshot>>> readSnapshot;
    private readonly RecoveryGate recovery;
    private readonly Backoff backoff;
    private readonly BookBuilder builder;
    private readonly WaitingUpdates waiting = new();
    private readonly Lock gate;
    private CancellationTokenSource? recovering;
    private bool isConnected;
    private bool isLive;
    private bool isFirst;
    private Instant restoredAt;
    private int doubts;

    /// <param name="instrument">Its number for the sink.</param>
    /// <param name="scale">The grid of the book.</param>
    /// <param name="rule">How updates follow each other.</param>
    /// <param name="sink">Hears what the book becomes.</param>
    /// <param name="readSnapshot">Asks for a snapshot; or, where it comes by the stream, asks for that and gives it when it is there.</param>
    /// <param name="recovery">Lets few books of a feed recover at once, and holds the lock under which everything happens.</param>
    public BookKeeper(InstrumentIndex instrument, BookScale scale, IBookRule rule, IBookSink sink, Func<CancellationToken, Task<VenueResult<BookSnapshot>>> readSnapshot, RecoveryGate recovery)
    {
        (this.instrument, this.rule, this.sink, this.readSnapshot, this.recovery) = (instrument, rule, sink, readSnapshot, recovery);
        gate = recovery.Gate;
        backoff = recovery.NewBackoff();
        builder = new BookBuilder(scale);
    }

    /// <summary>Whether the book is whole.</summary>
    public bool IsLive { get { lock (gate) return isLive; } }

    /// <summary>Reads the book, which does not change meanwhile.</summary>
    public T Read<T>(Func<OrderBook, T> read)
    {
        lock (gate) return read(builder.Book);
    }

    /// <summary>The stream stands: updates follow.</summary>
    public void Connected()
    {
        lock (gate)
        {
            isConnected = true;
            if (!isLive) Recover();
        }
    }

    /// <summary>The stream broke: what follows is not known.</summary>
    public void Disconnected()
    {
        lock (gate)
        {
            isConnected = false;
            recovering?.Cancel();
            recovering = null;
            waiting.Clear();
            if (isLive) Lose("the connection broke");
        }
    }

    /// <summary>Takes a snapshot that came by the stream, asked for or not: the book begins with it, whatever there was before.</summary>
    public void Begin(BookSnapshot snapshot)
    {
        lock (gate)
        {
            if (!isConnected) return;
            recovering?.Cancel();
            recovering = null;
            // The stream is in order: what came before the snapshot is in it.
            waiting.Clear();
            var wasLive = isLive;
            Start(snapshot);
            if (wasLive) return;
            restoredAt = recovery.Now;
            sink.OnRestored();
        }
    }

    /// <summary>Takes an update, in the order in which it was received.</summary>
    public void Update(in BookArrival update, in UpdateMark mark)
    {
        lock (gate)
        {
            if (!isConnected) return;
            if (!isLive) waiting.Add(update, mark);
            else if (!TryFollow(update, mark)) Restart(update, mark);
        }
    }

    /// <summary>A message of the stream could not be used: what the book is now is not known.</summary>
    public void Doubt(string reason)
    {
        lock (gate)
        {
            if (!isConnected) return;
            doubts++;
            waiting.Clear();
            if (isLive) Lose(reason);
            Recover();
        }
    }

    private bool TryFollow(in BookArrival update, in UpdateMark mark)
    {
        switch (rule.Judge(builder.Book.UpdateId, isFirst, mark))
        {
            case UpdateVerdict.Old:
                return true;
            case UpdateVerdict.Gap:
                return false;
        }
        builder.Apply(update);
        isFirst = false;
        if (!rule.IsRight(builder.Book, mark)) return false;
        sink.OnBook(update);
        return true;
    }

    /// <summary>An update does not follow: it may follow the next snapshot.</summary>
    private void Restart(in BookArrival update, in UpdateMark mark)
    {
        Lose($"the update {mark.First}-{mark.Last} does not follow {builder.Book.UpdateId}");
        waiting.Add(update, mark);
        Recover();
    }

    private void Start(BookSnapshot snapshot)
    {
        var whole = snapshot.ToArrival(instrument, recovery.Now);
        builder.Apply(whole);
        (isFirst, isLive) = (true, true);
        sink.OnBook(whole);
    }

    private void Lose(string reason)
    {
        isLive = false;
        if (recovery.Now - restoredAt > recovery.GoodAfter) backoff.Reset();
        var gap = new BookArrival(instrument, BookMessageKind.Gap, recovery.Now, recovery.Now, builder.Book.UpdateId, [], [], 0);
        builder.Apply(gap);
        sink.OnBook(gap);
        sink.OnLost(reason);
    }

    private void Recover()
    {
        if (recovering is not null) return;
        recovering = recovery.NewCancellation();
        _ = RecoverAsync(recovering);
    }

    private async Task RecoverAsync(CancellationTokenSource mine)
    {
        // Leaves the lock, and the thread that receives.
        await Task.Yield();
        try
        {
            while (true)
            {
                await recovery.PauseAsync(backoff, mine.Token).ConfigureAwait(false);
                var before = 0;
                var snapshot = await recovery.AskAsync(ct =>
                {
                    before = Volatile.Read(ref doubts);
                    return readSnapshot(ct);
                }, mine.Token).ConfigureAwait(false);
                if (snapshot.TryGet(out var found, out _) && TryBegin(found, mine, before)) return;
            }
        }
        catch (OperationCanceledException)
        {
            // Disconnected, or closed: a new connection begins anew.
        }
        finally
        {
            lock (gate)
            {
                if (recovering == mine) recovering = null;
                mine.Dispose();
            }
        }
    }

    /// <summary>Begins with a snapshot where the waiting updates follow it.</summary>
    private bool TryBegin(BookSnapshot snapshot, CancellationTokenSource mine, int doubtsBefore)
    {
        lock (gate)
        {
            if (mine.IsCancellationRequested || recovering != mine) return true;
            // What got lost since it was asked for may have been an update that follows it.
            if (doubts != doubtsBefore) return false;
            // The snapshot is from before the first update that we have: a later one is needed.
            if (waiting.Count > 0 && rule.Judge(snapshot.UpdateId, isFirst: true, waiting.First) == UpdateVerdict.Gap) return false;
            Start(snapshot);
            while (waiting.Count > 0)
            {
                var update = waiting.Take();
                if (TryFollow(update.ToArrival(instrument), update.Mark)) continue;
                Lose("updates are missing among those that waited");
                waiting.Clear();
                return false;
            }
            recovering = null;
            restoredAt = recovery.Now;
            sink.OnRestored();
            return true;
        }
    }
}
