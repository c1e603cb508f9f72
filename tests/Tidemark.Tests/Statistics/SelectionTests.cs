using Tidemark.Statistics.Descriptive;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Statistics;

public sealed class SelectionTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(50, 5)]
    [InlineData(1000, 3)]
    [InlineData(1000, 1_000_000)]
    [InlineData(20_000, 2)]
    public void Place_AnyRank_AgreesWithSorting(int length, int distinct)
    {
        var random = new SeededRandom((ulong)length, "selection");
        var values = new double[length];
        for (var i = 0; i < length; i++) values[i] = random.NextInt(distinct) - distinct / 2;
        var sorted = values.Order().ToArray();
        foreach (var rank in (int[])[0, length / 20, length / 2, length - 1])
        {
            var placed = values.AsSpan().ToArray();
            Selection.Place(placed, rank);
            Assert.Equal(sorted[rank], placed[rank]);
            Assert.True(placed.AsSpan(0, rank).ToArray().All(value => value <= placed[rank]));
            Assert.True(placed.AsSpan(rank).ToArray().All(value => value >= placed[rank]));
            Assert.Equal(sorted, placed.Order());
        }
    }

    [Fact]
    public void Place_RankOutside_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Selection.Place(new double[3], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Selection.Place(new double[3], -1));
    }
}
