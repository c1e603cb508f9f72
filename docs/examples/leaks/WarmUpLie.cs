// Says that it is warm after fifty bars and has values from the first.
public sealed class WarmUpLie : Strategy
{
    private Early early = null!;

    protected override void OnStart() => early = Track(new Early());

    protected override void OnBar(in BarClosed bar)
    {
        if (early.IsWarm) SetTarget(bar.Instrument, bar.Close > early.Value ? UnitQuantity : Quantity.Zero);
    }
}

public sealed class Early : SeriesIndicator
{
    private double sum;
    private int count;

    public override int WarmUp => 50;

    public override void Update(double input)
    {
        sum += input;
        Value = sum / ++count;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(ref sum);
        state.Keep(ref count);
    }
}
