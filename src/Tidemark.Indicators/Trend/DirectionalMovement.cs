using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Volatility;

namespace Tidemark.Indicators.Trend;

/// <summary>
/// Wilder's sums of upward and downward directional movement and of the true range: what all indicators of the family stand on. The first
/// n - 1 movements are added up; from then on a sum loses an n-th of itself with each bar.
/// </summary>
/// <remarks>Source: J. W. Wilder, "New Concepts in Technical Trading Systems", 1978; sums as in TA-Lib.</remarks>
internal struct DirectionalMovement(int period)
{
    private readonly double decay = 1.0 / period;
    private double previousHigh = double.NaN;
    private double previousLow;
    private double previousClose;
    private Vector128<double> sums;
    private double range;
    private int count;

    /// <summary>The sum of upward movement.</summary>
    public readonly double Plus => sums[0];

    /// <summary>The sum of downward movement.</summary>
    public readonly double Minus => sums[1];

    /// <summary>The sum of true ranges.</summary>
    public readonly double Range => range;

    /// <summary>Movements counted, up to the period.</summary>
    public readonly int Count => count;

    public void Update(in Bar bar)
    {
        if (double.IsNaN(previousHigh)) (previousHigh, previousLow, previousClose) = (bar.High, bar.Low, bar.Close);
        else
        {
            if (count < period) count++;
            Add(bar.High, bar.Low, bar.Close, count == period ? decay : 0);
        }
    }

    /// <summary>Takes the next bar once the sums are full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Next(double high, double low, double close) => Add(high, low, close, decay);

    /// <summary>The index of movement: how far the directional indicators are apart, in per cent of their sum; <paramref name="otherwise"/> if nothing has moved.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly double Index(double otherwise)
    {
        var (plus, minus) = (sums[0], sums[1]);
        var sum = plus + minus;
        // The sum of both indicators is 100 * sum / range: it is near zero, or the range is.
        return NearZero.Is(range) || 100 * sum < NearZero.Bound * range ? otherwise : 100 * (Math.Abs(minus - plus) / sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(double high, double low, double close, double loss)
    {
        var up = high - previousHigh;
        var down = previousLow - low;
        var trueRange = TrueRange.Of(high, low, previousClose);
        (previousHigh, previousLow, previousClose) = (high, low, close);
        // Only the larger of both counts, and none if they are equal; without a branch, which nobody could foresee.
        var moves = Vector128.Create(up, down);
        var others = Vector128.MaxNative(Vector128.Create(down, up), Vector128<double>.Zero);
        sums = sums - sums * loss + (moves & Vector128.GreaterThan(moves, others));
        range = range - range * loss + trueRange;
    }

    /// <summary>Names its fields for saving and loading.</summary>
    public void Keep(IndicatorState state)
    {
        state.Keep(ref previousHigh);
        state.Keep(ref previousLow);
        state.Keep(ref previousClose);
        var (plus, minus) = (sums[0], sums[1]);
        state.Keep(ref plus);
        state.Keep(ref minus);
        sums = Vector128.Create(plus, minus);
        state.Keep(ref range);
        state.Keep(ref count);
    }
}
