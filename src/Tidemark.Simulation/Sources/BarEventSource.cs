using Tidemark.Engine.Events;

namespace Tidemark.Simulation.Sources;

/// <summary>
/// Recorded bars of one or more instruments in the order of their arrival: by close time, longer intervals first, then by instrument. A bar
/// arrives at its close; the last bar of a close time says that the instant is complete.
/// </summary>
public sealed class BarEventSource
{
    private readonly BarRows? only;
    private readonly BarMerge? merge;
    private long nextSequence;

    /// <param name="bars">Bars by instrument index.</param>
    public BarEventSource(IReadOnlyList<BarColumns> bars)
    {
        if (bars.Count == 1) only = new BarRows(new InstrumentIndex(0), bars[0], 1);
        else merge = new BarMerge(bars);
    }

    /// <summary>Takes the next bar, good until the next call; false at the end.</summary>
    public bool TryRead(out BarArrival next) => merge is null ? TryReadOnly(only!, out next) : merge.TryRead(out next);

    /// <summary>The next bars of the only instrument, as far as they are at hand; none where there are several, or at the end.</summary>
    internal ReadOnlySpan<Bar> Ahead => only is null ? [] : only.Ahead;

    /// <summary>The length of the interval of the only instrument.</summary>
    internal Duration Length => new(only!.Length);

    /// <summary>Passes over bars that were taken from <see cref="Ahead"/>.</summary>
    internal void Skip(int count)
    {
        only!.Skip(count);
        nextSequence += count;
    }

    private bool TryReadOnly(BarRows rows, out BarArrival next)
    {
        if (rows.IsAtEnd)
        {
            next = default;
            return false;
        }
        next = new BarArrival(rows.Instrument, rows.Current, new Instant(rows.CloseTime), true, nextSequence++);
        rows.MoveNext();
        return true;
    }
}
