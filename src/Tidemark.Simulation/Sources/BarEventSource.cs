using Tidemark.Engine.Events;

namespace Tidemark.Simulation.Sources;

/// <summary>
/// Recorded bars of one or more instruments as events: by close time, longer intervals first, then by instrument. A bar's event
/// arrives at its close; the last bar of a close time says that the instant is complete.
/// </summary>
public sealed class BarEventSource
{
    private readonly BarCursor[] cursors;
    private readonly PriorityQueue<BarCursor, (Instant Close, long ShorterLast, int Instrument)>? queue;
    private long nextSequence;

    /// <param name="bars">Bars by instrument index.</param>
    public BarEventSource(IReadOnlyList<BarColumns> bars)
    {
        cursors = [.. bars.Select((columns, index) => new BarCursor(new InstrumentIndex(index), columns))];
        if (cursors.Length == 1) return;
        queue = new();
        foreach (var cursor in cursors) Enqueue(cursor);
    }

    /// <summary>Takes the next event; false at the end.</summary>
    public bool TryRead(out EngineEvent next) => queue is null ? TryReadOnly(out next) : TryReadEarliest(out next);

    private bool TryReadOnly(out EngineEvent next)
    {
        var cursor = cursors[0];
        if (cursor.IsAtEnd)
        {
            next = default;
            return false;
        }
        var closeTime = cursor.CloseTime;
        next = EngineEvent.ForBar(cursor.Instrument, cursor.Current, closeTime, closeTime, true, nextSequence++);
        cursor.MoveNext();
        return true;
    }

    private bool TryReadEarliest(out EngineEvent next)
    {
        if (!queue!.TryDequeue(out var cursor, out _))
        {
            next = default;
            return false;
        }
        var closeTime = cursor.CloseTime;
        var bar = cursor.Current;
        cursor.MoveNext();
        Enqueue(cursor);
        var closesInstant = !queue.TryPeek(out _, out var following) || following.Close > closeTime;
        next = EngineEvent.ForBar(cursor.Instrument, bar, closeTime, closeTime, closesInstant, nextSequence++);
        return true;
    }

    private void Enqueue(BarCursor cursor)
    {
        if (!cursor.IsAtEnd) queue!.Enqueue(cursor, (cursor.CloseTime, -cursor.Length, cursor.Instrument.Value));
    }
}
