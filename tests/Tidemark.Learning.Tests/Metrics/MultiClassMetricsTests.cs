using Tidemark.Learning.Metrics;

namespace Tidemark.Learning.Tests.Metrics;

public class MultiClassMetricsTests
{
    [Fact]
    public void Compute_EqualProbabilities_PredictsTheFirst()
    {
        var metrics = MultiClassMetrics.Compute([0, 1], [0.4, 0.4, 0.2, 0.2, 0.4, 0.4], 3);
        Assert.Equal(1, metrics.Confusion.Accuracy);
        Assert.Equal(-Math.Log(0.4), metrics.LogLoss, 1e-12);
        Assert.Equal(0.56, metrics.Brier, 1e-12);
    }

    [Fact]
    public void Compute_ClassThatIsNotThere_IsLeftOutOfMeans()
    {
        var metrics = MultiClassMetrics.Compute([0, 0, 1, 1], [0.8, 0.2, 0, 0.3, 0.7, 0, 0.4, 0.6, 0, 0.2, 0.8, 0], 3);
        Assert.Equal(0.75, metrics.Confusion.BalancedAccuracy);
        Assert.Equal((2.0 / 3 + 0.8) / 2, metrics.Confusion.MacroF1, 1e-12);
        Assert.Equal(0.75, metrics.RocAuc);
    }

    [Fact]
    public void Matthews_OfTwoClasses_IsTheUsualFormula()
    {
        double[] labels = [1, 1, 1, 0, 0, 0, 0];
        var matrix = new ConfusionMatrix(labels, [1, 1, 0, 0, 0, 0, 1], 2);
        Assert.Equal((2 * 3 - 1 * 1) / Math.Sqrt(3.0 * 3 * 4 * 4), matrix.Matthews, 1e-14);
    }

    [Theory]
    [InlineData(new[] { 0.0 }, new[] { 0.5, 0.4, 0.2 }, "the probabilities of sample 1 sum to")]
    [InlineData(new[] { 0.0 }, new[] { 0.5, double.NaN, 0.2 }, "a probability of sample 1 is NaN")]
    [InlineData(new[] { 3.0 }, new[] { 0.5, 0.3, 0.2 }, "label 1 is 3; a label is a whole number from 0 to 2")]
    [InlineData(new[] { 0.0 }, new[] { 0.5, 0.5 }, "2 probabilities, but 3 are needed")]
    public void Compute_WhatCannotBe_NamesThePlace(double[] labels, double[] probabilities, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<ArgumentException>(() => MultiClassMetrics.Compute(labels, probabilities, 3)).Message, StringComparison.Ordinal);
}
