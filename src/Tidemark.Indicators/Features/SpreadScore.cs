using Tidemark.Indicators.SeriesStatistics;
using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Features;

/// <summary>How many deviations the logarithm of the ratio of two prices (the second over the first) lies above its mean of the last n. Warm after n pairs.</summary>
internal sealed class SpreadScore(int period) : PairIndicator(BarField.Close, BarField.Close)
{
    private readonly ZScore score = new(period);

    public override int WarmUp => period;

    public override void Update(double first, double second)
    {
        score.Update(Math.Log(second / first));
        Value = score.Value;
    }

    protected override void KeepState(IndicatorState state) => state.Keep(score);
}
