using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Momentum;

/// <summary>
/// Gains and losses of a series from value to value, each smoothed as Wilder does and seeded by the simple mean of the first n changes;
/// defined after n + 1 values.
/// </summary>
internal struct SmoothedChanges(int period)
{
    private double gain;
    private double loss;
    private int changes;

    public readonly double Gain => gain;

    public readonly double Loss => loss;

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
            gain = (gain * (period - 1) + up) / period;
            loss = (loss * (period - 1) + down) / period;
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
