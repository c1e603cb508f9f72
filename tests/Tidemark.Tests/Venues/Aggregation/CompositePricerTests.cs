using Tidemark.Venues.Aggregation;

namespace Tidemark.Tests.Venues.Aggregation;

/// <summary>Prices put together of several venues, with outliers left out.</summary>
public class CompositePricerTests
{
    private static readonly string[] Venues = ["alpha", "beta", "gamma", "delta"];
    private readonly AggregationOptions options = new() { Window = Duration.FromSeconds(10), Slice = Duration.FromSeconds(2) };

    [Fact]
    public void Price_OfTwoVenues_IsWeightedByVolume()
    {
        var pricer = new CompositePricer(Venues, options);
        Assert.False(pricer.Compute().IsKnown);
        pricer.Take(0, Trade(100, 3), At(0));
        pricer.Take(1, Trade(104, 1), At(1));
        var price = pricer.Compute();
        Assert.Equal((101, 4, At(1)), (price.Price, price.Volume, price.At));
        Assert.Equal([new CompositeShare("alpha", 100, 3, 0.75, false), new CompositeShare("beta", 104, 1, 0.25, false)], price.Shares);
    }

    [Fact]
    public void Price_WithAnOutlierAmongThree_LeavesItOut()
    {
        var pricer = new CompositePricer(Venues, options);
        pricer.Take(0, Trade(100, 1), At(0));
        pricer.Take(1, Trade(100.02, 1), At(0));
        pricer.Take(2, Trade(90, 50), At(0));
        var price = pricer.Compute();
        Assert.Equal(100.01, price.Price, 10);
        Assert.Equal((true, 0), (price.Shares[2].IsOutlier, price.Shares[2].Weight));
    }

    [Fact]
    public void Trades_OlderThanTheWindow_DoNotCount()
    {
        var pricer = new CompositePricer(Venues, options);
        pricer.Take(0, Trade(100, 3), At(0));
        pricer.Advance(At(9));
        Assert.Equal(100, pricer.Compute().Price);
        pricer.Advance(At(10));
        Assert.False(pricer.Compute().IsKnown);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Price_OfRandomTrades_IsWhatANaiveOneMakesOfAllOfThem(int seed)
    {
        var random = new Random(seed);
        var pricer = new CompositePricer(Venues, options);
        var told = new List<(int Venue, Trade Trade, Instant At)>();
        var now = At(0);
        for (var step = 0; step < 2_000; step++)
        {
            now = new Instant(now.Nanoseconds + random.Next(1_500) * 1_000_000L);
            var trade = Trade(random.Next(10) == 0 ? 130 : 100 + random.NextDouble(), random.Next(5) * 0.5);
            var venue = random.Next(Venues.Length);
            pricer.Take(venue, trade, now);
            told.Add((venue, trade, now));
            var price = pricer.Compute();
            var expected = Naive(told, now);
            Assert.Equal(expected.Count, price.Shares.Length);
            foreach (var (share, naive) in price.Shares.Zip(expected))
            {
                Assert.Equal(naive.Venue, share.Venue);
                Assert.Equal(naive.Price, share.Price, 9);
                Assert.Equal(naive.IsOutlier, share.IsOutlier);
            }
            var counting = expected.Where(e => !e.IsOutlier).ToList();
            if (counting.Count > 0) Assert.Equal(counting.Sum(e => e.Price * e.Volume) / counting.Sum(e => e.Volume), price.Price, 9);
            Assert.Equal(counting.Count > 0, price.IsKnown);
        }
    }

    private static List<(string Venue, double Price, double Volume, bool IsOutlier)> Naive(List<(int Venue, Trade Trade, Instant At)> told, Instant now)
    {
        var slice = now.UnixSeconds / 2;
        var found = told.Where(t => t.Trade.Quantity > 0 && t.At.UnixSeconds / 2 > slice - 5).GroupBy(t => t.Venue).OrderBy(g => g.Key)
            .Select(g => (Venues[g.Key], Price: g.Sum(t => t.Trade.Price * t.Trade.Quantity) / g.Sum(t => t.Trade.Quantity), Volume: g.Sum(t => t.Trade.Quantity))).ToList();
        var median = Median(found.Select(f => f.Price));
        var band = Math.Max(3 * 1.4826 * Median(found.Select(f => Math.Abs(f.Price - median))), 0.002 * median);
        return [.. found.Select(f => (f.Item1, f.Price, f.Volume, found.Count >= 3 && Math.Abs(f.Price - median) > band))];
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static Instant At(int seconds) => Instant.FromUnixSeconds(1_700_000_000 + seconds);

    private static Trade Trade(double price, double quantity) => new(At(0), price, quantity, null, 0);
}
