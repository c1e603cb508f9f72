namespace Tidemark.Indicators.MovingAverages;

/// <summary>
/// Exponential mean of closes with weight 2/(n+1), seeded by the simple mean of the first n closes, as TA-Lib does. Warm after n bars.
/// </summary>
public sealed class ExponentialMovingAverage : Indicator
{
    private readonly int period;
    private readonly double weight;
    private double seed;
    private int count;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public ExponentialMovingAverage(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
        weight = 2.0 / (period + 1);
    }

    public override int WarmUp => period;

    public override void Update(in Bar bar)
    {
        if (count >= period)
        {
            Value = (bar.Close - Value) * weight + Value;
            return;
        }
        seed += bar.Close;
        if (++count == period) Value = seed / period;
    }
}
