using Tidemark.Indicators.Momentum;

namespace Tidemark.Strategies.Trend;

/// <summary>An asset's own return over the last months says something about the sign of the next one.</summary>
[About(
    Group = "trend",
    Idea = "An asset's own return over the last months says something about the sign of the next one.",
    Rules = "Every rebalance bars, look at the return of the close over lookback bars: above threshold be long one unit; below minus threshold be short (with direction=long-short, else out); in between be out. Nothing happens between.",
    Source = "T. Moskowitz, Y. H. Ooi, L. H. Pedersen, Time series momentum, Journal of Financial Economics 104, 2012 (without volatility scaling)",
    FailsWhen = "Sharp reversals: the sign of the past is wrong at every turn, and is corrected only at the next rebalance.")]
public sealed class TimeSeriesMomentum : DirectedStrategy
{
    private PerInstrument<RateOfChange> returns;
    private PerInstrument<int> bars;

    [Parameter(Min = 1, Max = 100_000, Description = "bars over which the return is taken")]
    public int Lookback { get; init; } = 168;

    [Parameter(Min = 1, Max = 100_000, Description = "bars between two looks")]
    public int Rebalance { get; init; } = 24;

    [Parameter(Min = 0, Max = 10, Description = "return that counts as a direction, a fraction")]
    public double Threshold { get; init; }

    protected override void OnStart()
    {
        returns = PerInstrument(instrument => Track(new RateOfChange(Lookback), instrument));
        bars = PerInstrument(_ => 0);
    }

    protected override void OnBar(in BarClosed bar)
    {
        var change = returns[bar.Instrument].Value;
        if (double.IsNaN(change) || bars[bar.Instrument]++ % Rebalance != 0) return;
        if (change > Threshold) GoLong(bar.Instrument, "risen");
        else if (change < -Threshold) GoShort(bar.Instrument, "fallen");
        else Leave(bar.Instrument, "no direction");
    }
}
