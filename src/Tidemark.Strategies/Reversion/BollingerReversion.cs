using Tidemark.Engine.Portfolios;
using Tidemark.Indicators.Bands;

namespace Tidemark.Strategies.Reversion;

/// <summary>A close far outside its usual range tends to come back to the mean.</summary>
[About(
    Group = "reversion",
    Idea = "A close far outside its usual range tends to come back to the mean.",
    Rules = "When flat, a close below the lower band (mean less deviations standard deviations of period closes): go long one unit. Leave at a close at or above the middle. With direction=long-short the mirror image at the upper band. With stop-loss above 0 leave at a close that far, as a fraction, or farther beyond the entry price.",
    Source = "J. Bollinger, Bollinger on Bollinger Bands, 2001",
    FailsWhen = "Trends walk along a band: the price leaves the range and does not come back, and the mean follows it slowly.")]
public sealed class BollingerReversion : DirectedStrategy
{
    private PerInstrument<BollingerBands> bands;

    [Parameter(Min = 2, Max = 10_000, Description = "bars of mean and deviation")]
    public int Period { get; init; } = 20;

    [Parameter(Min = 0.1, Max = 10, Description = "distance of the bands in standard deviations")]
    public double Deviations { get; init; } = 2;

    [Parameter(Min = 0, Max = 0.99, Description = "loss at which it gives up at a close, a fraction of the entry price; 0 for none")]
    public double StopLoss { get; init; }

    protected override void OnStart()
    {
        bands = PerInstrument(instrument => Track(new BollingerBands(Period, Deviations, Deviations), instrument));
    }

    protected override void OnBar(in BarClosed bar)
    {
        var band = bands[bar.Instrument];
        if (!band.IsWarm) return;
        var position = Position(bar.Instrument);
        if (position.Side == PositionSide.Long && bar.Close >= band.Middle || position.Side == PositionSide.Short && bar.Close <= band.Middle) Leave(bar.Instrument, "at the mean");
        else if (IsLost(position, bar.Close)) Leave(bar.Instrument, "stop");
        else if (position.IsFlat && bar.Close < band.Lower) GoLong(bar.Instrument, "below the band");
        else if (position.IsFlat && bar.Close > band.Upper) GoShort(bar.Instrument, "above the band");
    }

    private bool IsLost(Position position, double close)
    {
        if (StopLoss == 0 || position.IsFlat) return false;
        var change = close / position.AveragePrice.ToDouble() - 1;
        return position.Side == PositionSide.Long ? change <= -StopLoss : change >= StopLoss;
    }
}
