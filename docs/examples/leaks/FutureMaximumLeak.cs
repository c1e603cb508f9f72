// The distance from the highest close of the bars around, later ones included.
public sealed class FutureMaximumLeak : Strategy
{
    private FutureMaximumLeakValue leak = null!;

    protected override void OnStart() => leak = Track(new FutureMaximumLeakValue());

    protected override void OnBar(in BarClosed bar)
    {
        if (!leak.IsWarm) return;
        SetTarget(bar.Instrument, bar.Close < leak.Value ? UnitQuantity : Quantity.Zero);
    }
}

public sealed class FutureMaximumLeakValue : SeriesIndicator
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
            var highest = values[i];
            for (var k = i; k < Math.Min(count, i + 10); k++) highest = Math.Max(highest, values[k]);
            column[i] = i < 2 ? double.NaN : highest;
        }
    }

    protected override void KeepState(IndicatorState state) {  }
}
