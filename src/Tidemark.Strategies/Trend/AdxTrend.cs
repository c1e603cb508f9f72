using Tidemark.Indicators.Trend;

namespace Tidemark.Strategies.Trend;

/// <summary>Directional movement says which way, its average says whether there is a trend at all: trade only where there is one.</summary>
[About(
    Group = "trend",
    Idea = "Directional movement says which way, its average says whether there is a trend at all: trade only where there is one.",
    Rules = "Long one unit when +DI is above -DI and ADX is at least strong; short the other way round (with direction=long-short, else only leave). Leave when ADX falls below weak, or the order of the two has turned while ADX is below strong.",
    Source = "J. W. Wilder, New Concepts in Technical Trading Systems, 1978",
    FailsWhen = "ADX lags: it says strong when much of the move has been. Violent ranges raise it too.")]
public sealed class AdxTrend : DirectedStrategy
{
    private PerInstrument<AverageDirectionalIndex> strengths;
    private PerInstrument<DirectionalIndicator> ups;
    private PerInstrument<DirectionalIndicator> downs;

    [Parameter(Min = 2, Max = 10_000, Description = "bars of the index")]
    public int Period { get; init; } = 14;

    [Parameter(Min = 0, Max = 100, Description = "index from which a trend is there")]
    public double Strong { get; init; } = 25;

    [Parameter(Min = 0, Max = 100, Description = "index below which it is over")]
    public double Weak { get; init; } = 20;

    protected override void ValidateParameters()
    {
        if (Weak > Strong) throw new BadInputException($"parameter weak ({Weak}) must not be larger than strong ({Strong})");
    }

    protected override void OnStart()
    {
        strengths = PerInstrument(instrument => Track(new AverageDirectionalIndex(Period), instrument));
        ups = PerInstrument(instrument => Track(new DirectionalIndicator(Period, isUp: true), instrument));
        downs = PerInstrument(instrument => Track(new DirectionalIndicator(Period, isUp: false), instrument));
    }

    protected override void OnBar(in BarClosed bar)
    {
        var (strength, up, down) = (strengths[bar.Instrument].Value, ups[bar.Instrument].Value, downs[bar.Instrument].Value);
        if (double.IsNaN(strength)) return;
        var side = SideOf(bar.Instrument);
        if (strength >= Strong && up > down) GoLong(bar.Instrument, "trend up");
        else if (strength >= Strong && down > up) GoShort(bar.Instrument, "trend down");
        else if (strength < Weak) Leave(bar.Instrument, "no trend");
        else if (side == PositionSide.Long && down > up || side == PositionSide.Short && up > down) Leave(bar.Instrument, "turned");
    }
}
