using Tidemark.Indicators.Momentum;

namespace Tidemark.Strategies.Reversion;

/// <summary>When a close returns from the bottom of its recent range, the selling is spent.</summary>
[About(
    Group = "reversion",
    Idea = "When a close returns from the bottom of its recent range, the selling is spent.",
    Rules = "Slow K (range of fast-k bars, smoothed over smoothing) and slow D (K smoothed over smoothing). K turns from below D to above it while D is below low: go long one unit (equality changes nothing). Leave when K is above high, or (with direction=long-short) go short when K turns to below D while D is above high; a short is closed when K is below low.",
    Source = "G. Lane, Lane's stochastics, Technical Analysis of Stocks and Commodities, 1984",
    FailsWhen = "Strong trends: the oscillator stays at its end for long while the price goes on.")]
public sealed class StochasticReversion : DirectedStrategy
{
    private PerInstrument<Stochastic> oscillators;
    private PerInstrument<int> sides;

    [Parameter(Min = 1, Max = 10_000, Description = "bars of the range")]
    public int FastK { get; init; } = 14;

    [Parameter(Min = 1, Max = 1_000, Description = "bars of both smoothings")]
    public int Smoothing { get; init; } = 3;

    [Parameter(Min = 0, Max = 100, Description = "below this the market is oversold")]
    public double Low { get; init; } = 20;

    [Parameter(Min = 0, Max = 100, Description = "above this the market is overbought")]
    public double High { get; init; } = 80;

    protected override void ValidateParameters()
    {
        if (Low >= High) throw new BadInputException($"parameter low ({Low}) must be smaller than high ({High})");
    }

    protected override void OnStart()
    {
        oscillators = PerInstrument(instrument => Track(new Stochastic(FastK, Smoothing, Smoothing), instrument));
        sides = PerInstrument(_ => 0);
    }

    protected override void OnBar(in BarClosed bar)
    {
        var oscillator = oscillators[bar.Instrument];
        if (!oscillator.IsWarm) return;
        var (k, d) = (oscillator.Value, oscillator.SlowD);
        ref var side = ref sides[bar.Instrument];
        var before = side;
        side = k > d ? 1 : k < d ? -1 : before;
        if (before < 0 && side > 0 && d < Low) GoLong(bar.Instrument, "turned up");
        else if (before > 0 && side < 0 && d > High) GoShort(bar.Instrument, "turned down");
        else if (SideOf(bar.Instrument) == PositionSide.Long && k > High) Leave(bar.Instrument, "overbought");
        else if (SideOf(bar.Instrument) == PositionSide.Short && k < Low) Leave(bar.Instrument, "oversold");
    }
}
