namespace Tidemark.Domain;

/// <summary>A window of the day, on some days of the week, in UTC.</summary>
/// <param name="From">Its start, inclusive.</param>
/// <param name="To">Its end, exclusive; at or before the start it lies on the next day.</param>
/// <param name="Days">The days on which it starts.</param>
public sealed record TradingHours(TimeOfDay From, TimeOfDay To, Weekdays Days = Weekdays.All)
{
    /// <summary>Whether a moment lies inside.</summary>
    public bool Contain(Instant time)
    {
        var now = TimeOfDay.Of(time);
        if (From < To) return now >= From && now < To && Days.Includes(time);
        return now >= From ? Days.Includes(time) : now < To && Days.Includes(time - Duration.FromDays(1));
    }
}
