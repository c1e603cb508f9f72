using Tidemark.Statistics.Distributions;

namespace Tidemark.Tests.Statistics;

public sealed class DistributionTests
{
    [Theory]
    [InlineData(1e-300, -37.0470962993612)]
    [InlineData(1e-20, -9.262340089798409)]
    [InlineData(1e-5, -4.264890793922825)]
    [InlineData(0.02, -2.053748910631823)]
    [InlineData(0.03, -1.880793608151251)]
    [InlineData(0.3, -0.5244005127080409)]
    [InlineData(0.5, 0.0)]
    [InlineData(0.9, 1.2815515655446004)]
    [InlineData(0.9999999, 5.199337582290661)]
    public void NormalQuantile_OfSciPy_Agrees(double probability, double expected) => Assert.Equal(expected, NormalDistribution.Quantile(probability), Math.Abs(expected) * 1e-12 + 1e-15);

    [Theory]
    [InlineData(0, double.NegativeInfinity)]
    [InlineData(1, double.PositiveInfinity)]
    [InlineData(-0.1, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    public void NormalQuantile_AtTheEnds_IsInfiniteAndOutsideNaN(double probability, double expected) => Assert.Equal(expected, NormalDistribution.Quantile(probability));

    [Fact]
    public void NormalQuantile_OfTheSmallestNumber_IsFinite() => Assert.InRange(NormalDistribution.Quantile(double.Epsilon), -39, -38);

    [Theory]
    [InlineData(-2.5, 3, 0.04385332350403277)]
    [InlineData(0.3, 10, 0.6148396962171008)]
    [InlineData(4, 1, 0.9220208696226307)]
    [InlineData(-40, 30, 6.863022597203181e-28)]
    [InlineData(1.96, 1e6, 0.9750019662073651)]
    [InlineData(-1e-3, 2, 0.499646446697795)]
    public void StudentCumulative_OfSciPy_Agrees(double x, double degreesOfFreedom, double expected) =>
        Assert.Equal(expected, StudentDistribution.Cumulative(x, degreesOfFreedom), expected * 1e-9);
}
