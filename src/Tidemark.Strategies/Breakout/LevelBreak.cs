using Tidemark.Indicators.Levels;

namespace Tidemark.Strategies.Breakout;

/// <summary>A level at which the price has turned several times holds orders; once it breaks, those who relied on it must act.</summary>
[About(
    Group = "breakout",
    Idea = "A level at which the price has turned several times holds orders; once it breaks, those who relied on it must act.",
    Rules = "Levels are clusters of confirmed swing points (strength bars on both sides, within tolerance percent, at least touches of them). A close above the resistance known at the bar before, by at least margin (a fraction): go long one unit; below the support by as much: short (with direction=long-short, else leave). A long position is closed at a close below the support known at the bar before, a short one above the resistance.",
    Source = "R. Edwards, J. Magee, Technical Analysis of Stock Trends, 1948; C. Osler, Support for resistance, FRBNY Economic Policy Review 6, 2000",
    FailsWhen = "Levels that everybody sees are pierced on purpose and left again.")]
public sealed class LevelBreak : DirectedStrategy
{
    private PerInstrument<SupportResistance> levels;
    private PerInstrument<(double Support, double Resistance)> known;

    [Parameter(Min = 1, Max = 1_000, Description = "bars on both sides that confirm a swing point")]
    public int Strength { get; init; } = 8;

    [Parameter(Min = 0.01, Max = 50, Description = "how near swing points must lie to be one level, in percent")]
    public double Tolerance { get; init; } = 1;

    [Parameter(Min = 1, Max = 100, Description = "swing points that make a level")]
    public int Touches { get; init; } = 3;

    [Parameter(Min = 0, Max = 1, Description = "how far beyond the level the close must be, a fraction")]
    public double Margin { get; init; } = 0.001;

    protected override void OnStart()
    {
        levels = PerInstrument(instrument => Track(new SupportResistance(Strength, Tolerance, minimumTouches: Touches), instrument));
        known = PerInstrument(_ => (double.NaN, double.NaN));
    }

    protected override void OnBar(in BarClosed bar)
    {
        var (support, resistance) = known[bar.Instrument];
        known[bar.Instrument] = (levels[bar.Instrument].Support, levels[bar.Instrument].Resistance);
        if (bar.Close > resistance && bar.Close >= resistance * (1 + Margin)) GoLong(bar.Instrument, "resistance broken");
        else if (bar.Close < support && bar.Close <= support * (1 - Margin)) GoShort(bar.Instrument, "support broken");
        else if (SideOf(bar.Instrument) == PositionSide.Long && bar.Close < support || SideOf(bar.Instrument) == PositionSide.Short && bar.Close > resistance) Leave(bar.Instrument, "level lost");
    }
}
