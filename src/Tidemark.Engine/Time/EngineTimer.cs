namespace Tidemark.Engine.Time;

/// <summary>Something that is due at a moment: a strategy's timer, or a bar that must close although no data comes.</summary>
/// <param name="Due">When; it fires after all bars of that instant.</param>
/// <param name="Number">The order in which timers were set, to break ties.</param>
/// <param name="Strategy">The strategy that set it, or -1 for the engine's own.</param>
/// <param name="Series">The dense number of the bar series to close, or -1.</param>
/// <param name="Name">The strategy's name for it.</param>
/// <param name="Every">The distance to the next firing; zero for once.</param>
/// <param name="Days">Only on these days of the week; None for all.</param>
/// <param name="Order">The order that the engine runs and must look at, or -1.</param>
internal readonly record struct EngineTimer(Instant Due, long Number, int Strategy, int Series, string Name, Duration Every, int Order = -1, Weekdays Days = Weekdays.None)
{
    /// <summary>When it fires again. One that is far behind (set before the first event, or after a gap) is called once and catches up.</summary>
    public Instant NextDue(Instant arriving)
    {
        var next = Due + Every;
        if (next >= arriving) return next;
        var last = next + Every * ((arriving.Nanoseconds - next.Nanoseconds) / Every.Nanoseconds);
        return Days == Weekdays.None ? last : LastOnItsDays(last);
    }

    /// <summary>
    /// Whether a time of day is called: on its days, not before the session's first event, and after a gap of the data only the last of
    /// the calls that fell into it.
    /// </summary>
    /// <param name="arriving">The arrival of the event that is next.</param>
    /// <param name="firstArrival">The arrival of the first event of the session.</param>
    public bool IsCalled(Instant arriving, Instant firstArrival) =>
        Days == Weekdays.None || (Due >= firstArrival && Days.Includes(Due) && NextOnItsDays() > arriving);

    private Instant LastOnItsDays(Instant last)
    {
        for (var due = last; due > Due; due -= Every)
            if (Days.Includes(due)) return due;
        return last;
    }

    private Instant NextOnItsDays()
    {
        var next = Due + Every;
        while (!Days.Includes(next)) next += Every;
        return next;
    }
}
