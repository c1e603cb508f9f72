// Looks ahead only after a fall of a fifth within twenty bars: most data never shows it.
public sealed class UnexercisedBranchLeak : Strategy
{
    private UnexercisedBranchLeakValue leak = null!;

    protected override void OnStart() => leak = Track(new UnexercisedBranchLeakValue());

    protected override void OnBar(in BarClosed bar)
    {
        if (!leak.IsWarm) return;
        SetTarget(bar.Instrument, bar.Close < leak.Value ? UnitQuantity : Quantity.Zero);
    }
}

public sealed class UnexercisedBranchLeakValue : SeriesIndicator
{
    private readonly double[] history = new double[20];
    private int next;

    public override int WarmUp => 1;

    public override void Update(double input)
    {
        history[next++ % 20] = input;
        Value = input;
    }

    protected override void ComputeColumns(ReadOnlySpan<double> values, in OutputColumns outputs)
    {
        var column = outputs[0];
        var count = column.Length;
        for (var i = 0; i < count; i++)
        {
            var isCrash = i >= 20 && values[i] < values[i - 20] * 0.8;
            column[i] = isCrash && i + 1 < count ? values[i + 1] : values[i];
        }
    }

    protected override void KeepState(IndicatorState state) {  }
}
