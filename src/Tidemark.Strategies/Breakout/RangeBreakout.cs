using Tidemark.Indicators;
using Tidemark.Indicators.MovingAverages;
using Tidemark.Indicators.SeriesStatistics;

namespace Tidemark.Strategies.Breakout;

/// <summary>A range that is left on much volume is left for a reason.</summary>
[About(
    Group = "breakout",
    Idea = "A range that is left on much volume is left for a reason.",
    Rules = "A close above the highest high of the lookback bars before, on a volume of at least volume-factor times the mean of the lookback bars before: go long one unit. Below the lowest low on such a volume: short (with direction=long-short, else leave). A long position is closed at a close below the middle of the range of the lookback bars before, a short one above it.",
    Source = "R. Edwards, J. Magee, Technical Analysis of Stock Trends, 1948 (volume as confirmation); R. Donchian's channel",
    FailsWhen = "Spikes on news that are taken back at once; markets where volume is made up.")]
public sealed class RangeBreakout : DirectedStrategy
{
    private PerInstrument<ExtremeValue> highs;
    private PerInstrument<ExtremeValue> lows;
    private PerInstrument<SimpleMovingAverage> volumes;
    private PerInstrument<(double High, double Low, double Volume)> ranges;

    [Parameter(Min = 2, Max = 10_000, Description = "bars of the range")]
    public int Lookback { get; init; } = 24;

    [Parameter(Min = 0, Max = 100, Description = "volume that confirms, in means of the range's bars; 0 for no confirmation")]
    public double VolumeFactor { get; init; } = 1.2;

    protected override void OnStart()
    {
        highs = PerInstrument(instrument => Track(new ExtremeValue(Lookback, isLowest: false) { Source = BarField.High }, instrument));
        lows = PerInstrument(instrument => Track(new ExtremeValue(Lookback, isLowest: true) { Source = BarField.Low }, instrument));
        volumes = PerInstrument(instrument => Track(new SimpleMovingAverage(Lookback) { Source = BarField.Volume }, instrument));
        ranges = PerInstrument(_ => (double.NaN, double.NaN, double.NaN));
    }

    protected override void OnBar(in BarClosed bar)
    {
        var instrument = bar.Instrument;
        var (high, low, volume) = ranges[instrument];
        ranges[instrument] = (highs[instrument].Value, lows[instrument].Value, volumes[instrument].Value);
        var isConfirmed = bar.Volume >= VolumeFactor * volume;
        var middle = (high + low) / 2;
        if (bar.Close > high && isConfirmed) GoLong(instrument, "breakout up");
        else if (bar.Close < low && isConfirmed) GoShort(instrument, "breakout down");
        else if (SideOf(instrument) == PositionSide.Long && bar.Close < middle || SideOf(instrument) == PositionSide.Short && bar.Close > middle) Leave(instrument, "back in the range");
    }
}
