using Tidemark.Learning.Calibration;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Calibration;

public class CalibratorTests
{
    private static readonly double[] Predicted = [0.05, 0.12, 0.12, 0.2, 0.31, 0.33, 0.4, 0.47, 0.52, 0.6, 0.66, 0.7, 0.81, 0.9, 0.97];
    private static readonly double[] Happened = [0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1, 1];

    /// <summary>By scikit-learn 1.2: the sigmoid calibration of the logarithm of the odds.</summary>
    [Fact]
    public void Platt_IsScikitLearns()
    {
        var calibrator = Calibrator.Fit(CalibrationKind.Platt, Binary(Happened, Predicted));
        double[] expected = [0.26426229, 0.55287191, 0.84125778];
        double[] actual = [0.1, 0.5, 0.93];
        calibrator.ApplyAll(actual);
        for (var i = 0; i < 3; i++) Assert.Equal(expected[i], actual[i], 1e-6);
    }

    /// <summary>By scikit-learn 1.2: IsotonicRegression(out_of_bounds="clip"), kept 1/17 away from 0 and 1.</summary>
    [Fact]
    public void Isotonic_IsScikitLearns()
    {
        var calibrator = Calibrator.Fit(CalibrationKind.Isotonic, Binary(Happened, Predicted));
        double[] expected = [0, 0.25, 0.375, 0.5, 0.5, 0.6041666666666665, 2.0 / 3, 1];
        double[] actual = [0.01, 0.12, 0.32, 0.42, 0.5, 0.57, 0.63, 0.99];
        calibrator.ApplyAll(actual);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(Math.Clamp(expected[i], 1.0 / 17, 16.0 / 17), actual[i], 1e-12);
    }

    /// <summary>The largest of the means from a place before to the smallest of those to a place after: another formula for the same staircase.</summary>
    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 200)]
    [InlineData(3, 3)]
    public void Isotonic_IsTheMinMaxFormula(ulong seed, int count)
    {
        var (probabilities, labels) = Drawn(seed, count, p => p);
        var order = Enumerable.Range(0, count).OrderBy(i => probabilities[i]).ToArray();
        var sums = new double[count + 1];
        for (var i = 0; i < count; i++) sums[i + 1] = sums[i] + labels[order[i]];
        var calibrator = Calibrator.Fit(CalibrationKind.Isotonic, Binary(labels, probabilities));
        for (var i = 0; i < count; i++)
        {
            var best = Enumerable.Range(0, i + 1).Max(from => Enumerable.Range(i, count - i).Min(to => (sums[to + 1] - sums[from]) / (to + 1 - from)));
            double[] one = [probabilities[order[i]]];
            calibrator.Apply(one);
            Assert.Equal(Math.Clamp(best, 1.0 / (count + 2), 1 - 1.0 / (count + 2)), one[0], 1e-12);
        }
    }

    /// <summary>At the optimum the calibrated probabilities have the mean of the drawn-in targets, and are without correlation with the odds.</summary>
    [Theory]
    [InlineData(5, 100)]
    [InlineData(6, 1000)]
    public void Platt_SolvesItsEquations(ulong seed, int count)
    {
        var (probabilities, labels) = Drawn(seed, count, p => 0.25 + 0.5 * p);
        var weights = Enumerable.Range(0, count).Select(i => 0.5 + i % 3).ToArray();
        var calibrator = Calibrator.Fit(CalibrationKind.Platt, Binary(labels, probabilities) with { Weights = weights });
        double positive = 0, negative = 0, sum = 0, crossed = 0;
        for (var i = 0; i < count; i++)
        {
            if (labels[i] > 0) positive += weights[i];
            else negative += weights[i];
        }
        for (var i = 0; i < count; i++)
        {
            double[] one = [probabilities[i]];
            calibrator.Apply(one);
            var away = weights[i] * (one[0] - (labels[i] > 0 ? (positive + 1) / (positive + 2) : 1 / (negative + 2)));
            sum += away;
            crossed += away * Math.Log(probabilities[i] / (1 - probabilities[i]));
        }
        Assert.Equal(0, sum / count, 1e-8);
        Assert.Equal(0, crossed / count, 1e-8);
    }

    /// <summary>Probabilities that are too sure are drawn in, so that unseen ones mean what they say.</summary>
    [Theory]
    [InlineData(CalibrationKind.Platt)]
    [InlineData(CalibrationKind.Isotonic)]
    public void Calibration_OfTooSureProbabilities_HelpsOnUnseenOnes(CalibrationKind kind)
    {
        var (known, knownLabels) = Drawn(7, 3000, p => 0.5 + 0.3 * (p - 0.5));
        var (probabilities, labels) = Drawn(70, 3000, p => 0.5 + 0.3 * (p - 0.5));
        var after = probabilities.ToArray();
        Calibrator.Fit(kind, Binary(knownLabels, known)).ApplyAll(after);
        Assert.InRange(CalibrationCurve.Compute(labels, probabilities, 10, true).ExpectedError, 0.1, 0.3);
        Assert.InRange(CalibrationCurve.Compute(labels, after, 10, true).ExpectedError, 0, 0.04);
        Assert.True(LogLoss.Binary(labels, after) < LogLoss.Binary(labels, probabilities));
    }

    [Theory]
    [InlineData(CalibrationKind.Platt)]
    [InlineData(CalibrationKind.Isotonic)]
    public void Calibration_NeverTurnsTheOrderRound(CalibrationKind kind)
    {
        var (probabilities, labels) = Drawn(8, 500, p => 1 - p);
        var calibrator = Calibrator.Fit(kind, Binary(labels, probabilities));
        var steps = Enumerable.Range(1, 99).Select(i => i / 100.0).ToArray();
        calibrator.ApplyAll(steps);
        for (var i = 1; i < steps.Length; i++) Assert.True(steps[i] >= steps[i - 1]);
    }

    /// <summary>What a stretch is calibrated by does not depend on it.</summary>
    [Fact]
    public void Crossed_AStretchIsNotCalibratedByItself()
    {
        var (probabilities, labels) = Drawn(9, 500, p => p * p);
        var changed = labels.ToArray();
        for (var i = 100; i < 200; i++) changed[i] = 1 - changed[i];
        var (first, second) = (Calibrator.Crossed(CalibrationKind.Isotonic, Binary(labels, probabilities), 3), Calibrator.Crossed(CalibrationKind.Isotonic, Binary(changed, probabilities), 3));
        Assert.Equal(first[100..200], second[100..200]);
        Assert.NotEqual(first[..100], second[..100]);
    }

    [Fact]
    public void SeveralClasses_SumToOne_AndMissingOnesStayMissing()
    {
        var random = new SeededRandom(10, "classes");
        var (outputs, targets) = (new double[900], new double[300]);
        for (var i = 0; i < 300; i++)
        {
            var raw = Enumerable.Range(0, 3).Select(_ => random.NextDouble()).ToArray();
            for (var k = 0; k < 3; k++) outputs[3 * i + k] = raw[k] / raw.Sum();
            targets[i] = random.NextInt(3);
        }
        outputs.AsSpan(0, 3).Fill(double.NaN);
        var calibrator = Calibrator.Fit(CalibrationKind.Platt, new ScoredSamples { Task = LearningTask.MultiClass, Classes = 3, Targets = targets, Outputs = outputs });
        calibrator.ApplyAll(outputs);
        Assert.Equal(double.NaN, outputs[0]);
        for (var i = 1; i < 300; i++) Assert.Equal(1, outputs.AsSpan(3 * i, 3).ToArray().Sum(), 1e-12);
    }

    [Fact]
    public void Fit_OfWhatCannotBeCalibrated_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Calibrator.Fit(CalibrationKind.Platt, Binary([1, 1], [0.2, 0.4])));
        Assert.Throws<ArgumentException>(() => Calibrator.Fit(CalibrationKind.Platt, Binary([0, 1], [0.2, 1.4])));
        Assert.Throws<ArgumentException>(() => Calibrator.Fit(CalibrationKind.Platt, new ScoredSamples { Task = LearningTask.Regression, Targets = new double[] { 1 }, Outputs = new double[] { 1 } }));
    }

    private static ScoredSamples Binary(double[] targets, double[] outputs) => new() { Task = LearningTask.Binary, Classes = 2, Targets = targets, Outputs = outputs };

    private static (double[] Probabilities, double[] Labels) Drawn(ulong seed, int count, Func<double, double> truth)
    {
        var random = new SeededRandom(seed, "drawn");
        var probabilities = Enumerable.Range(0, count).Select(_ => 0.001 + 0.998 * random.NextDouble()).ToArray();
        var labels = Array.ConvertAll(probabilities, p => random.NextDouble() < truth(p) ? 1.0 : 0.0);
        (labels[0], labels[^1]) = (0, 1);
        return (probabilities, labels);
    }
}
