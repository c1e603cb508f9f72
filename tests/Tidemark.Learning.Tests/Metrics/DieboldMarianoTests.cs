using Tidemark.Learning.Metrics;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Metrics;

public class DieboldMarianoTests
{
    private static readonly double[] First = [0.551, 0.708, 0.291, 0.511, 0.893, 0.896, 0.126, 0.207, 0.051, 0.441, 0.03, 0.457];
    private static readonly double[] Second = [0.649, 0.278, 0.676, 0.591, 0.024, 0.559, 0.259, 0.415, 0.284, 0.693, 0.44, 0.157];

    [Theory]
    [InlineData(1, 0.10201671834634107, 0.9205793196199503)]
    [InlineData(3, 0.10786185196562786, 0.9160475313520747)]
    public void Test_ByHand_Agrees(int horizon, double statistic, double probability)
    {
        var test = DieboldMariano.Test(First, Second, horizon);
        Assert.Equal(statistic, test.Statistic, 1e-12);
        Assert.Equal(probability, test.PValue, 1e-10);
    }

    [Fact]
    public void Test_EqualForecasts_AreRarelyToldApart()
    {
        var random = new SeededRandom(1, "losses");
        var found = 0;
        for (var trial = 0; trial < 500; trial++)
        {
            var (first, second) = (new double[100], new double[100]);
            for (var i = 0; i < 100; i++) (first[i], second[i]) = (random.NextExponential(), random.NextExponential());
            if (DieboldMariano.Test(first, second).PValue < 0.05) found++;
        }
        Assert.InRange(found, 10, 40);
    }

    [Fact]
    public void Test_BetterForecast_IsFoundWithItsSign()
    {
        var random = new SeededRandom(2, "losses");
        var first = Enumerable.Range(0, 200).Select(_ => random.NextExponential()).ToArray();
        var test = DieboldMariano.Test(first, [.. first.Select(loss => loss + 0.1 + 0.1 * random.NextNormal())]);
        Assert.True(test.Statistic < -3 && test.PValue < 1e-3 && test.MeanDifference < 0);
    }

    [Fact]
    public void Test_SameLosses_AreNotToldApart()
    {
        Assert.Equal(1, DieboldMariano.Test(First, First).PValue);
        Assert.Equal(0, DieboldMariano.Test([1, 1, 1], [2, 2, 2]).PValue);
    }

    [Fact]
    public void Test_TooFewOrNaN_IsRefused()
    {
        Assert.Equal("3 samples are too few to compare forecasts of 2 ahead", Assert.Throws<ArgumentException>(() => DieboldMariano.Test([1, 2, 3], [2, 3, 1], 2)).Message);
        Assert.Equal("loss of the second forecast 2 is NaN; it must be finite", Assert.Throws<ArgumentException>(() => DieboldMariano.Test([1, 2, 3], [2, double.NaN, 1])).Message);
    }
}
