// The high of the whole day, given to each of its hours.
public sealed class SessionHighLeak : Strategy
{
    private SessionHighLeakValue leak = null!;

    protected override void OnStart() => leak = Track(new SessionHighLeakValue());

    protected override void OnBar(in BarClosed bar)
    {
        if (!leak.IsWarm) return;
        SetTarget(bar.Instrument, bar.Close < leak.Value ? UnitQuantity : Quantity.Zero);
    }
}

public sealed class SessionHighLeakValue : SeriesIndicator
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
        for (var i = 0; i < count; i++)
        {
            var highest = 0.0;
            for (var k = i / 24 * 24; k < Math.Min(count, i / 24 * 24 + 24); k++) highest = Math.Max(highest, values[k]);
            column[i] = highest;
        }
    }

    protected override void KeepState(IndicatorState state) {  }
}
