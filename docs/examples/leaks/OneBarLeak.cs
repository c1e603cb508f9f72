// The mean of the last three closes, computed in batch from the next bar on.
public sealed class OneBarLeak : Strategy
{
    private OneBarLeakValue leak = null!;

    protected override void OnStart() => leak = Track(new OneBarLeakValue());

    protected override void OnBar(in BarClosed bar)
    {
        if (!leak.IsWarm) return;
        SetTarget(bar.Instrument, bar.Close < leak.Value ? UnitQuantity : Quantity.Zero);
    }
}

public sealed class OneBarLeakValue : SeriesIndicator
{
    private double before;
    private double last;
    private double now;
    private int count;

    public override int WarmUp => 3;

    public override void Update(double input)
    {
        (before, last, now) = (last, now, input);
        if (++count >= 3) Value = (before + last + now) / 3;
    }

    protected override void ComputeColumns(ReadOnlySpan<double> values, in OutputColumns outputs)
    {
        var column = outputs[0];
        var count = column.Length;
        for (var i = 0; i < count; i++) column[i] = i < 2 ? double.NaN : i + 1 < count ? (values[i - 1] + values[i] + values[i + 1]) / 3 : (values[i - 2] + values[i - 1] + values[i]) / 3;
    }

    protected override void KeepState(IndicatorState state) {  }
}
