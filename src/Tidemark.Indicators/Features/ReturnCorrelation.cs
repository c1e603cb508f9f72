using Tidemark.Indicators.SeriesStatistics;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Features;

/// <summary>The correlation of the last n logarithmic returns of two prices. Warm after n + 1 pairs.</summary>
internal sealed class ReturnCorrelation(int period) : PairIndicator(BarField.Close, BarField.Close)
{
    /// <summary>Returns in per cent, so that small ones are not taken for none.</summary>
    private const double Scale = 100;

    private readonly Correlation correlation = new(period);
    private double first = double.NaN;
    private double second = double.NaN;

    public override int WarmUp => period + 1;

    public override void Update(double first, double second)
    {
        var (firstBefore, secondBefore) = (this.first, this.second);
        (this.first, this.second) = (first, second);
        if (double.IsNaN(firstBefore)) return;
        correlation.Update(Scale * Math.Log(first / firstBefore), Scale * Math.Log(second / secondBefore));
        Value = correlation.Value;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(correlation);
        state.Keep(ref first);
        state.Keep(ref second);
    }
}
