namespace Tidemark.Indicators.MovingAverages;

/// <summary>The arithmetic mean of the last n closes: exact sum divided by n. Warm after n bars.</summary>
public sealed class SimpleMovingAverage(int period) : Indicator
{
    private readonly double length = period;
    private ExactWindowSum sum = new(period);

    public override int WarmUp => period;

    public override void Update(in Bar bar)
    {
        var total = sum.Add(bar.Close);
        if (sum.IsFull) Value = total / length;
    }
}
