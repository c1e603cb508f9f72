using Tidemark.Indicators.Bands;
using Tidemark.Indicators.MovingAverages;
using Tidemark.Indicators.Volatility;

namespace Tidemark.Strategies.Breakout;

/// <summary>Volatility comes in waves: a quiet stretch is followed by a move; wait for the quiet and go with what ends it.</summary>
[About(
    Group = "breakout",
    Idea = "Volatility comes in waves: a quiet stretch is followed by a move; wait for the quiet and go with what ends it.",
    Rules = "Quiet: the Bollinger Bands (period, deviations) lie inside the channel of the exponential average of period plus and minus channel-ranges average true ranges of period. After at least quiet-bars quiet bars in a row, the first bar that is not quiet decides: close above the middle band: go long one unit; below: short (with direction=long-short). Leave at a close on the other side of the middle band.",
    Source = "J. Carter, Mastering the Trade, 2005 (TTM Squeeze, without its momentum histogram)",
    FailsWhen = "The first move out of the quiet is often a feint.")]
public sealed class VolatilitySqueeze : DirectedStrategy
{
    private PerInstrument<BollingerBands> bands;
    private PerInstrument<ExponentialMovingAverage> middles;
    private PerInstrument<AverageTrueRange> ranges;
    private PerInstrument<int> quiet;

    [Parameter(Min = 2, Max = 10_000, Description = "bars of bands and channel")]
    public int Period { get; init; } = 20;

    [Parameter(Min = 0.1, Max = 10, Description = "distance of the bands in standard deviations")]
    public double Deviations { get; init; } = 2;

    [Parameter(Min = 0.1, Max = 10, Description = "distance of the channel in average true ranges")]
    public double ChannelRanges { get; init; } = 1.5;

    [Parameter(Min = 1, Max = 1_000, Description = "quiet bars in a row that are needed")]
    public int QuietBars { get; init; } = 6;

    protected override void OnStart()
    {
        bands = PerInstrument(instrument => Track(new BollingerBands(Period, Deviations, Deviations), instrument));
        middles = PerInstrument(instrument => Ema(Period, instrument));
        ranges = PerInstrument(instrument => Atr(Period, instrument));
        quiet = PerInstrument(_ => 0);
    }

    protected override void OnBar(in BarClosed bar)
    {
        var instrument = bar.Instrument;
        var (band, middle, range) = (bands[instrument], middles[instrument].Value, ranges[instrument].Value);
        if (double.IsNaN(range)) return;
        var isQuiet = band.Upper < middle + ChannelRanges * range && band.Lower > middle - ChannelRanges * range;
        var before = quiet[instrument];
        quiet[instrument] = isQuiet ? before + 1 : 0;
        if (!isQuiet && before >= QuietBars)
        {
            if (bar.Close > band.Middle) GoLong(instrument, "released up");
            else if (bar.Close < band.Middle) GoShort(instrument, "released down");
        }
        else if (SideOf(instrument) == PositionSide.Long && bar.Close < band.Middle || SideOf(instrument) == PositionSide.Short && bar.Close > band.Middle)
        {
            Leave(instrument, "crossed the middle");
        }
    }
}
