using Tidemark.Indicators.Volume;

namespace Tidemark.Strategies.Reversion;

/// <summary>The mean price that a day's volume has paid is where large orders are measured; far from it, prices tend to come back within the day.</summary>
[About(
    Group = "reversion",
    Idea = "The mean price that a day's volume has paid is where large orders are measured; far from it, prices tend to come back within the day.",
    Rules = "Session VWAP of the UTC day with bands of deviations volume-weighted standard deviations. From bars bars into the session on: a close below the lower band goes long one unit, above the upper band short (with direction=long-short). Leave at a close on the other side of the VWAP, and at the first close of a new session.",
    Source = "B. Madhavan, VWAP strategies, Trading 1, 2002, for the benchmark; the reversion rule is common among day traders",
    FailsWhen = "Days of trend: the price leaves its VWAP in the morning and does not come back.")]
public sealed class VwapReversion : DirectedStrategy
{
    private PerInstrument<VolumeWeightedAveragePrice> averages;
    private PerInstrument<(Instant Day, int Bars)> sessions;

    [Parameter(Min = 0.1, Max = 20, Description = "distance of the bands in standard deviations")]
    public double Deviations { get; init; } = 1.5;

    [Parameter(Min = 1, Max = 1_440, Description = "bars of a session before it enters")]
    public int Bars { get; init; } = 4;

    protected override void OnStart()
    {
        averages = PerInstrument(instrument => Track(VolumeWeightedAveragePrice.OfSession(Interval.Days(1), Deviations), instrument));
        sessions = PerInstrument(_ => (Instant.MinValue, 0));
    }

    protected override void OnBar(in BarClosed bar)
    {
        var average = averages[bar.Instrument];
        ref var session = ref sessions[bar.Instrument];
        var day = Interval.Days(1).OpenOf(bar.OpenTime);
        var isNew = day != session.Day;
        session = (day, isNew ? 1 : session.Bars + 1);
        if (isNew)
        {
            Leave(bar.Instrument, "session ended");
            return;
        }
        if (!average.IsWarm) return;
        var side = SideOf(bar.Instrument);
        if (side == PositionSide.Long && bar.Close > average.Value || side == PositionSide.Short && bar.Close < average.Value) Leave(bar.Instrument, "back at the mean");
        else if (side != PositionSide.Flat || session.Bars < Bars) return;
        else if (bar.Close < average.Lower) GoLong(bar.Instrument, "far below");
        else if (bar.Close > average.Upper) GoShort(bar.Instrument, "far above");
    }
}
