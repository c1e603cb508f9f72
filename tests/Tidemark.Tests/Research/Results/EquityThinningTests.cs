using Tidemark.Research.Results;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Research.Results;

public sealed class EquityThinningTests
{
    [Theory]
    [InlineData(0, 8)]
    [InlineData(8, 8)]
    public void Keep_NoMorePointsThanTheLimit_KeepsAll(int length, int limit) =>
        Assert.Equal(Enumerable.Range(0, length), EquityThinning.Keep(new double[length], limit));

    [Theory]
    [InlineData(9, 8)]
    [InlineData(1001, 400)]
    [InlineData(100_000, 1003)]
    [InlineData(50, 4)]
    public void Keep_MorePoints_KeepsEndsPeakAndTroughWithinTheLimit(int length, int limit)
    {
        var random = new SeededRandom((ulong)length, "thin");
        var values = new double[length];
        for (var i = 0; i < length; i++) values[i] = random.NextNormal();
        var kept = EquityThinning.Keep(values, limit);
        Assert.InRange(kept.Length, 4, limit);
        Assert.Equal(kept.Distinct().Order(), kept);
        Assert.Equal(0, kept[0]);
        Assert.Equal(length - 1, kept[^1]);
        Assert.Contains(Array.IndexOf(values, values.Max()), kept);
        Assert.Contains(Array.IndexOf(values, values.Min()), kept);
    }

    [Fact]
    public void Keep_FlatSeries_RepeatsNoPoint()
    {
        var kept = EquityThinning.Keep(new double[1000], 100);
        Assert.Equal(kept.Distinct(), kept);
        Assert.Throws<ArgumentOutOfRangeException>(() => EquityThinning.Keep(new double[1000], 3));
    }
}
