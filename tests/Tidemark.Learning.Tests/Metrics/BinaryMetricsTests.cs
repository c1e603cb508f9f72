using Tidemark.Learning.Metrics;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Metrics;

public class BinaryMetricsTests
{
    [Fact]
    public void RocArea_ManySamplesWithTies_IsTheShareOfPairsInOrder()
    {
        var random = new SeededRandom(4, "samples");
        var labels = Enumerable.Range(0, 200).Select(_ => (double)random.NextInt(2)).ToArray();
        var scores = labels.Select(label => (random.NextInt(7) + label) / 8).ToArray();
        var weights = labels.Select(_ => random.NextDouble()).ToArray();
        double ordered = 0, pairs = 0;
        for (var i = 0; i < labels.Length; i++)
            for (var j = 0; j < labels.Length; j++)
                if (labels[i] == 1 && labels[j] == 0)
                {
                    pairs += weights[i] * weights[j];
                    ordered += weights[i] * weights[j] * (scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0);
                }
        Assert.Equal(ordered / pairs, RocCurve.Area(labels, scores, weights), 1e-12);
    }

    [Fact]
    public void Compute_WholeWeights_IsTheSameAsRepeatedSamples()
    {
        double[] labels = [0, 1, 1, 0, 1], probabilities = [0.2, 0.6, 0.2, 0.7, 0.9], weights = [2, 1, 3, 0, 2];
        double[] labelsRepeated = [0, 0, 1, 1, 1, 1, 1, 1], probabilitiesRepeated = [0.2, 0.2, 0.6, 0.2, 0.2, 0.2, 0.9, 0.9];
        BinaryMetrics weighted = BinaryMetrics.Compute(labels, probabilities, weights), repeated = BinaryMetrics.Compute(labelsRepeated, probabilitiesRepeated);
        Assert.Equal(repeated.RocAuc, weighted.RocAuc, 1e-14);
        Assert.Equal(repeated.AveragePrecision, weighted.AveragePrecision, 1e-14);
        Assert.Equal(repeated.LogLoss, weighted.LogLoss, 1e-14);
        Assert.Equal(repeated.Brier, weighted.Brier, 1e-14);
        Assert.Equal(repeated.CalibrationError, weighted.CalibrationError, 1e-14);
        Assert.Equal(repeated.Matthews, weighted.Matthews, 1e-14);
        Assert.Equal(repeated.BalancedAccuracy, weighted.BalancedAccuracy, 1e-14);
        Assert.Equal(repeated.PositiveShare, weighted.PositiveShare, 1e-14);
    }

    [Fact]
    public void Compute_OneClassOnly_HasNoAreaButALoss()
    {
        var metrics = BinaryMetrics.Compute([1, 1, 1], [0.9, 0.8, 0.4]);
        Assert.True(double.IsNaN(metrics.RocAuc));
        Assert.Equal((1, 0), (metrics.AveragePrecision, metrics.Matthews));
        Assert.Equal(2.0 / 3, metrics.BalancedAccuracy, 1e-15);
        Assert.True(double.IsNaN(BinaryMetrics.Compute([0, 0], [0.9, 0.1]).AveragePrecision));
    }

    [Fact]
    public void Compute_ConstantProbability_IsChance()
    {
        var metrics = BinaryMetrics.Compute([0, 1, 1, 0], [0.5, 0.5, 0.5, 0.5]);
        Assert.Equal((0.5, 0.5, 0.25, 0.0, 0.5), (metrics.RocAuc, metrics.AveragePrecision, metrics.Brier, metrics.CalibrationError, metrics.Accuracy));
        Assert.Equal(Math.Log(2), metrics.LogLoss, 1e-15);
    }

    [Fact]
    public void Compute_SureAndWrong_LosesMuchButFinite() => Assert.Equal(-Math.Log(2.220446049250313e-16), BinaryMetrics.Compute([0], [1]).LogLoss, 1e-12);

    [Fact]
    public void Compute_OnTheThreshold_IsClassOne() => Assert.Equal(1, BinaryMetrics.Compute([1, 0], [0.3, 0.29], threshold: 0.3).Accuracy);

    [Fact]
    public void Calibration_TwoBins_IsTheWeightedDistance()
    {
        var curve = CalibrationCurve.Compute([0, 1, 1, 1], [0.2, 0.5, 0.7, 0.9], bins: 2);
        Assert.Equal([new CalibrationBin(2, 0.35, 0.5), new CalibrationBin(2, 0.8, 1)], curve.Bins, (a, b) => Math.Abs(a.MeanProbability - b.MeanProbability) < 1e-12 && a.ObservedShare == b.ObservedShare && a.Weight == b.Weight);
        Assert.Equal(0.175, curve.ExpectedError, 1e-12);
        Assert.Equal(0.2, curve.MaximumError, 1e-12);
    }

    [Fact]
    public void Calibration_BinsOfEqualCount_HoldTheSame() =>
        Assert.Equal([5, 5, 5, 5], CalibrationCurve.Compute(new double[20], [.. Enumerable.Range(0, 20).Select(i => i * i / 400.0)], bins: 4, ofEqualCount: true).Bins.Select(bin => bin.Weight));

    [Theory]
    [InlineData(new double[] { }, new double[] { }, new double[] { }, "there are no samples to measure")]
    [InlineData(new[] { 0.0, 2 }, new[] { 0.1, 0.2 }, new double[] { }, "label 2 is 2; a label is a whole number from 0 to 1")]
    [InlineData(new[] { 0.0, double.NaN }, new[] { 0.1, 0.2 }, new double[] { }, "label 2 is NaN; a label is a whole number from 0 to 1")]
    [InlineData(new[] { 0.0, 1 }, new[] { 0.1, double.NaN }, new double[] { }, "probability 2 is NaN; it must lie between 0 and 1")]
    [InlineData(new[] { 0.0, 1 }, new[] { 1.1, 0.2 }, new double[] { }, "probability 1 is 1.1; it must lie between 0 and 1")]
    [InlineData(new[] { 0.0, 1 }, new[] { 0.1 }, new double[] { }, "1 probabilities, but 2 are needed")]
    [InlineData(new[] { 0.0, 1 }, new[] { 0.1, 0.2 }, new[] { 1.0 }, "1 weights, but 2 are needed")]
    [InlineData(new[] { 0.0, 1 }, new[] { 0.1, 0.2 }, new[] { 1.0, -1 }, "weight 2 is -1; it must be finite and not negative")]
    [InlineData(new[] { 0.0, 1 }, new[] { 0.1, 0.2 }, new[] { 0.0, 0 }, "all weights are zero")]
    public void Compute_WhatCannotBe_NamesThePlace(double[] labels, double[] probabilities, double[] weights, string expected) =>
        Assert.Equal(expected, Assert.Throws<ArgumentException>(() => BinaryMetrics.Compute(labels, probabilities, weights)).Message);
}
