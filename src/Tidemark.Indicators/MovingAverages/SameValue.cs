using Tidemark.Indicators.State;

namespace Tidemark.Indicators.MovingAverages;

/// <summary>The value itself: what every moving average of one bar is.</summary>
internal sealed class SameValue : SeriesIndicator
{
    public override int WarmUp => 1;

    public override void Update(double input) => Value = input;

    protected override void KeepState(IndicatorState state) { }
}
