using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Windows;

/// <summary>The last n values in order of size, for ranks and quantiles: finding is logarithmic, taking in moves at most n values in memory.</summary>
public struct SortedWindow
{
    private readonly double[] window;
    private readonly double[] sorted;
    private int next;
    private int count;

    /// <exception cref="ArgumentOutOfRangeException">The length is not positive.</exception>
    public SortedWindow(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        window = new double[length];
        sorted = new double[length];
    }

    public readonly bool IsFull => count == window.Length;

    /// <summary>Values in the window.</summary>
    public readonly int Count => count;

    /// <summary>The values from the smallest on.</summary>
    public readonly ReadOnlySpan<double> Sorted => sorted.AsSpan(0, count);

    /// <summary>How many values are less than the given one.</summary>
    public readonly int CountBelow(double value) => Position(value, orEqual: false);

    /// <summary>How many values are less than the given one or equal to it.</summary>
    public readonly int CountUpTo(double value) => Position(value, orEqual: true);

    /// <summary>Takes a value in for the oldest.</summary>
    public void Add(double value)
    {
        if (count == window.Length)
        {
            var gone = Position(window[next], orEqual: false);
            Array.Copy(sorted, gone + 1, sorted, gone, count - gone - 1);
            count--;
        }
        var place = Position(value, orEqual: true);
        Array.Copy(sorted, place, sorted, place + 1, count - place);
        sorted[place] = value;
        window[next] = value;
        count++;
        if (++next == window.Length) next = 0;
    }

    /// <summary>Names its fields for saving and loading.</summary>
    public void Keep(IndicatorState state)
    {
        state.Keep(window);
        state.Keep(sorted);
        state.Keep(ref next);
        state.Keep(ref count);
    }

    private readonly int Position(double value, bool orEqual)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (sorted[middle] < value || (orEqual && sorted[middle] == value)) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
