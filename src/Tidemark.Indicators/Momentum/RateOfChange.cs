namespace Tidemark.Indicators.Momentum;

/// <summary>The close over the close n bars before, less one: 0.05 is a gain of 5 %. Warm after n + 1 bars, NaN before.</summary>
public sealed class RateOfChange : Indicator
{
    private readonly double[] closes;
    private int oldest;
    private int count;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public RateOfChange(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        closes = new double[period];
    }

    public override int WarmUp => closes.Length + 1;

    public override void Update(in Bar bar)
    {
        if (count < closes.Length) count++;
        else Value = bar.Close / closes[oldest] - 1;
        closes[oldest] = bar.Close;
        if (++oldest == closes.Length) oldest = 0;
    }
}
