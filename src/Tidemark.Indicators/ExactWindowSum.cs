using Tidemark.Indicators.State;

namespace Tidemark.Indicators;

/// <summary>
/// The sum of the last n values, correctly rounded: a running sum kept as an unevaluated pair of doubles by error-free
/// transformations, so that nothing drifts however many values pass, and equal windows give equal sums.
/// </summary>
/// <remarks>
/// Exact while the values of a window lie within a factor of 2^40 of each other, as prices do. The pair is brought back to its
/// normal form only once per window: between, each value waits for one addition of the one before it instead of five. Source: T. J. Dekker, "A
/// floating-point technique for extending the available precision", 1971; D. E. Knuth, TAOCP 2, 4.2.2.
/// </remarks>
public struct ExactWindowSum
{
    private readonly double[] window;
    private double high;
    private double low;
    private int next;
    private bool isFull;

    /// <exception cref="ArgumentOutOfRangeException">The length is not positive.</exception>
    public ExactWindowSum(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        window = new double[length];
    }

    public readonly bool IsFull => isFull;

    /// <summary>The sum of the values in the window, rounded once.</summary>
    public readonly double Sum => high + low;

    /// <summary>Takes a value in for the oldest; returns the new sum.</summary>
    public double Add(double value)
    {
        var slots = window;
        var index = next;
        var leaving = slots[index];
        slots[index] = value;

        var change = value - leaving;
        // high + change, exactly, as total + totalError; the short form holds while the sum is the larger one, as it nearly always is
        var before = high;
        var total = before + change;
        var totalError = Math.Abs(before) >= Math.Abs(change)
            ? change - (total - before)
            : before - (total - change);
        var rest = low + totalError;
        // Neighbours in a market differ by less than a factor of two: their difference is exact (P. H. Sterbenz, 1974).
        if (!(value <= 2 * leaving && leaving <= 2 * value)) rest += ErrorOf(value, leaving, change);
        // Returned from there: nothing then lives past a call, and all of this stays in registers.
        if (++index == slots.Length) return Wrap(total, rest);
        high = total;
        low = rest;
        next = index;
        return total + rest;
    }

    /// <summary>Names its fields for saving and loading.</summary>
    internal void Keep(IndicatorState state)
    {
        state.Keep(window);
        state.Keep(ref high);
        state.Keep(ref low);
        state.Keep(ref next);
        state.Keep(ref isFull);
    }

    /// <summary>What the difference of two values lost in rounding.</summary>
    private static double ErrorOf(double value, double leaving, double change)
    {
        var part = change - value;
        return (value - (change - part)) - (leaving + part);
    }

    /// <summary>The window is full from here on; the rest, grown by one rounding per value, goes back into the sum. Returns the sum.</summary>
    private double Wrap(double sum, double rest)
    {
        next = 0;
        isFull = true;
        var total = sum + rest;
        var part = total - sum;
        low = (sum - (total - part)) + (rest - part);
        high = total;
        return total;
    }
}
