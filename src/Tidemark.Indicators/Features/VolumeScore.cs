using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Features;

/// <summary>
/// How many sample deviations (n - 1) the logarithm of 1 + volume lies above the mean of the last n, itself included; 0 where all are equal. Warm after n bars.
/// </summary>
internal sealed class VolumeScore : SeriesIndicator
{
    private WindowMoments window;

    public VolumeScore(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        window = new WindowMoments(period);
        Source = BarField.Volume;
    }

    public override int WarmUp => window.Length;

    public override void Update(double input)
    {
        var value = Math.Log(1 + input);
        window.Add(value);
        if (!window.IsFull) return;
        var variance = window.SampleVariance;
        Value = variance > 0 ? (value - window.Mean) / Math.Sqrt(variance) : 0;
    }

    protected override void KeepState(IndicatorState state) => window.Keep(state);
}
