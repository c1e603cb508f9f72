using Tidemark.Simulation.Markets;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Research.Checks;

/// <summary>Bars on which a strategy is checked; aligned in time across instruments.</summary>
/// <param name="Name">What they are like: <c>crash</c>.</param>
/// <param name="Bars">One series an instrument.</param>
public sealed record CheckMarket(string Name, IReadOnlyList<BarColumns> Bars)
{
    private static readonly Instant Start = Instant.FromDate(2024, 1, 1);

    public int Count => Bars[0].Count;

    /// <summary>
    /// Markets that together bring most branches of a strategy to life: an ordinary one, a crash, a rally, wild jumps, hours without any
    /// movement, and bars that are missing; of several instruments also one whose prices are bound together.
    /// </summary>
    public static IReadOnlyList<CheckMarket> Standard(Interval interval, int count, int instruments)
    {
        var ordinary = Generate(interval, count, instruments, 11);
        List<CheckMarket> markets =
        [
            new CheckMarket("ordinary", ordinary),
            new CheckMarket("crash", Shaped(Generate(interval, count, instruments, 12), (index, rest) => Math.Exp(-0.9 * Ramp(index, rest, 0.4, 0.43)))),
            new CheckMarket("rally", Shaped(Generate(interval, count, instruments, 13), (index, rest) => Math.Exp(1.2 * Ramp(index, rest, 0.3, 0.7)))),
            new CheckMarket("swings", Shaped(Generate(interval, count, instruments, 14), (index, _) => 1 + 0.12 * Math.Sin(index / 9.0))),
            new CheckMarket("jumps", Jumping(Generate(interval, count, instruments, 15))),
            new CheckMarket("standstill", Still(Generate(interval, count, instruments, 16))),
            new CheckMarket("missing bars", Holes(ordinary)),
        ];
        if (instruments > 1) markets.Add(new CheckMarket("bound together", Bound(Generate(interval, count, instruments, 17))));
        return markets;
    }

    /// <summary>The first bars of each series.</summary>
    public CheckMarket Take(int count) => new(Name, [.. Bars.Select(bars => bars.Slice(0, Math.Min(count, bars.Count)))]);

    /// <summary>Without the first bars of each series.</summary>
    public CheckMarket Skip(int count) => new(Name, [.. Bars.Select(bars => bars.Slice(count, bars.Count - count))]);

    /// <summary>The same until a bar, and then another future: everything multiplied by a path that goes up or down.</summary>
    public CheckMarket WithOtherFuture(int from, bool isUp) => new(Name,
        [.. Bars.Select(bars => Scaled(bars, index => index < from ? 1 : Math.Exp((isUp ? 0.25 : -0.25) * (1 + Math.Sin(index - from) * 0.3)), index => index < from ? 1 : 3))]);

    private static List<BarColumns> Generate(Interval interval, int count, int instruments, ulong seed) =>
        [.. Enumerable.Range(0, instruments).Select(instrument =>
            new SyntheticMarket(new SyntheticMarketOptions(seed + 100 * (ulong)instrument, interval, interval.OpenOf(Start), 100 * (1 + instrument))).Generate(count))];

    private static double Ramp(int index, int count, double from, double to) => Math.Clamp((index / (double)count - from) / (to - from), 0, 1);

    private static List<BarColumns> Shaped(List<BarColumns> all, Func<int, int, double> factor) =>
        [.. all.Select(bars => Scaled(bars, index => factor(index, bars.Count), _ => 1))];

    private static List<BarColumns> Jumping(List<BarColumns> all) => [.. all.Select((bars, number) =>
    {
        var random = new SeededRandom(77, $"jumps {number}");
        var level = 0.0;
        return Scaled(bars, _ => Math.Exp(level += random.NextDouble() < 0.04 ? 0.08 * random.NextNormal() : 0), _ => 1);
    })];

    /// <summary>Two stretches in which nothing trades away from one price.</summary>
    private static List<BarColumns> Still(List<BarColumns> all) => [.. all.Select(bars =>
    {
        var changed = new List<Bar>(bars.Count);
        for (var i = 0; i < bars.Count; i++)
        {
            var isStill = Ramp(i, bars.Count, 0.3, 0.31) == 1 && i < bars.Count * 0.4 || i > bars.Count * 0.8;
            var price = isStill ? changed[^1].Close : 0;
            changed.Add(isStill ? new Bar(bars[i].OpenTime, price, price, price, price, 0) : bars[i]);
        }
        return BarColumns.FromBars(bars.Interval, changed);
    })];

    private static List<BarColumns> Holes(IReadOnlyList<BarColumns> all) => [.. all.Select(bars =>
        BarColumns.FromBars(bars.Interval, [.. Enumerable.Range(0, bars.Count).Where(i => i % 17 != 5 && i % 97 is < 60 or > 72).Select(i => bars[i])]))];

    /// <summary>The last price becomes the geometric mean of the others times a distance that comes back, as pairs and baskets need it.</summary>
    private static List<BarColumns> Bound(List<BarColumns> all)
    {
        var random = new SeededRandom(78, "distance");
        var distance = 0.0;
        var bars = new List<Bar>(all[^1].Count);
        for (var i = 0; i < all[^1].Count; i++)
        {
            var before = distance;
            distance = 0.9 * distance + 0.01 * random.NextNormal();
            var index = i;
            var (open, close) = (MeanOf(bar => bar.Open) * Math.Exp(before), MeanOf(bar => bar.Close) * Math.Exp(distance));
            bars.Add(new Bar(all[^1][i].OpenTime, open, Math.Max(open, close) * 1.001, Math.Min(open, close) * 0.999, close, all[^1][i].Volume));

            double MeanOf(Func<Bar, double> field) => Math.Exp(all.Take(all.Count - 1).Average(other => Math.Log(field(other[index]))));
        }
        return [.. all.Take(all.Count - 1), BarColumns.FromBars(all[^1].Interval, bars)];
    }

    private static BarColumns Scaled(BarColumns bars, Func<int, double> price, Func<int, double> volume)
    {
        var changed = new List<Bar>(bars.Count);
        for (var i = 0; i < bars.Count; i++)
        {
            var (bar, factor) = (bars[i], price(i));
            changed.Add(new Bar(bar.OpenTime, bar.Open * factor, bar.High * factor, bar.Low * factor, bar.Close * factor, bar.Volume * volume(i)));
        }
        return BarColumns.FromBars(bars.Interval, changed);
    }
}
