using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Features;

/// <summary>The natural logarithm of the close over the close n bars before. Warm after n + 1 bars.</summary>
internal sealed class LogReturnOver(int period) : SeriesIndicator
{
    private DelayLine past = new(period);

    public override int WarmUp => period + 1;

    public override void Update(double input)
    {
        var before = past.Exchange(input);
        Value = double.IsNaN(before) ? double.NaN : Math.Log(input / before);
    }

    protected override void KeepState(IndicatorState state) => past.Keep(state);
}
