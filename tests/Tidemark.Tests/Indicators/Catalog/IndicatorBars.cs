using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Indicators.Catalog;

/// <summary>Bars on which indicators are tried: a plain walk, and the kinds that break careless arithmetic.</summary>
internal static class IndicatorBars
{
    private static readonly Instant Start = Instant.FromDate(2024, 1, 1);

    public static IEnumerable<(string Name, BarColumns Bars)> All =>
    [
        ("walk", Walk(700, 1, 100, 0.01)),
        ("expensive", Walk(400, 2, 4e7, 0.002)),
        ("cheap", Walk(400, 3, 2e-8, 0.05)),
        ("nothing moves", Still(300)),
        ("equal highs and lows", Stairs(400)),
        ("no volume", WithoutVolume(Walk(300, 4, 50, 0.01))),
        ("one bar", Walk(1, 5, 100, 0.01)),
        ("no bars", Walk(0, 6, 100, 0.01)),
    ];

    public static BarColumns Walk(int count, ulong seed, double price, double move)
    {
        var random = new SeededRandom(seed, "indicator bars");
        var bars = new List<Bar>(count);
        for (var i = 0; i < count; i++)
        {
            var open = price;
            var close = open * Math.Exp(move * random.NextNormal());
            var high = Math.Max(open, close) * Math.Exp(move * 0.5 * Math.Abs(random.NextNormal()));
            var low = Math.Min(open, close) * Math.Exp(-move * 0.5 * Math.Abs(random.NextNormal()));
            bars.Add(new Bar(Time(i), open, high, low, close, 10 * Math.Exp(random.NextNormal())));
            price = close;
        }
        return BarColumns.FromBars(Interval.Hours(1), bars);
    }

    private static BarColumns Still(int count) =>
        BarColumns.FromBars(Interval.Hours(1), [.. Enumerable.Range(0, count).Select(i => new Bar(Time(i), 42.1, 42.1, 42.1, 42.1, 3))]);

    /// <summary>Prices on a coarse grid, so that extremes repeat and ranges are often zero.</summary>
    private static BarColumns Stairs(int count)
    {
        var random = new SeededRandom(8, "stairs");
        var bars = new List<Bar>(count);
        var open = 20.0;
        for (var i = 0; i < count; i++)
        {
            var close = Math.Max(1, open + Math.Round(random.NextNormal()));
            bars.Add(new Bar(Time(i), open, Math.Max(open, close), Math.Min(open, close), close, i % 5));
            open = close;
        }
        return BarColumns.FromBars(Interval.Hours(1), bars);
    }

    private static BarColumns WithoutVolume(BarColumns bars) =>
        new(bars.Interval, bars.OpenTimes, bars.Open, bars.High, bars.Low, bars.Close, new double[bars.Count]);

    private static Instant Time(int index) => Start + Duration.FromHours(index);
}
