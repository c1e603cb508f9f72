using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Windows;

/// <summary>The variance of the last n values in constant time, fast enough for whole columns.</summary>
/// <remarks>
/// Values are held against a reference near them, and the sums are computed afresh from the window again and again (each n values, for
/// short windows more seldom): so neither the level of prices nor the length of a series costs digits. A window of equal values has a
/// variance of zero. <see cref="WindowMoments"/> is exact to the last digit at several times the cost.
/// </remarks>
internal struct MomentWindow(int length)
{
    private const int ShortestInterval = 64;
    private readonly double share = 1.0 / length;
    private ValueWindow window = new(length);
    private Sums sums = new() { Reference = double.NaN };
    private double last = double.NaN;
    private int equal;
    private int untilRefresh = length;

    public readonly bool IsFull => window.IsFull;

    /// <summary>The variance of the whole window as a population (divided by n), never negative.</summary>
    public readonly double Variance => equal >= window.Length ? 0 : sums.Variance(share);

    /// <summary>Its root; 0 where the variance is within rounding of zero.</summary>
    public readonly double Deviation => Root(Variance);

    /// <summary>The root of a variance; 0 where it is within rounding of zero.</summary>
    private static double Root(double variance) => variance < NearZero.Bound ? 0 : Math.Sqrt(variance);

    /// <summary>Writes the variances of a whole column, bit for bit those of values pushed one by one; NaN before there are n.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Variances(ReadOnlySpan<double> values, int length, Span<double> output)
    {
        var share = 1.0 / length;
        var sums = new Sums { Reference = values.Length > 0 ? values[0] : 0 };
        var filled = Math.Min(length, values.Length);
        for (var i = 0; i < filled; i++)
        {
            sums.Exchange(values[i], sums.Reference);
            output[i] = double.NaN;
        }
        if (filled < length) return;
        sums.Refresh(values[..length], share);
        output[length - 1] = sums.Variance(share);
        var untilRefresh = Interval(length);
        var equal = 1;
        for (var i = 1; i < length; i++) equal = values[i] == values[i - 1] ? equal + 1 : 1;
        if (equal >= length) output[length - 1] = 0;
        for (var i = length; i < values.Length; i++)
        {
            equal = values[i] == values[i - 1] ? equal + 1 : 1;
            sums.Exchange(values[i], values[i - length]);
            if (--untilRefresh == 0)
            {
                sums.Refresh(values.Slice(i - length + 1, length), share);
                untilRefresh = Interval(length);
            }
            output[i] = equal >= length ? 0 : sums.Variance(share);
        }
    }

    /// <summary>Turns variances into deviations in place, four at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Roots(Span<double> variances)
    {
        var bound = Vector256.Create(NearZero.Bound);
        var vectors = MemoryMarshal.Cast<double, Vector256<double>>(variances);
        foreach (ref var vector in vectors) vector = Vector256.ConditionalSelect(Vector256.LessThan(vector, bound), Vector256<double>.Zero, Vector256.Sqrt(vector));
        foreach (ref var variance in variances[(vectors.Length * Vector256<double>.Count)..]) variance = Root(variance);
    }

    public void Push(double value)
    {
        if (double.IsNaN(sums.Reference)) sums.Reference = value;
        var isReplacing = window.IsFull;
        var leaving = window.Push(value);
        sums.Exchange(value, isReplacing ? leaving : sums.Reference);
        equal = value == last ? Math.Min(equal + 1, window.Length) : 1;
        last = value;
        if (--untilRefresh > 0) return;
        sums.Refresh(window.Slots, share);
        untilRefresh = Interval(window.Length);
    }

    /// <summary>Names its fields for saving and loading.</summary>
    public void Keep(IndicatorState state)
    {
        window.Keep(state);
        state.Keep(ref sums.Reference);
        state.Keep(ref sums.Plain);
        state.Keep(ref sums.Squared);
        state.Keep(ref last);
        state.Keep(ref equal);
        state.Keep(ref untilRefresh);
    }

    /// <summary>Values from one refreshment to the next: whole rounds of the window, so that its slots then stand in order of time.</summary>
    private static int Interval(int length) => (ShortestInterval + length - 1) / length * length;

    private struct Sums
    {
        public double Reference;
        public double Plain;
        public double Squared;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Exchange(double entering, double leaving)
        {
            var entered = entering - Reference;
            var left = leaving - Reference;
            Plain += entered - left;
            Squared += entered * entered - left * left;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly double Variance(double share)
        {
            var mean = Plain * share;
            var variance = Squared * share - mean * mean;
            return variance > 0 ? variance : 0;
        }

        /// <summary>Moves the reference to the mean and sums afresh, in two strands that do not wait for each other.</summary>
        public void Refresh(ReadOnlySpan<double> values, double share)
        {
            Reference += Plain * share;
            var (plain, squared, otherPlain, otherSquared) = (0.0, 0.0, 0.0, 0.0);
            var i = 0;
            for (; i + 1 < values.Length; i += 2)
            {
                var deviation = values[i] - Reference;
                var otherDeviation = values[i + 1] - Reference;
                plain += deviation;
                squared += deviation * deviation;
                otherPlain += otherDeviation;
                otherSquared += otherDeviation * otherDeviation;
            }
            if (i < values.Length)
            {
                var deviation = values[i] - Reference;
                plain += deviation;
                squared += deviation * deviation;
            }
            Plain = plain + otherPlain;
            Squared = squared + otherSquared;
        }
    }
}
