// Undefined values at the beginning filled with the first that is defined.
public sealed class BackfillLeak : Strategy
{
    private BackfillLeakValue leak = null!;

    protected override void OnStart() => leak = Track(new BackfillLeakValue());

    protected override void OnBar(in BarClosed bar)
    {
        if (!leak.IsWarm) return;
        SetTarget(bar.Instrument, bar.Close < leak.Value ? UnitQuantity : Quantity.Zero);
    }
}

public sealed class BackfillLeakValue : SeriesIndicator
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
        for (var i = 0; i < count; i++) column[i] = (values[Math.Max(0, i - 2)] + values[Math.Max(0, i - 1)] + values[i]) / 3;
        for (var i = 0; i < Math.Min(2, count); i++) column[i] = column[Math.Min(2, count - 1)];
    }

    protected override void KeepState(IndicatorState state) {  }
}
