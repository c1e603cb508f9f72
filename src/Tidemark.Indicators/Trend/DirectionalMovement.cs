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
    private double previousHigh = double.NaN;
    private double previousLow;
    private double previousClose;
    private double plus;
    private double minus;
    private double range;
    private int count;

    /// <summary>The sum of upward movement.</summary>
    public readonly double Plus => plus;

    /// <summary>The sum of downward movement.</summary>
    public readonly double Minus => minus;

    /// <summary>The sum of true ranges.</summary>
    public readonly double Range => range;

    /// <summary>Movements counted, up to the period.</summary>
    public readonly int Count => count;

    public void Update(in Bar bar)
    {
        var up = bar.High - previousHigh;
        var down = previousLow - bar.Low;
        var isFirst = double.IsNaN(previousHigh);
        var trueRange = TrueRange.Of(bar, previousClose);
        (previousHigh, previousLow, previousClose) = (bar.High, bar.Low, bar.Close);
        if (isFirst) return;
        if (count < period) count++;
        if (count == period)
        {
            plus -= plus / period;
            minus -= minus / period;
            range -= range / period;
        }
        // Only the larger of both counts, and none if they are equal.
        if (down > 0 && up < down) minus += down;
        else if (up > 0 && up > down) plus += up;
        range += trueRange;
    }

    /// <summary>The index of movement: how far the directional indicators are apart, in per cent of their sum; <paramref name="otherwise"/> if nothing has moved.</summary>
    public readonly double Index(double otherwise)
    {
        if (NearZero.Is(range)) return otherwise;
        var up = 100 * (plus / range);
        var down = 100 * (minus / range);
        var sum = down + up;
        return NearZero.Is(sum) ? otherwise : 100 * (Math.Abs(down - up) / sum);
    }

    /// <summary>Names its fields for saving and loading.</summary>
    public void Keep(IndicatorState state)
    {
        state.Keep(ref previousHigh);
        state.Keep(ref previousLow);
        state.Keep(ref previousClose);
        state.Keep(ref plus);
        state.Keep(ref minus);
        state.Keep(ref range);
        state.Keep(ref count);
    }
}
