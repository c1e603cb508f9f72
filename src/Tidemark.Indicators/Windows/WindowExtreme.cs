using System.Numerics;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Windows;

/// <summary>
/// The highest or the lowest of the last n values, at a cost per value that does not grow with n on average: values that a later one
/// has reached or passed are forgotten, so what is kept falls (or rises) from the extreme to the newest.
/// </summary>
public struct WindowExtreme
{
    private readonly double[] values;
    private readonly int[] times;
    private readonly int length;
    private readonly bool isHighest;
    private int first;
    private int kept;
    private int now;
    private int seen;

    private WindowExtreme(int length, bool isHighest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        this.length = length;
        this.isHighest = isHighest;
        var room = (int)BitOperations.RoundUpToPowerOf2((uint)length);
        values = new double[room];
        times = new int[room];
    }

    /// <exception cref="ArgumentOutOfRangeException">The length is not positive.</exception>
    public static WindowExtreme Highest(int length) => new(length, isHighest: true);

    /// <exception cref="ArgumentOutOfRangeException">The length is not positive.</exception>
    public static WindowExtreme Lowest(int length) => new(length, isHighest: false);

    /// <summary>Whether n values have come.</summary>
    public readonly bool IsFull => seen == length;

    /// <summary>The extreme of the values in the window.</summary>
    public readonly double Value => values[first];

    /// <summary>How many values ago the extreme came: 0 for the newest; of equal ones the newest counts.</summary>
    public readonly int Age => now - times[first];

    /// <summary>Takes the next value; returns the extreme.</summary>
    public double Add(double value)
    {
        var mask = values.Length - 1;
        now++;
        if (seen < length) seen++;
        if (kept > 0 && now - times[first] >= length)
        {
            first = (first + 1) & mask;
            kept--;
        }
        while (kept > 0 && IsReached(values[(first + kept - 1) & mask], value)) kept--;
        var last = (first + kept) & mask;
        values[last] = value;
        times[last] = now;
        kept++;
        return values[first];
    }

    /// <summary>Names its fields for saving and loading.</summary>
    public void Keep(IndicatorState state)
    {
        state.Keep(values);
        state.Keep(times);
        state.Keep(ref first);
        state.Keep(ref kept);
        state.Keep(ref now);
        state.Keep(ref seen);
    }

    private readonly bool IsReached(double older, double newer) => isHighest ? newer >= older : newer <= older;
}
