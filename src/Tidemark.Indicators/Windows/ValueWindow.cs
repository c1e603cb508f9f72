using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Windows;

/// <summary>The last n values of a series in a ring.</summary>
internal struct ValueWindow(int length)
{
    private readonly double[] values = new double[length];
    private int next;
    private bool isFull;

    public readonly int Length => values.Length;

    public readonly bool IsFull => isFull;

    /// <summary>Whether the last value taken in closed a round of the ring; every n values it does.</summary>
    public readonly bool HasWrapped => next == 0;

    /// <summary>The slots of the ring, in no order of time once it is full.</summary>
    public readonly ReadOnlySpan<double> Slots => values;

    /// <summary>The value that will leave next: the oldest once the window is full.</summary>
    public readonly double Oldest => values[next];

    /// <summary>A value by its age: 0 is the last one taken in.</summary>
    public readonly double this[int age]
    {
        get
        {
            var index = next - 1 - age;
            return values[index < 0 ? index + values.Length : index];
        }
    }

    /// <summary>Takes a value in; returns the one that leaves, 0 while the window fills.</summary>
    public double Push(double value)
    {
        ref var slot = ref values[next];
        var leaving = slot;
        slot = value;
        if (++next == values.Length)
        {
            next = 0;
            isFull = true;
        }
        return leaving;
    }

    /// <summary>Names its fields for saving and loading.</summary>
    public void Keep(IndicatorState state)
    {
        state.Keep(values);
        state.Keep(ref next);
        state.Keep(ref isFull);
    }
}
