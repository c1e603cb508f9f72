using Tidemark.Indicators;
using Tidemark.Indicators.SeriesStatistics;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Volatility;

namespace Tidemark.Strategies.Combined;

/// <summary>
/// 1 while volatility is high, 0 while it is low: the share of the last values that today's volatility exceeds must reach one level to
/// become high, and fall below another to become low again. Warm after volatility bars + window + 1 bars.
/// </summary>
public sealed class VolatilityRegime : SeriesIndicator
{
    private readonly RealizedVolatility volatility;
    private readonly PercentRank rank;
    private readonly double upper;
    private readonly double lower;

    /// <param name="period">Returns in one value of volatility, at least 2.</param>
    /// <param name="window">Values to compare with.</param>
    /// <param name="upper">The share exceeded from which volatility is high, a fraction.</param>
    /// <param name="lower">The share below which it is low again.</param>
    public VolatilityRegime(int period, int window, double upper, double lower)
    {
        volatility = new RealizedVolatility(period);
        rank = new PercentRank(window);
        (this.upper, this.lower) = (upper, lower);
        WarmUp = volatility.WarmUp + window;
    }

    public override int WarmUp { get; }

    public override void Update(double input)
    {
        volatility.Update(input);
        if (!volatility.IsWarm) return;
        rank.Update(volatility.Value);
        if (!rank.IsWarm) return;
        var share = rank.Value / 100;
        Value = share >= (Value == 1 ? lower : upper) ? 1 : 0;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(volatility);
        state.Keep(rank);
    }
}
