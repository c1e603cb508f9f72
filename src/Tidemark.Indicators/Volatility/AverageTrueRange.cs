namespace Tidemark.Indicators.Volatility;

/// <summary>
/// Wilder's average true range in price units, seeded by the simple mean of the first n true ranges (the first bar has none). Warm
/// after n + 1 bars.
/// </summary>
/// <remarks>Source: J. W. Wilder, "New Concepts in Technical Trading Systems", 1978.</remarks>
public sealed class AverageTrueRange : Indicator
{
    private readonly int period;
    private double previousClose = double.NaN;
    private double mean;
    private int ranges;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public AverageTrueRange(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
    }

    /// <summary>Bars of the average.</summary>
    public int Period => period;

    public override int WarmUp => period + 1;

    public override void Update(in Bar bar)
    {
        var previous = previousClose;
        previousClose = bar.Close;
        if (double.IsNaN(previous)) return;
        var range = Math.Max(bar.High - bar.Low, Math.Max(Math.Abs(bar.High - previous), Math.Abs(bar.Low - previous)));
        if (ranges < period)
        {
            mean += range;
            if (++ranges < period) return;
            mean /= period;
        }
        else
        {
            mean = (mean * (period - 1) + range) / period;
        }
        Value = mean;
    }
}
