using Tidemark.Indicators.Momentum;

namespace Tidemark.Strategies.Trend;

/// <summary>Two exponential averages draw apart while a trend gains strength; the turn of their distance is seen before the averages cross.</summary>
[About(
    Group = "trend",
    Idea = "Two exponential averages draw apart while a trend gains strength; the turn of their distance is seen before the averages cross.",
    Rules = "Each close compare the MACD line (fast less slow exponential average) with its signal line. When it turns from below to above, go long one unit; when it turns from above to below, leave, or go short with direction=long-short (equality changes nothing). With trend-filter on, entries long need a MACD line above zero and short ones below. Market orders.",
    Source = "G. Appel, The Moving Average Convergence-Divergence Method, 1979",
    FailsWhen = "Markets without direction: the lines cross often around zero, and each cross costs.")]
public sealed class MacdTrend : DirectedStrategy
{
    private PerInstrument<Macd> lines;
    private PerInstrument<int> sides;

    [Parameter(Min = 2, Max = 10_000, Description = "bars of the fast average")]
    public int Fast { get; init; } = 12;

    [Parameter(Min = 3, Max = 10_000, Description = "bars of the slow average")]
    public int Slow { get; init; } = 26;

    [Parameter(Min = 1, Max = 10_000, Description = "bars of the signal line")]
    public int Signal { get; init; } = 9;

    [Parameter(Description = "whether entries need the line on their side of zero")]
    public bool TrendFilter { get; init; }

    protected override void ValidateParameters()
    {
        if (Fast >= Slow) throw new BadInputException($"parameter fast ({Fast}) must be smaller than slow ({Slow})");
    }

    protected override void OnStart()
    {
        lines = PerInstrument(instrument => Track(new Macd(Fast, Slow, Signal), instrument));
        sides = PerInstrument(_ => 0);
    }

    protected override void OnBar(in BarClosed bar)
    {
        var macd = lines[bar.Instrument];
        if (!macd.IsWarm) return;
        ref var side = ref sides[bar.Instrument];
        var before = side;
        side = macd.Histogram > 0 ? 1 : macd.Histogram < 0 ? -1 : before;
        if (before == 0 || side == before) return;
        if (side > 0)
        {
            if (!TrendFilter || macd.Value > 0) GoLong(bar.Instrument, "cross up");
            else Leave(bar.Instrument, "cross up");
        }
        else if (!TrendFilter || macd.Value < 0)
        {
            GoShort(bar.Instrument, "cross down");
        }
        else
        {
            Leave(bar.Instrument, "cross down");
        }
    }
}
