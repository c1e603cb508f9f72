using Tidemark.Indicators.MovingAverages;
using Tidemark.Indicators.SeriesStatistics;

namespace Tidemark.Strategies.Reversion;

/// <summary>How many standard deviations a close lies from its mean says how unusual it is; the unusual tends not to last.</summary>
[About(
    Group = "reversion",
    Idea = "How many standard deviations a close lies from its mean says how unusual it is; the unusual tends not to last.",
    Rules = "z = (close - mean) / standard deviation over period closes. When flat, z at most -entry: go long one unit; at least entry: short (with direction=long-short). Leave when |z| is at most exit or has crossed zero. With stop above 0 leave when z is at or beyond -stop (long) or stop (short), and enter again only after |z| has been below entry.",
    Source = "Common in statistical arbitrage; E. Chan, Algorithmic Trading, 2013, ch. 2",
    FailsWhen = "The mean moves: what looks unusual is the beginning of something new.")]
public sealed class ZScoreReversion : DirectedStrategy
{
    private PerInstrument<SimpleMovingAverage> means;
    private PerInstrument<StandardDeviation> deviations;
    private PerInstrument<bool> mustCalm;

    [Parameter(Min = 2, Max = 10_000, Description = "bars of mean and deviation")]
    public int Period { get; init; } = 48;

    [Parameter(Min = 0.1, Max = 20, Description = "distance at which it enters, in standard deviations")]
    public double Entry { get; init; } = 2;

    [Parameter(Min = 0, Max = 20, Description = "distance at which it leaves with a gain")]
    public double Exit { get; init; } = 0.5;

    [Parameter(Min = 0, Max = 50, Description = "distance at which it gives up; 0 for none")]
    public double Stop { get; init; } = 4;

    protected override void ValidateParameters()
    {
        if (Exit >= Entry) throw new BadInputException($"parameter exit ({Exit}) must be smaller than entry ({Entry})");
        if (Stop != 0 && Stop <= Entry) throw new BadInputException($"parameter stop ({Stop}) must be larger than entry ({Entry}), or 0");
    }

    protected override void OnStart()
    {
        means = PerInstrument(instrument => Sma(Period, instrument));
        deviations = PerInstrument(instrument => Track(new StandardDeviation(Period), instrument));
        mustCalm = PerInstrument(_ => false);
    }

    protected override void OnBar(in BarClosed bar)
    {
        var deviation = deviations[bar.Instrument].Value;
        if (!(deviation > 0)) return;
        var score = (bar.Close - means[bar.Instrument].Value) / deviation;
        ref var waits = ref mustCalm[bar.Instrument];
        if (Math.Abs(score) < Entry) waits = false;
        var side = SideOf(bar.Instrument);
        if (side == PositionSide.Flat)
        {
            if (waits) return;
            if (score <= -Entry) GoLong(bar.Instrument, "far below");
            else if (score >= Entry) GoShort(bar.Instrument, "far above");
            return;
        }
        var distance = side == PositionSide.Long ? -score : score;
        if (distance <= Exit) Leave(bar.Instrument, "back");
        else if (Stop > 0 && distance >= Stop)
        {
            Leave(bar.Instrument, "gives up");
            waits = true;
        }
    }
}
