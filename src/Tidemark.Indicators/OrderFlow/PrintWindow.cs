using System.Numerics;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.OrderFlow;

/// <summary>The last prints by number or by age, as a ring that grows to what the busiest window needs.</summary>
/// <param name="largest">The most prints; <see cref="int.MaxValue"/> where age alone counts.</param>
/// <param name="span">How old a print may become.</param>
internal sealed class PrintWindow(int largest, Duration span)
{
    private const int Most = 1 << 28;
    private long[] times = new long[64];
    private double[] values = new double[64];
    private int first;
    private int count;

    /// <summary>Whether what it holds is a whole window: as many prints as asked for, or any by age.</summary>
    public bool IsDefined => count == largest || largest == int.MaxValue;

    /// <summary>Whether the oldest must leave before a print of a time enters.</summary>
    public bool MustLeave(Instant time) => count > 0 && (count == largest || (largest == int.MaxValue && time.Nanoseconds - times[first] >= span.Nanoseconds));

    /// <summary>Takes the oldest out; returns its value.</summary>
    public double Leave()
    {
        var value = values[first];
        first = (first + 1) & (values.Length - 1);
        count--;
        return value;
    }

    public void Enter(Instant time, double value)
    {
        if (count == values.Length) Grow();
        var last = (first + count) & (values.Length - 1);
        times[last] = time.Nanoseconds;
        values[last] = value;
        count++;
    }

    public void Keep(IndicatorState state)
    {
        var kept = count;
        state.Keep(ref kept);
        if (kept != count) Restore(kept);
        for (var i = 0; i < count; i++)
        {
            var index = (first + i) & (values.Length - 1);
            state.Keep(ref times[index]);
            state.Keep(ref values[index]);
        }
    }

    private void Restore(int kept)
    {
        if (kept < 0 || kept > Math.Min(largest, Most)) throw new ArgumentException("the bytes are not the state of this window");
        var room = Math.Max(values.Length, (int)BitOperations.RoundUpToPowerOf2((uint)kept));
        (times, values) = (new long[room], new double[room]);
        (first, count) = (0, kept);
    }

    private void Grow()
    {
        var (oldTimes, oldValues) = (times, values);
        (times, values) = (new long[2 * oldTimes.Length], new double[2 * oldValues.Length]);
        for (var i = 0; i < count; i++)
        {
            var from = (first + i) & (oldValues.Length - 1);
            (times[i], values[i]) = (oldTimes[from], oldValues[from]);
        }
        first = 0;
    }
}
