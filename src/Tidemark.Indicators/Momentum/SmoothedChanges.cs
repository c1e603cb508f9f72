using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Momentum;

/// <summary>
/// Gains and losses of a series from value to value, each smoothed as Wilder does and seeded by the simple mean of the first n changes;
/// defined after n + 1 values.
/// </summary>
internal struct SmoothedChanges(int period)
{
    // Two products and a sum instead of a division in the chain from value to value: a third of the wait, the same to a unit in the last place.
    private readonly double kept = (period - 1.0) / period;
    private readonly double taken = 1.0 / period;
    private double gain;
    private double loss;
    private int changes;

    public readonly double Gain => gain;

    public readonly double Loss => loss;

    /// <summary>The share of what was before that a value leaves, and the share that it adds of itself.</summary>
    public readonly (double Kept, double Taken) Shares => (kept, taken);

    /// <summary>The last value taken; NaN before the first.</summary>
    public double Previous = double.NaN;

    /// <summary>Takes the next value; whether gains and losses are defined.</summary>
    public bool Add(double input)
    {
        var change = input - Previous;
        Previous = input;
        if (double.IsNaN(change)) return false;
        var up = double.MaxNative(change, 0);
        var down = double.MaxNative(-change, 0);
        if (changes >= period)
        {
            gain = gain * kept + up * taken;
            loss = loss * kept + down * taken;
            return true;
        }
        gain += up;
        loss += down;
        if (++changes < period) return false;
        gain /= period;
        loss /= period;
        return true;
    }

    /// <summary>Names its fields for saving and loading.</summary>
    public void Keep(IndicatorState state)
    {
        state.Keep(ref Previous);
        state.Keep(ref gain);
        state.Keep(ref loss);
        state.Keep(ref changes);
    }
}
