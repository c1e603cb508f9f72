namespace Tidemark.Research.Checks;

/// <summary>
/// Order books made of the bars of a check, for strategies that decide on books: in the last seconds of each bar four whole books around its open,
/// its extremes and its close, and after each a seller and a buyer who reach past it, now a little, now far.
/// </summary>
internal static class CheckBooks
{
    public static readonly BookScale Scale = new(0.01m, 0.0001m);

    private const int Levels = 5;
    private const int MessagesAPoint = 3;
    private const double LevelStep = 0.0001;

    /// <summary>The best level holds one unit, the next two, in quote currency: enough for strategies that trade all of their account.</summary>
    private const double UnitWorth = 20_000;

    /// <summary>How far takers reach, in turn.</summary>
    private static readonly double[] Reaches = [0.0002, 0.0006, 0.0001, 0.0025, 0.0004, 0.0009, 0.0015];

    public static BookColumns Of(BarColumns bars)
    {
        var (times, kinds, ids) = (new List<long>(), new List<byte>(), new List<long>());
        var (bidStarts, askStarts, ticks, lots) = (new List<long> { 0 }, new List<long>(), new List<long>(), new List<long>());
        for (var index = 0; index < bars.Count; index++)
        {
            var bar = bars[index];
            var close = bars.Interval.CloseOf(bar.OpenTime).Nanoseconds;
            var points = bar.Close >= bar.Open ? new[] { bar.Open, bar.Low, bar.High, bar.Close } : [bar.Open, bar.High, bar.Low, bar.Close];
            // A second from one book to the next, less where bars are shorter than that.
            var pause = Math.Min(Instant.NanosecondsPerSecond, (close - bar.OpenTime.Nanoseconds) / (points.Length + 1)) / MessagesAPoint;
            for (var point = 0; point < points.Length; point++)
            {
                var reach = Reaches[(index * points.Length + point) % Reaches.Length];
                var first = close - (points.Length - point) * MessagesAPoint * pause;
                Begin(first, BookMessageKind.Snapshot);
                for (var level = 1; level <= Levels; level++) Row(points[point] * (1 - level * LevelStep), level);
                askStarts.Add(ticks.Count);
                for (var level = 1; level <= Levels; level++) Row(points[point] * (1 + level * LevelStep), level);
                bidStarts.Add(ticks.Count);
                Begin(first + pause, BookMessageKind.SellTrade);
                Row(points[point] * (1 - reach), Levels * Levels);
                askStarts.Add(ticks.Count);
                bidStarts.Add(ticks.Count);
                Begin(first + 2 * pause, BookMessageKind.BuyTrade);
                askStarts.Add(ticks.Count);
                Row(points[point] * (1 + reach), Levels * Levels);
                bidStarts.Add(ticks.Count);
            }
        }
        long[] happened = [.. times];
        long[] received = [.. times.Select(time => time + Instant.NanosecondsPerMillisecond)];
        return new BookColumns(Scale, received, happened, ids.ToArray(), kinds.ToArray(), bidStarts.ToArray(), askStarts.ToArray(),
            Enumerable.Range(0, happened.Length).Select(message => (long)message).ToArray(), ticks.ToArray(), lots.ToArray());

        void Begin(long time, BookMessageKind kind)
        {
            times.Add(time);
            kinds.Add((byte)kind);
            ids.Add(times.Count);
        }

        void Row(double price, int units)
        {
            ticks.Add(Math.Max(Scale.TicksOf(price), 1));
            lots.Add(Math.Max(Scale.LotsOf(units * UnitWorth / price), 1));
        }
    }
}
