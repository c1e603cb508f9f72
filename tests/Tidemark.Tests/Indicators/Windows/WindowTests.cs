using Tidemark.Indicators.Windows;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Indicators.Windows;

/// <summary>Each running window against looking at all of its values again.</summary>
public sealed class WindowTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(64)]
    public void Extreme_ManyValuesWithTies_IsThatOfTheWindow(int length)
    {
        var (highest, lowest) = (WindowExtreme.Highest(length), WindowExtreme.Lowest(length));
        var values = Grid(2_000);
        for (var i = 0; i < values.Length; i++)
        {
            var window = Window(values, i, length);
            Assert.Equal(window.Max(), highest.Add(values[i]));
            Assert.Equal(window.Min(), lowest.Add(values[i]));
            Assert.Equal(window.Length - 1 - Array.LastIndexOf(window, window.Max()), highest.Age);
            Assert.Equal(window.Length - 1 - Array.LastIndexOf(window, window.Min()), lowest.Age);
            Assert.Equal(i + 1 >= length, highest.IsFull);
        }
    }

    [Theory]
    [InlineData(2, 1e-8)]
    [InlineData(20, 4e7)]
    [InlineData(100, 1)]
    public void Moments_AfterManyValuesAndAShock_AgreeWithTwoPasses(int length, double price)
    {
        var moments = new WindowMoments(length);
        var values = Walk(20_000, price);
        values[5_000] = price * 1e6;
        for (var i = 0; i < values.Length; i++)
        {
            moments.Add(values[i]);
            if (i + 1 < length || i % 7 != 0) continue;
            var window = Window(values, i, length);
            var mean = window.Average();
            var distances = window.Sum(value => (value - mean) * (value - mean));
            Assert.Equal(mean, moments.Mean, 1e-12 * mean);
            Assert.Equal(distances, moments.SquaredDistances, 1e-9 * distances);
            Assert.Equal(distances / length, moments.Variance, 1e-9 * distances);
            Assert.Equal(distances / (length - 1), moments.SampleVariance, 1e-9 * distances);
        }
    }

    [Fact]
    public void Moments_EqualValuesAfterOthers_HaveNoVariance()
    {
        var moments = new WindowMoments(10);
        foreach (var value in Walk(50, 1e5).Concat(Enumerable.Repeat(0.1, 10))) moments.Add(value);
        Assert.Equal(0, moments.Variance);
        Assert.Equal(0.1, moments.Mean);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(50)]
    public void WeightedSum_ManyValues_IsTheWeightedMeanAndTheEndOfTheLine(int length)
    {
        var running = new WindowWeightedSum(length);
        var values = Walk(5_000, 60_000);
        for (var i = 0; i < values.Length; i++)
        {
            running.Add(values[i]);
            Assert.Equal(i + 1 >= length, running.IsFull);
            if (!running.IsFull) continue;
            var window = Window(values, i, length);
            var weighted = window.Select((value, index) => (index + 1.0) * value).Sum() / (length * (length + 1.0) / 2);
            Assert.Equal(weighted, running.WeightedMean, 1e-12 * weighted);
            Assert.Equal(LineEnd(window), running.LineEnd, 1e-10 * weighted);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(30)]
    public void Sorted_ManyValuesWithTies_CountsThoseBelow(int length)
    {
        var sorted = new SortedWindow(length);
        var values = Grid(1_000);
        for (var i = 0; i < values.Length; i++)
        {
            sorted.Add(values[i]);
            var window = Window(values, i, length);
            Assert.Equal(window.Order(), sorted.Sorted.ToArray());
            Assert.Equal(window.Count(value => value < 2), sorted.CountBelow(2));
            Assert.Equal(window.Count(value => value <= 2), sorted.CountUpTo(2));
        }
    }

    [Fact]
    public void Delay_AfterNValues_GivesThemBackInOrder()
    {
        var delay = new DelayLine(3);
        double[] expected = [double.NaN, double.NaN, double.NaN, 0, 1, 2, 3];
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], delay.Exchange(i));
    }

    private static double[] Window(double[] values, int last, int length) => values[Math.Max(0, last + 1 - length)..(last + 1)];

    private static double[] Grid(int count)
    {
        var random = new SeededRandom(3, "grid");
        return [.. Enumerable.Range(0, count).Select(_ => Math.Floor(5 * random.NextDouble()))];
    }

    private static double[] Walk(int count, double price)
    {
        var random = new SeededRandom(4, "walk");
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = price *= Math.Exp(0.01 * random.NextNormal());
        return values;
    }

    private static double LineEnd(double[] window)
    {
        var middle = (window.Length - 1) / 2.0;
        var mean = window.Average();
        if (window.Length == 1) return mean;
        var slope = window.Select((value, index) => (index - middle) * (value - mean)).Sum() / window.Select((_, index) => (index - middle) * (index - middle)).Sum();
        return mean + slope * middle;
    }
}
