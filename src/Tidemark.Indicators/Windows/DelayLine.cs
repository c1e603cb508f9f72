using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Windows;

/// <summary>Gives back each value n values later.</summary>
public struct DelayLine
{
    private readonly double[] values;
    private int next;

    /// <exception cref="ArgumentOutOfRangeException">The length is not positive.</exception>
    public DelayLine(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        values = new double[length];
        values.AsSpan().Fill(double.NaN);
    }

    public readonly int Length => values.Length;

    /// <summary>Takes a value; returns the one taken n values before, NaN as long as there is none.</summary>
    public double Exchange(double value)
    {
        var before = values[next];
        values[next] = value;
        if (++next == values.Length) next = 0;
        return before;
    }

    /// <summary>Names its fields for saving and loading.</summary>
    public void Keep(IndicatorState state)
    {
        state.Keep(values);
        state.Keep(ref next);
    }
}
