namespace Tidemark.Exchange.Markets;

/// <summary>The length of a kline by its name on the wire; weeks begin on Monday, months by the calendar, all in UTC.</summary>
internal sealed record KlineInterval(string Name, long Seconds)
{
    private const long Day = 86_400;

    /// <summary>1970-01-05 was a Monday.</summary>
    private const long FirstMonday = 4 * Day;

    public static readonly KlineInterval[] All =
    [
        new("1s", 1), new("1m", 60), new("3m", 180), new("5m", 300), new("15m", 900), new("30m", 1800), new("1h", 3600), new("2h", 7200),
        new("4h", 14400), new("6h", 21600), new("8h", 28800), new("12h", 43200), new("1d", Day), new("3d", 3 * Day), new("1w", 7 * Day), new("1M", 0),
    ];

    public static KlineInterval? Find(string name) => Array.Find(All, interval => interval.Name == name);

    public Instant OpenOf(Instant time)
    {
        if (Seconds == 0)
        {
            var date = time.ToDateTime();
            return Instant.FromDate(date.Year, date.Month, 1);
        }
        var shift = Name == "1w" ? FirstMonday : 0;
        var seconds = time.UnixSeconds - shift;
        return Instant.FromUnixSeconds(seconds - seconds % Seconds + shift);
    }

    public Instant CloseOf(Instant open) =>
        Seconds == 0 ? Instant.FromDateTime(open.ToDateTime().AddMonths(1)) : Instant.FromUnixSeconds(open.UnixSeconds + Seconds);
}
