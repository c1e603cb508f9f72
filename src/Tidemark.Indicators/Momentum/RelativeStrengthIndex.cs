namespace Tidemark.Indicators.Momentum;

/// <summary>
/// Wilder's relative strength index of closes, 0 to 100: smoothed gains over smoothed gains plus losses, both seeded by the simple
/// mean of the first n changes. Warm after n + 1 bars; 0 when nothing has moved, as in TA-Lib.
/// </summary>
/// <remarks>Source: J. W. Wilder, "New Concepts in Technical Trading Systems", 1978.</remarks>
public sealed class RelativeStrengthIndex : Indicator
{
    private readonly int period;
    private double previousClose = double.NaN;
    private double gain;
    private double loss;
    private int changes;

    /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
    public RelativeStrengthIndex(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        this.period = period;
    }

    public override int WarmUp => period + 1;

    public override void Update(in Bar bar)
    {
        var change = bar.Close - previousClose;
        previousClose = bar.Close;
        if (double.IsNaN(change)) return;
        var up = change > 0 ? change : 0;
        var down = change < 0 ? -change : 0;
        if (changes < period)
        {
            gain += up;
            loss += down;
            if (++changes < period) return;
            gain /= period;
            loss /= period;
        }
        else
        {
            gain = (gain * (period - 1) + up) / period;
            loss = (loss * (period - 1) + down) / period;
        }
        var total = gain + loss;
        Value = total == 0 ? 0 : 100 * (gain / total);
    }
}
