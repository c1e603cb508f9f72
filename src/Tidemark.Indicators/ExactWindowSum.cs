using System.Runtime.CompilerServices;
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

    /// <summary>
    /// The same for values that jump about, such as an oscillator's: the errors are the same numbers, in the longer form that needs no
    /// branch, since none could be foreseen.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal double AddErratic(double value)
    {
        var slots = window;
        var index = next;
        var (total, rest) = Exchanged(high, low, value, slots[index]);
        slots[index] = value;
        var sum = total + rest;
        if (++index == slots.Length)
        {
            index = 0;
            isFull = true;
            (total, rest) = Normal(total, rest);
        }
        (high, low, next) = (total, rest, index);
        return sum;
    }

    /// <summary>Writes the sums of a whole column over a divisor, bit for bit those of values added one by one; NaN before there are n.</summary>
    internal static void Quotients(ReadOnlySpan<double> values, int length, double divisor, Span<double> output)
    {
        var sum = new ExactWindowSum(length);
        var filled = Math.Min(length, values.Length);
        for (var i = 0; i < filled; i++)
        {
            var first = sum.Add(values[i]);
            output[i] = i == length - 1 ? first / divisor : double.NaN;
        }
        if (values.Length > length) sum.Exchange(values[length..], values[..^length], divisor, output[length..]);
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

    /// <summary>Additions to a full window, with the state in registers and the leaving values read where they came from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Exchange(ReadOnlySpan<double> entering, ReadOnlySpan<double> leaving, double divisor, Span<double> output)
    {
        var (total, rest, untilWrap) = (high, low, window.Length);
        for (var i = 0; i < entering.Length; i++)
        {
            (total, rest) = Exchanged(total, rest, entering[i], leaving[i]);
            output[i] = (total + rest) / divisor;
            if (--untilWrap > 0) continue;
            untilWrap = window.Length;
            (total, rest) = Normal(total, rest);
        }
    }

    /// <summary>The pair after a value has come for another: what <see cref="Add"/> does, without a branch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double High, double Low) Exchanged(double high, double low, double value, double leaving)
    {
        var change = value - leaving;
        var total = high + change;
        var part = total - high;
        var rest = low + ((high - (total - part)) + (change - part));
        return (total, rest + ErrorOf(value, leaving, change));
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
        (high, low) = Normal(sum, rest);
        return high;
    }

    /// <summary>The pair with the rest brought below half a unit in the last place of the sum.</summary>
    private static (double High, double Low) Normal(double high, double low)
    {
        var total = high + low;
        var part = total - high;
        return (total, (high - (total - part)) + (low - part));
    }
}
