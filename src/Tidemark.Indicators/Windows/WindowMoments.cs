using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Windows;

/// <summary>
/// Sum, mean and variance of the last n values at a cost that does not grow with n. Sums of values and of squares are kept to 31
/// digits, so that nothing drifts and nothing cancels however large the values are beside their spread; a window of equal values has
/// a variance of exactly zero.
/// </summary>
public struct WindowMoments
{
    private readonly double[] window;
    private DoubleDouble sum;
    private DoubleDouble squares;
    private int next;
    private bool isFull;
    private double last;
    private int equal;

    /// <exception cref="ArgumentOutOfRangeException">The length is not positive.</exception>
    public WindowMoments(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        window = new double[length];
    }

    public readonly bool IsFull => isFull;

    /// <summary>The number of values in a full window.</summary>
    public readonly int Length => window.Length;

    public readonly double Sum => sum.Value;

    /// <summary>The mean of a full window.</summary>
    public readonly double Mean => equal >= window.Length ? last : sum.Value / window.Length;

    /// <summary>The mean squared distance from the mean of a full window (divided by n).</summary>
    public readonly double Variance => SquaredDistances / window.Length;

    /// <summary>The unbiased variance of a full window (divided by n - 1); not defined for a window of one.</summary>
    public readonly double SampleVariance => SquaredDistances / (window.Length - 1);

    /// <summary>The sum of squared distances from the mean of a full window.</summary>
    public readonly double SquaredDistances
    {
        get
        {
            if (equal >= window.Length) return 0;
            var scaled = squares.Times(window.Length);
            scaled.Subtract(sum.Squared());
            return Math.Max(0, scaled.Value / window.Length);
        }
    }

    /// <summary>Takes a value in for the oldest.</summary>
    public void Add(double value)
    {
        var leaving = window[next];
        window[next] = value;
        sum.Add(value);
        sum.Add(-leaving);
        squares.AddProduct(value, value);
        squares.AddProduct(-leaving, leaving);
        equal = value == last && equal > 0 ? Math.Min(equal + 1, window.Length) : 1;
        last = value;
        if (++next < window.Length) return;
        next = 0;
        isFull = true;
    }

    /// <summary>Names its fields for saving and loading.</summary>
    public void Keep(IndicatorState state)
    {
        state.Keep(window);
        sum.Keep(state);
        squares.Keep(state);
        state.Keep(ref next);
        state.Keep(ref isFull);
        state.Keep(ref last);
        state.Keep(ref equal);
    }
}
