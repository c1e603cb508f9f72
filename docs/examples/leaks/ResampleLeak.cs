// The close of the four-hour bar, given to all of its hours.
public sealed class ResampleLeak : Strategy
{
    private ResampleLeakValue leak = null!;

    protected override void OnStart() => leak = Track(new ResampleLeakValue());

    protected override void OnBar(in BarClosed bar)
    {
        if (!leak.IsWarm) return;
        SetTarget(bar.Instrument, bar.Close < leak.Value ? UnitQuantity : Quantity.Zero);
    }
}

public sealed class ResampleLeakValue : SeriesIndicator
{

    public override int WarmUp => 1;

    public override void Update(double input)
    {
        Value = input;
    }

    protected override void ComputeColumns(ReadOnlySpan<double> values, in OutputColumns outputs)
    {
        var column = outputs[0];
        var count = column.Length;
        for (var i = 0; i < count; i++) column[i] = values[Math.Min(count - 1, i / 4 * 4 + 3)];
    }

    protected override void KeepState(IndicatorState state) {  }
}
