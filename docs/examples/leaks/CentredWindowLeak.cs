// A centred mean: two bars before and two after.
public sealed class CentredWindowLeak : Strategy
{
    private CentredWindowLeakValue leak = null!;

    protected override void OnStart() => leak = Track(new CentredWindowLeakValue());

    protected override void OnBar(in BarClosed bar)
    {
        if (!leak.IsWarm) return;
        SetTarget(bar.Instrument, bar.Close < leak.Value ? UnitQuantity : Quantity.Zero);
    }
}

public sealed class CentredWindowLeakValue : SeriesIndicator
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
        for (var i = 0; i < count; i++)
        {
            var (from, to) = (Math.Max(0, i - 2), Math.Min(count - 1, i + 2));
            var sum = 0.0;
            for (var k = from; k <= to; k++) sum += values[k];
            column[i] = i < 2 ? double.NaN : sum / (to - from + 1);
        }
    }

    protected override void KeepState(IndicatorState state) {  }
}
