using Tidemark.Engine.Events;

namespace Tidemark.Simulation.Sources;

/// <summary>
/// Merges the bars of many series by instants: bars close on common grids, so that one pass over the close times finds the next
/// instant and everything that closes in it. Where all series have a bar at each instant this costs the same per bar for 200 series as
/// for 20; no heap does.
/// </summary>
internal sealed class BarMerge
{
    private readonly BarRows[] rows;
    private readonly long[] closeTimes;
    private readonly int[] closing;
    private int closingCount;
    private int position;
    private Instant instant;
    private long nextSequence;

    /// <param name="bars">Bars by instrument index.</param>
    public BarMerge(IReadOnlyList<BarColumns> bars)
    {
        // The order inside an instant: longer intervals first, then by instrument.
        rows = [.. bars.Select((columns, index) => new BarRows(new InstrumentIndex(index), columns, bars.Count)).OrderByDescending(series => series.Length).ThenBy(series => series.Instrument.Value)];
        closeTimes = [.. rows.Select(series => series.CloseTime)];
        closing = new int[rows.Length];
    }

    /// <summary>Takes the next bar; false at the end.</summary>
    public bool TryRead(out BarArrival next)
    {
        if (position == closingCount && !TryFindInstant())
        {
            next = default;
            return false;
        }
        var number = closing[position++];
        var series = rows[number];
        next = new BarArrival(series.Instrument, series.Current, instant, position == closingCount, nextSequence++);
        series.MoveNext();
        closeTimes[number] = series.CloseTime;
        return true;
    }

    private bool TryFindInstant()
    {
        var earliest = long.MaxValue;
        foreach (var time in closeTimes) earliest = Math.Min(earliest, time);
        if (earliest == long.MaxValue) return false;
        instant = new Instant(earliest);
        position = 0;
        closingCount = 0;
        for (var number = 0; number < closeTimes.Length; number++)
        {
            // Written always and counted only when it closes now: no branch to be guessed wrong.
            closing[closingCount] = number;
            closingCount += closeTimes[number] == earliest ? 1 : 0;
        }
        return true;
    }
}
