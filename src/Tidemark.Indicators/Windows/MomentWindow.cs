using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Windows;

/// <summary>Mean and variance of the last n values in constant time.</summary>
/// <remarks>
/// Values are held against a reference near them, and the sums are computed afresh from the window each time n values have passed: so
/// neither the level of prices nor the length of a series costs digits, and a window of equal values has a variance of zero.
/// </remarks>
internal struct MomentWindow(int length)
{
    private ValueWindow window = new(length);
    private double reference = double.NaN;
    private double sum;
    private double squares;

    public readonly bool IsFull => window.IsFull;

    /// <summary>The variance of the whole window as a population (divided by n), never negative.</summary>
    public readonly double Variance
    {
        get
        {
            var mean = sum / window.Length;
            return Math.Max(squares / window.Length - mean * mean, 0);
        }
    }

    /// <summary>Its root; 0 where the variance is within rounding of zero.</summary>
    public readonly double Deviation => Root(Variance);

    /// <summary>The root of a variance; 0 where it is within rounding of zero.</summary>
    public static double Root(double variance) => variance < NearZero.Bound ? 0 : Math.Sqrt(variance);

    public void Push(double value)
    {
        if (double.IsNaN(reference)) reference = value;
        var isReplacing = window.IsFull;
        var leaving = window.Push(value);
        var entered = value - reference;
        sum += entered;
        squares += entered * entered;
        if (isReplacing)
        {
            var left = leaving - reference;
            sum -= left;
            squares -= left * left;
        }
        if (window.HasWrapped) Refresh();
    }

    /// <summary>Names its fields for saving and loading.</summary>
    public void Keep(IndicatorState state)
    {
        window.Keep(state);
        state.Keep(ref reference);
        state.Keep(ref sum);
        state.Keep(ref squares);
    }

    private void Refresh()
    {
        var slots = window.Slots;
        var offset = 0.0;
        foreach (var value in slots) offset += value - reference;
        reference += offset / slots.Length;
        sum = 0;
        squares = 0;
        foreach (var value in slots)
        {
            var deviation = value - reference;
            sum += deviation;
            squares += deviation * deviation;
        }
    }
}
