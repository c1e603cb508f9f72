namespace Tidemark.Strategies.Breakout;

/// <summary>The first hours of a session show where its traders stand; who goes with the first that leaves their range goes with the day.</summary>
[About(
    Group = "breakout",
    Idea = "The first hours of a session show where its traders stand; who goes with the first that leaves their range goes with the day.",
    Rules = "A session begins each day at start-hour (UTC). The range is the highest high and lowest low of the bars that close within range-minutes of it. Later, until end-hours after the start, the first close outside the range decides for the session: above it go long one unit; below it go short (with direction=long-short, else stay out). Leave at a close on the other side of the range, and at the first close at or after the end of the session.",
    Source = "T. Crabel, Day Trading with Short Term Price Patterns and Opening Range Breakout, 1990",
    FailsWhen = "Days without direction, and markets that never close have no true opening: choose the hour that matters.")]
public sealed class OpeningRange : DirectedStrategy
{
    private PerInstrument<Session> sessions;

    [Parameter(Min = 0, Max = 23, Description = "hour of the day at which the session begins, UTC")]
    public int StartHour { get; init; }

    [Parameter(Min = 1, Max = 1_380, Description = "minutes of the opening range")]
    public int RangeMinutes { get; init; } = 180;

    [Parameter(Min = 1, Max = 24, Description = "hours after which the session ends")]
    public int EndHours { get; init; } = 22;

    protected override void ValidateParameters()
    {
        if (RangeMinutes >= EndHours * 60) throw new BadInputException($"parameter range-minutes ({RangeMinutes}) must be shorter than the session of {EndHours} hours");
    }

    protected override void OnStart() => sessions = PerInstrument(_ => new Session(Instant.MinValue, double.NegativeInfinity, double.PositiveInfinity, HasEntered: true));

    protected override void OnBar(in BarClosed bar)
    {
        ref var session = ref sessions[bar.Instrument];
        var start = StartOf(bar.OpenTime);
        if (start != session.Start)
        {
            Leave(bar.Instrument, "session ended");
            session = new Session(start, double.NegativeInfinity, double.PositiveInfinity, HasEntered: false);
        }
        var age = bar.CloseTime - session.Start;
        if (age <= Duration.FromMinutes(RangeMinutes))
        {
            session = session with { High = Math.Max(session.High, bar.High), Low = double.IsInfinity(session.Low) ? bar.Low : Math.Min(session.Low, bar.Low) };
            return;
        }
        if (age >= Duration.FromHours(EndHours)) Leave(bar.Instrument, "session ended");
        else if (!double.IsInfinity(session.High)) Decide(bar, ref session);
    }

    private void Decide(in BarClosed bar, ref Session session)
    {
        var side = SideOf(bar.Instrument);
        if (side == PositionSide.Long && bar.Close < session.Low || side == PositionSide.Short && bar.Close > session.High)
        {
            Leave(bar.Instrument, "other side");
        }
        else if (!session.HasEntered && bar.Close > session.High)
        {
            session = session with { HasEntered = true };
            GoLong(bar.Instrument, "range left up");
        }
        else if (!session.HasEntered && bar.Close < session.Low)
        {
            session = session with { HasEntered = true };
            GoShort(bar.Instrument, "range left down");
        }
    }

    /// <summary>The last start of a session at or before a moment.</summary>
    private Instant StartOf(Instant time)
    {
        var day = Interval.Days(1).OpenOf(time) + Duration.FromHours(StartHour);
        return day <= time ? day : day - Duration.FromDays(1);
    }

    private readonly record struct Session(Instant Start, double High, double Low, bool HasEntered);
}
