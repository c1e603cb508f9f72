using Tidemark.Statistics.Descriptive;
using Tidemark.Statistics.Regression;

namespace Tidemark.Tests.Statistics;

public sealed class DescriptiveTests
{
    [Fact]
    public void Moments_KnownSample_MatchHandCalculation()
    {
        double[] values = [2, 4, 4, 4, 5, 5, 7, 9];
        Assert.Equal(5, Moments.Mean(values));
        Assert.Equal(4, Moments.Variance(values, 0));
        Assert.Equal(32.0 / 7, Moments.Variance(values), 14);
        // m3 = 5.25, m4 = 44.5: g1 = 5.25 / 8, g2 = 44.5 / 16 - 3.
        Assert.Equal(Math.Sqrt(56) / 6 * (5.25 / 8), Moments.Skewness(values), 14);
        Assert.Equal(7.0 / 30 * (9 * (44.5 / 16 - 3) + 6), Moments.ExcessKurtosis(values), 14);
    }

    [Fact]
    public void Moments_TooFewOrEqualValues_AreNaNOrZero()
    {
        Assert.True(double.IsNaN(Moments.Mean([])));
        Assert.True(double.IsNaN(Moments.Variance([1.0])));
        Assert.Equal(0, Moments.Variance([0.1, 0.1, 0.1]));
        Assert.Equal(0, Moments.StandardDeviation([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]));
        Assert.True(double.IsNaN(Moments.Skewness([0.1, 0.1, 0.1])));
        Assert.True(double.IsNaN(Moments.ExcessKurtosis([1, 2, 3])));
        Assert.True(double.IsNaN(Moments.Variance([1, double.NaN, 3])));
        Assert.True(double.IsNaN(Moments.Variance([double.NaN, double.NaN])));
    }

    [Fact]
    public void Variance_LargeOffset_KeepsItsDigits()
    {
        double[] values = [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16];
        Assert.Equal(30, Moments.Variance(values), 9);
    }

    [Fact]
    public void Sum_AlternatingMagnitudes_LosesNothing()
    {
        Assert.Equal(2, Moments.Sum([1, 1e100, 1, -1e100]));
        Assert.Equal(double.PositiveInfinity, Moments.Sum([1, double.PositiveInfinity]));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 10)]
    [InlineData(0.5, 3.5)]
    [InlineData(0.25, 2.25)]
    [InlineData(0.9, 7.5)]
    public void Quantile_BetweenRanks_Interpolates(double probability, double expected) =>
        Assert.Equal(expected, Quantiles.Compute([10, 3, 1, 5, 4, 2], probability), 14);

    [Fact]
    public void Quantile_EmptyOrNaN_IsNaN()
    {
        Assert.True(double.IsNaN(Quantiles.Compute([], 0.5)));
        Assert.True(double.IsNaN(Quantiles.Compute([1, double.NaN, 2], 0.5)));
        Assert.Equal(7, Quantiles.Compute([7], 0.05));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Compute([1], 1.5));
    }

    [Fact]
    public void Autocorrelation_KnownSeries_MatchesHandCalculation()
    {
        double[] values = [1, 2, 3, 4, 5];
        Assert.Equal(1, Autocorrelation.AtLag(values, 0));
        Assert.Equal(0.4, Autocorrelation.AtLag(values, 1), 14);
        Assert.Equal(-0.1, Autocorrelation.AtLag(values, 2), 14);
        Assert.True(double.IsNaN(Autocorrelation.AtLag(values, 5)));
        Assert.True(double.IsNaN(Autocorrelation.AtLag([2, 2, 2], 1)));
    }

    [Fact]
    public void LinearFit_PointsOnALine_FindsIt()
    {
        var fit = LinearFit.Of([1, 2, 4], [5, 7, 11]);
        Assert.Equal(2, fit.Slope, 14);
        Assert.Equal(3, fit.Intercept, 14);
        Assert.Equal(1, fit.RSquared, 14);
        Assert.Equal(fit.Slope, LinearFit.OverIndex([3, 5, 7]).Slope, 14);
    }

    [Fact]
    public void LinearFit_ScatteredPoints_MatchesHandCalculation()
    {
        var fit = LinearFit.OverIndex([1, 3, 2, 5]);
        Assert.Equal(1.1, fit.Slope, 14);
        Assert.Equal(1.1, fit.Intercept, 14);
        Assert.Equal(5.5 * 5.5 / (5 * 8.75), fit.RSquared, 14);
    }

    [Fact]
    public void LinearFit_NoSpread_IsUndefined()
    {
        Assert.True(double.IsNaN(LinearFit.Of([0.1, 0.1, 0.1], [1, 2, 3]).Slope));
        Assert.True(double.IsNaN(LinearFit.OverIndex([0.1, 0.1, 0.1]).RSquared));
        Assert.True(double.IsNaN(LinearFit.OverIndex([1]).Slope));
    }
}
