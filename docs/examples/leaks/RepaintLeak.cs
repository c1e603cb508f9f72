// A turning point is marked on the bar where it was, once later bars have shown it.
public sealed class RepaintLeak : Strategy
{
    private RepaintLeakValue leak = null!;

    protected override void OnStart() => leak = Track(new RepaintLeakValue());

    protected override void OnBar(in BarClosed bar)
    {
        if (!leak.IsWarm) return;
        SetTarget(bar.Instrument, bar.Close < leak.Value ? UnitQuantity : Quantity.Zero);
    }
}

public sealed class RepaintLeakValue : SeriesIndicator
{

    public override int WarmUp => 1;

    public override void Update(double input)
    {
        Value = 0;
    }

    protected override void ComputeColumns(ReadOnlySpan<double> values, in OutputColumns outputs)
    {
        var column = outputs[0];
        var count = column.Length;
        for (var i = 0; i < count; i++)
            column[i] = i > 0 && i + 1 < count && values[i] > values[i - 1] && values[i] > values[i + 1] ? 1 : 0;
    }

    protected override void KeepState(IndicatorState state) {  }
}
