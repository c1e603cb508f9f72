using Tidemark.Venues.Aggregation;

namespace Tidemark.Tests.Venues.Aggregation;

/// <summary>Bars of several venues as one.</summary>
public class CrossVenueBarsTests
{
    [Fact]
    public void Bars_OfTwoVenues_AreWeightedByVolume()
    {
        var combined = CrossVenueBars.Combine([("alpha", Bars(new Bar(At(0), 10, 12, 9, 11, 3))), ("beta", Bars(new Bar(At(0), 14, 16, 13, 15, 1), new Bar(At(1), 15, 15, 15, 15, 2)))], OutlierRule.Usual);
        Assert.Equal(new Bar(At(0), 11, 13, 10, 12, 4), combined.Bars[0]);
        Assert.Equal(new Bar(At(1), 15, 15, 15, 15, 2), combined.Bars[1]);
        Assert.Equal([new CombinedSource("alpha", 1, 0), new CombinedSource("beta", 2, 0)], combined.Sources);
    }

    [Fact]
    public void Bars_WithTooFewVenues_AreNotMade()
    {
        var combined = CrossVenueBars.Combine([("alpha", Bars(Flat(0, 10, 1), Flat(2, 10, 1))), ("beta", Bars(Flat(1, 10, 1), Flat(2, 12, 0)))], OutlierRule.Usual, fewestVenues: 2);
        Assert.Equal(Flat(2, 10, 1), combined.Bars[0]);
        Assert.Equal((1, 2L), (combined.Bars.Count, combined.PassedOver));
    }

    [Fact]
    public void Bars_WithoutVolumeAnywhere_CountTheSame()
    {
        var combined = CrossVenueBars.Combine([("alpha", Bars(Flat(0, 10, 0))), ("beta", Bars(Flat(0, 12, 0)))], OutlierRule.Usual);
        Assert.Equal(Flat(0, 11, 0), combined.Bars[0]);
    }

    [Fact]
    public void Bars_WhoseCloseIsAnOutlier_AreLeftOutAndCounted()
    {
        var combined = CrossVenueBars.Combine([("a", Bars(Flat(0, 100, 1))), ("b", Bars(Flat(0, 100, 1))), ("c", Bars(Flat(0, 50, 9)))], OutlierRule.Usual);
        Assert.Equal(Flat(0, 100, 2), combined.Bars[0]);
        Assert.Equal(new CombinedSource("c", 0, 1), combined.Sources[2]);
    }

    [Fact]
    public void Bars_OfRandomVenues_AreWhatANaiveCombinationGives()
    {
        var random = new Random(5);
        var sources = Enumerable.Range(0, 4).Select(venue => ($"v{venue}", BarColumns.FromBars(Interval.Minutes(1), [.. Enumerable.Range(0, 500).Where(_ => random.Next(3) > 0).Select(i => Any(i, random))]))).ToList();
        var combined = CrossVenueBars.Combine(sources, OutlierRule.Usual, 2);
        var byTime = sources.SelectMany(s => Enumerable.Range(0, s.Item2.Count).Select(i => s.Item2[i])).GroupBy(b => b.OpenTime).OrderBy(g => g.Key).ToList();
        var expected = new List<Bar>();
        foreach (var group in byTime)
        {
            var median = Median(group.Select(b => b.Close));
            var band = Math.Max(3 * 1.4826 * Median(group.Select(b => Math.Abs(b.Close - median))), 0.002 * median);
            var counting = group.Where(b => group.Count() < 3 || Math.Abs(b.Close - median) <= band).ToList();
            if (counting.Count < 2) continue;
            var volume = counting.Sum(b => b.Volume);
            expected.Add(new Bar(group.Key, counting.Sum(b => b.Open * b.Volume) / volume, counting.Sum(b => b.High * b.Volume) / volume, counting.Sum(b => b.Low * b.Volume) / volume, counting.Sum(b => b.Close * b.Volume) / volume, volume));
        }
        Assert.Equal(expected.Count, combined.Bars.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.True(combined.Bars[i].IsValid);
            Assert.Equal(expected[i].OpenTime, combined.Bars[i].OpenTime);
            Assert.Equal(expected[i].Close, combined.Bars[i].Close, 9);
            Assert.Equal(expected[i].High, combined.Bars[i].High, 9);
        }
        Assert.Equal(byTime.Count, combined.Bars.Count + combined.PassedOver);
    }

    private static Bar Any(int minute, Random random)
    {
        var close = random.Next(8) == 0 ? 80 : 100 + random.NextDouble();
        return new Bar(At(minute), close - 0.1, close + 0.5, close - 0.5, close, 1 + random.Next(9));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static BarColumns Bars(params Bar[] bars) => BarColumns.FromBars(Interval.Minutes(1), bars);

    private static Bar Flat(int minute, double price, double volume) => new(At(minute), price, price, price, price, volume);

    private static Instant At(int minutes) => Instant.FromUnixSeconds(1_700_000_040 + minutes * 60);
}
