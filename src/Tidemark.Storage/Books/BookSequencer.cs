using System.Globalization;

namespace Tidemark.Storage.Books;

/// <summary>
/// Lets through only what makes a right book, by the venue's own numbers: a snapshot, then the update that contains its number, then each
/// update that follows the one before. Updates that came before their snapshot are kept and join it if they are newer. After a missing
/// update nothing passes until the next snapshot.
/// <list type="bullet">
/// <item>Where updates name the one before (<c>pu</c>, futures): the first has U ≤ snapshot ≤ u, each other pu = u of the one before.</item>
/// <item>Where they do not (<c>U</c> and <c>u</c>, spot): the first has U ≤ snapshot + 1 ≤ u, each other U = u of the one before + 1; one that overlaps is taken.</item>
/// <item>Where there are no numbers nothing can be checked.</item>
/// </list>
/// </summary>
/// <param name="target">Takes what passes.</param>
/// <param name="hasSnapshot">Whether a snapshot will ever come; else the book begins with the first update, and is marked as partial.</param>
internal sealed class BookSequencer(RecordingBuilder target, bool hasSnapshot)
{
    /// <summary>More updates are not kept for a snapshot that may come: those of about an hour.</summary>
    private const int MostWaiting = 50_000;
    private const int MostGapsListed = 20;

    private readonly Queue<FeedMessage> waiting = new();
    private readonly List<BookGap> gaps = [];
    private State state = State.Unknown;
    private long last = FeedMessage.NoId;

    public long Stale { get; private set; }

    public long Unusable { get; private set; }

    public long GapCount { get; private set; }

    public IReadOnlyList<BookGap> Gaps => gaps;

    public bool IsPartial { get; private set; }

    /// <summary>Takes the next message of the file.</summary>
    public void Take(FeedMessage message)
    {
        if (message.Kind == BookMessageKind.Snapshot) TakeSnapshot(message);
        else if (message.Kind == BookMessageKind.Update) TakeUpdate(message);
        else if (message.Kind == BookMessageKind.Gap) TakeGap(message);
        else target.Add(message);
    }

    /// <summary>What waits at the end of the file for a snapshot is of no use.</summary>
    public void Finish() => DropWaiting();

    private void TakeSnapshot(FeedMessage snapshot)
    {
        // A snapshot that was long under way must not bring back what is gone.
        if (state == State.Following && snapshot.LastId != FeedMessage.NoId && snapshot.LastId <= last)
        {
            Stale++;
            return;
        }
        target.Add(snapshot);
        last = snapshot.LastId;
        state = State.AfterSnapshot;
        var count = waiting.Count;
        for (; count > 0; count--)
        {
            var update = waiting.Dequeue();
            // It was received before, but could only be used now.
            update.ReceivedAt = snapshot.ReceivedAt;
            update.IsHeldBack = true;
            TakeUpdate(update);
        }
    }

    private void TakeUpdate(FeedMessage update)
    {
        if (state == State.Unknown && !hasSnapshot && GapCount == 0)
        {
            IsPartial = true;
            target.AddBeginning(update);
            Follow(update);
            return;
        }
        if (state == State.Unknown)
        {
            if (waiting.Count == MostWaiting)
            {
                waiting.Dequeue();
                Unusable++;
            }
            waiting.Enqueue(update.Copy());
            return;
        }
        if (update.LastId == FeedMessage.NoId) Follow(update);
        else if (IsStale(update)) Stale++;
        else if (Problem(update) is { } problem) Lose(update, problem);
        else Follow(update);
    }

    /// <summary>A future's first update may end with the very number of the snapshot; it holds nothing new then, but names the chain.</summary>
    private bool IsStale(FeedMessage update) =>
        state == State.AfterSnapshot && update.PreviousId != FeedMessage.NoId ? update.LastId < last : update.LastId <= last;

    private string? Problem(FeedMessage update)
    {
        var isChained = update.PreviousId != FeedMessage.NoId;
        if (state == State.AfterSnapshot)
            return update.FirstId <= (isChained ? last : last + 1) || (isChained && update.PreviousId == last) ? null : Text($"the first update after the snapshot of {last} begins with {update.FirstId}");
        if (isChained) return update.PreviousId == last ? null : Text($"the update says that {update.PreviousId} came before it, and that was {last}");
        return update.FirstId <= last + 1 ? null : Text($"the update begins with {update.FirstId} after {last}");
    }

    private void Follow(FeedMessage update)
    {
        target.Add(update);
        last = update.LastId;
        state = State.Following;
    }

    private void Lose(FeedMessage update, string problem)
    {
        AddGap(update, problem);
        TakeUpdate(update);
    }

    /// <summary>The recorder says that updates are missing. What waits came before.</summary>
    private void TakeGap(FeedMessage message)
    {
        DropWaiting();
        if (state != State.Unknown) AddGap(message, "the recorder lost updates");
    }

    private void AddGap(FeedMessage message, string problem)
    {
        GapCount++;
        if (gaps.Count < MostGapsListed) gaps.Add(new BookGap(message.Line, problem));
        target.AddGap(message);
        state = State.Unknown;
    }

    private void DropWaiting()
    {
        Unusable += waiting.Count;
        waiting.Clear();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private enum State
    {
        Unknown,
        AfterSnapshot,
        Following,
    }
}
