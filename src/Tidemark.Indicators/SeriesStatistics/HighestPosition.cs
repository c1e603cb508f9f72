using Tidemark.Indicators.State;

namespace Tidemark.Indicators.SeriesStatistics;

/// <summary>
/// Where the highest of the last n values stands, counted from the first value. Of equal highs TA-Lib takes the newest as it comes, but
/// the oldest left in the window when the one it had drops out; so does this.
/// </summary>
/// <remarks>Keeps those values of the window that no later one surpasses, oldest first (a monotonic queue).</remarks>
internal struct HighestPosition(int period)
{
    private readonly double[] values = new double[period];
    private readonly int[] positions = new int[period];
    private int first;
    private int kept;
    private int count;
    private double highest;
    private int position = -1;

    public readonly bool IsFull => count >= values.Length;

    public readonly int Position => position;

    public void Push(double value)
    {
        Queue(value);
        if (!IsFull) return;
        if (position < count - values.Length)
        {
            position = positions[first];
            highest = values[first];
        }
        else if (value >= highest)
        {
            position = count - 1;
            highest = value;
        }
    }

    /// <summary>Names its fields for saving and loading.</summary>
    public void Keep(IndicatorState state)
    {
        state.Keep(values);
        state.Keep(positions);
        state.Keep(ref first);
        state.Keep(ref kept);
        state.Keep(ref count);
        state.Keep(ref highest);
        state.Keep(ref position);
    }

    private void Queue(double value)
    {
        if (kept > 0 && positions[first] <= count - values.Length)
        {
            first = Slot(1);
            kept--;
        }
        while (kept > 0 && values[Slot(kept - 1)] < value) kept--;
        var last = Slot(kept);
        values[last] = value;
        positions[last] = count++;
        kept++;
    }

    private readonly int Slot(int offset)
    {
        var slot = first + offset;
        return slot < values.Length ? slot : slot - values.Length;
    }
}
