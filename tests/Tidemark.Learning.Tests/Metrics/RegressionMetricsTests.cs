using Tidemark.Learning.Metrics;

namespace Tidemark.Learning.Tests.Metrics;

public class RegressionMetricsTests
{
    [Fact]
    public void Compute_WholeWeights_IsTheSameAsRepeatedSamples()
    {
        var weighted = RegressionMetrics.Compute([1, -2, 3, 3], [0.5, -1, 3, -3], [2, 1, 3, 0]);
        var repeated = RegressionMetrics.Compute([1, 1, -2, 3, 3, 3], [0.5, 0.5, -1, 3, 3, 3]);
        Assert.Equal(repeated.RootMeanSquaredError, weighted.RootMeanSquaredError, 1e-14);
        Assert.Equal(repeated.MeanAbsoluteError, weighted.MeanAbsoluteError, 1e-14);
        Assert.Equal(repeated.RSquared, weighted.RSquared, 1e-14);
        Assert.Equal(repeated.Pearson, weighted.Pearson, 1e-14);
        Assert.Equal(repeated.InformationCoefficient, weighted.InformationCoefficient, 1e-14);
        Assert.Equal(repeated.DirectionalAccuracy, weighted.DirectionalAccuracy, 1e-14);
    }

    [Fact]
    public void Compute_ConstantSides_HaveNoCorrelation()
    {
        var constant = RegressionMetrics.Compute([1, -1, 2], [0, 0, 0]);
        Assert.True(double.IsNaN(constant.Pearson) && double.IsNaN(constant.InformationCoefficient));
        Assert.Equal(0, constant.DirectionalAccuracy);
        Assert.True(double.IsNaN(RegressionMetrics.Compute([0.1, 0.1, 0.1], [1, 2, 3]).RSquared));
    }

    [Fact]
    public void InformationCoefficient_AnyRisingFunction_IsOne() =>
        Assert.Equal(1, RegressionMetrics.Compute([1, 2, 3, 4], [0.1, 0.2, 5, 1000]).InformationCoefficient, 1e-14);

    [Theory]
    [InlineData(new double[] { }, new double[] { }, "there are no samples to measure")]
    [InlineData(new[] { 1.0, double.NaN }, new[] { 1.0, 2 }, "target 2 is NaN; it must be finite")]
    [InlineData(new[] { 1.0, 2 }, new[] { 1.0, double.PositiveInfinity }, "prediction 2 is Infinity; it must be finite")]
    public void Compute_WhatCannotBe_NamesThePlace(double[] targets, double[] predictions, string expected) =>
        Assert.Equal(expected, Assert.Throws<ArgumentException>(() => RegressionMetrics.Compute(targets, predictions)).Message);
}
