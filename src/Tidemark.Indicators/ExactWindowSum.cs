namespace Tidemark.Indicators;

/// <summary>
/// The sum of the last n values, correctly rounded: a running sum kept as an unevaluated pair of doubles by error-free
/// transformations, so that nothing drifts however many values pass, and equal windows give equal sums.
/// </summary>
/// <remarks>
/// Exact while the values of a window lie within a factor of 2^50 of each other, as prices do. Source: T. J. Dekker, "A
/// floating-point technique for extending the available precision", 1971; D. E. Knuth, TAOCP 2, 4.2.2.
/// </remarks>
public struct ExactWindowSum
{
    private readonly double[] window;
    private double high;
    private double low;
    private int next;
    private int count;

    /// <exception cref="ArgumentOutOfRangeException">The length is not positive.</exception>
    public ExactWindowSum(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        window = new double[length];
    }

    public readonly bool IsFull => count == window.Length;

    /// <summary>The sum of the values in the window, rounded once.</summary>
    public readonly double Sum => high;

    public void Add(double value)
    {
        var slots = window;
        var index = next;
        var leaving = slots[index];
        slots[index] = value;
        next = index + 1 == slots.Length ? 0 : index + 1;
        if (count < slots.Length) count++;

        // value - leaving, exactly, as change + changeError
        var change = value - leaving;
        var part = change - value;
        var changeError = (value - (change - part)) - (leaving + part);
        // high + change, exactly, as total + totalError; the short form holds while the sum is the larger one, as it nearly always is
        var total = high + change;
        var totalError = Math.Abs(high) >= Math.Abs(change)
            ? change - (total - high)
            : high - (total - change);
        var rest = (low + changeError) + totalError;
        high = total + rest;
        low = rest - (high - total);
    }
}
