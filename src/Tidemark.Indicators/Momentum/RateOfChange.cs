using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Momentum;

/// <summary>The value over the value n bars before, less one: 0.05 is a gain of 5 %. Warm after n + 1 bars, NaN before.</summary>
public sealed class RateOfChange : SeriesIndicator
{
    private readonly double[] values;
    private int oldest;
    private int count;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public RateOfChange(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        values = new double[period];
    }

    public override int WarmUp => values.Length + 1;

    public override void Update(double input)
    {
        if (count < values.Length) count++;
        else Value = input / values[oldest] - 1;
        values[oldest] = input;
        if (++oldest == values.Length) oldest = 0;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(values);
        state.Keep(ref oldest);
        state.Keep(ref count);
    }
}
