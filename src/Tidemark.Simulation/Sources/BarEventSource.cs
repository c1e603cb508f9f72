using Tidemark.Engine.Events;

namespace Tidemark.Simulation.Sources;

/// <summary>
/// Recorded bars of one or more instruments as events: by close time, longer intervals first, then by instrument. A bar's event
/// arrives at its close; the last bar of a close time says that the instant is complete.
/// </summary>
public sealed class BarEventSource
{
    private readonly BarCursor? only;
    private readonly BarMerge? merge;
    private long nextSequence;

    /// <param name="bars">Bars by instrument index.</param>
    public BarEventSource(IReadOnlyList<BarColumns> bars)
    {
        if (bars.Count == 1) only = new BarCursor(new InstrumentIndex(0), bars[0]);
        else merge = new BarMerge(bars);
    }

    /// <summary>Takes the next event; false at the end.</summary>
    public bool TryRead(out EngineEvent next) => merge is null ? TryReadOnly(only!, out next) : merge.TryRead(out next);

    private bool TryReadOnly(BarCursor cursor, out EngineEvent next)
    {
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
}
