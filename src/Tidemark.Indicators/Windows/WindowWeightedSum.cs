using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Windows;

/// <summary>
/// The last n values weighted 1 for the oldest to n for the newest, at a cost that does not grow with n and without drift. Its mean is
/// the linearly weighted average; with the plain mean it gives the end of the least-squares line: 3 x weighted - 2 x plain.
/// </summary>
public struct WindowWeightedSum
{
    private readonly double[] window;
    private DoubleDouble sum;
    private DoubleDouble weighted;
    private int next;
    private bool isFull;

    /// <exception cref="ArgumentOutOfRangeException">The length is not positive.</exception>
    public WindowWeightedSum(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        window = new double[length];
    }

    public readonly bool IsFull => isFull;

    /// <summary>The plain mean of a full window.</summary>
    public readonly double Mean => sum.Value / window.Length;

    /// <summary>The linearly weighted mean of a full window.</summary>
    public readonly double WeightedMean => weighted.Value / (0.5 * window.Length * (window.Length + 1.0));

    /// <summary>Where the least-squares line through a full window is at the newest value.</summary>
    public readonly double LineEnd => 3 * WeightedMean - 2 * Mean;

    /// <summary>Takes a value in for the oldest.</summary>
    public void Add(double value)
    {
        var leaving = window[next];
        window[next] = value;
        weighted.AddProduct(window.Length, value);
        weighted.Subtract(sum);
        sum.Add(value);
        sum.Add(-leaving);
        if (++next < window.Length) return;
        next = 0;
        isFull = true;
    }

    /// <summary>Names its fields for saving and loading.</summary>
    public void Keep(IndicatorState state)
    {
        state.Keep(window);
        sum.Keep(state);
        weighted.Keep(state);
        state.Keep(ref next);
        state.Keep(ref isFull);
    }
}
