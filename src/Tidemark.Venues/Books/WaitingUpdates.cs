using Tidemark.Engine.Events;

namespace Tidemark.Venues.Books;

/// <summary>Updates that came before their snapshot, copied, oldest first. Where there are too many, the oldest go: the snapshot will be newer.</summary>
internal sealed class WaitingUpdates
{
    private const int Most = 4_096;
    private readonly Queue<Waiting> queue = new();

    public int Count => queue.Count;

    public UpdateMark First => queue.Peek().Mark;

    public void Add(in BookArrival update, in UpdateMark mark)
    {
        if (queue.Count == Most) queue.Dequeue();
        queue.Enqueue(new Waiting(mark, update.EventTime, update.ReceivedAt, update.Id, update.Ticks.ToArray(), update.Lots.ToArray(), update.BidTicks.Length));
    }

    public Waiting Take() => queue.Dequeue();

    public void Clear() => queue.Clear();

    internal sealed record Waiting(UpdateMark Mark, Instant EventTime, Instant ReceivedAt, long Id, long[] Ticks, long[] Lots, int BidCount)
    {
        public BookArrival ToArrival(InstrumentIndex instrument) => new(instrument, BookMessageKind.Update, EventTime, ReceivedAt, Id, Ticks, Lots, BidCount);
    }
}
