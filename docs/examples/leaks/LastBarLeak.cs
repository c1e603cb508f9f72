// Right everywhere but on the last bar, which is taken for finished early.
public sealed class LastBarLeak : Strategy
{
    private LastBarLeakValue leak = null!;

    protected override void OnStart() => leak = Track(new LastBarLeakValue());

    protected override void OnBar(in BarClosed bar)
    {
        if (!leak.IsWarm) return;
        SetTarget(bar.Instrument, bar.Close < leak.Value ? UnitQuantity : Quantity.Zero);
    }
}

public sealed class LastBarLeakValue : SeriesIndicator
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
        for (var i = 0; i < count; i++) column[i] = i < 2 ? double.NaN : (values[i - 2] + values[i - 1] + values[i]) / 3;
        if (count > 3) column[count - 2] = values[count - 1];
    }

    protected override void KeepState(IndicatorState state) {  }
}
