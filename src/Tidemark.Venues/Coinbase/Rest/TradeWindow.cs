using System.Globalization;

namespace Tidemark.Venues.Coinbase.Rest;

/// <summary>A span of time in which trades are asked for, as long as the last answers showed to be good.</summary>
internal readonly record struct TradeWindow(Instant Start, Duration Length)
{
    private static readonly Duration Usual = Duration.FromMinutes(15);
    private static readonly Duration Shortest = Duration.FromSeconds(1);
    private static readonly Duration Longest = Duration.FromDays(1);

    public Instant End => Start + Length;

    /// <summary>The venue is asked in seconds.</summary>
    public bool CanBeHalved => Length > Shortest;

    public static TradeWindow From(Instant start) => new(start, Usual);

    public static TradeWindow Parse(string text)
    {
        var parts = text.Split('/');
        return new TradeWindow(new Instant(long.Parse(parts[0], CultureInfo.InvariantCulture)), new Duration(long.Parse(parts[1], CultureInfo.InvariantCulture)));
    }

    public TradeWindow Halved() => this with { Length = new Duration(Math.Max(Length.Nanoseconds / 2, Shortest.Nanoseconds)) };

    /// <summary>The one after it, longer where this one held little.</summary>
    public TradeWindow Next(int count, int most) => new(End, count < most / 4 ? new Duration(Math.Min(Length.Nanoseconds * 2, Longest.Nanoseconds)) : Length);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Start.Nanoseconds}/{Length.Nanoseconds}");
}
