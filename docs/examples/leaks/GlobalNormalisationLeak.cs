// Closes in standard deviations of the whole sample.
public sealed class GlobalNormalisationLeak : Strategy
{
    private GlobalNormalisationLeakValue leak = null!;

    protected override void OnStart() => leak = Track(new GlobalNormalisationLeakValue());

    protected override void OnBar(in BarClosed bar)
    {
        if (!leak.IsWarm) return;
        SetTarget(bar.Instrument, bar.Close < leak.Value ? UnitQuantity : Quantity.Zero);
    }
}

public sealed class GlobalNormalisationLeakValue : SeriesIndicator
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
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values) (sum, squares) = (sum + value, squares + value * value);
        var mean = sum / count;
        var spread = Math.Sqrt(squares / count - mean * mean);
        for (var i = 0; i < count; i++) column[i] = spread > 0 ? (values[i] - mean) / spread : 0;
    }

    protected override void KeepState(IndicatorState state) {  }
}
