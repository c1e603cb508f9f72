using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Composition;

/// <summary>A field of the bar itself as an indicator. Warm with the first bar.</summary>
public sealed class FieldValue(BarField field) : Indicator
{
    public override int WarmUp => 1;

    public override void Update(in Bar bar) => Value = field.Of(bar);

    protected override void KeepState(IndicatorState state) { }
}
