using Tidemark.Learning.Networks.Losses;
using Tidemark.Learning.Tests.Networks.Plain;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Networks.Losses;

/// <summary>The losses against the plain formulas, on random shapes, with and without weights.</summary>
public class LossTests
{
    private delegate Scalar PlainLoss(PlainTensor prediction, PlainTensor target, double[]? weights);

    private static readonly Dictionary<string, (Loss Loss, PlainLoss Plain, Func<SeededRandom, int, float> Target, int Columns)> Cases = new()
    {
        ["mse"] = (new MeanSquaredLoss(), PlainLosses.MeanSquared, Normal, 0),
        ["mae"] = (new MeanAbsoluteLoss(), PlainLosses.MeanAbsolute, Normal, 0),
        ["smooth"] = (new SmoothAbsoluteLoss(0.4), (p, y, w) => PlainLosses.SmoothL1(p, y, 0.4, w), Normal, 0),
        ["huber"] = (new HuberLoss(0.6), (p, y, w) => PlainLosses.Huber(p, y, 0.6, w), Normal, 0),
        ["bce-logits"] = (new BinaryCrossEntropyOfLogitsLoss(), PlainLosses.BinaryCrossEntropyOfLogits, (random, _) => (float)random.NextDouble(), 0),
        ["quantile"] = (new QuantileLoss(0.05, 0.5, 0.9), (p, y, w) => PlainLosses.Quantile(p, y, [0.05, 0.5, 0.9], w), Normal, 3),
        ["cross-entropy"] = (new CrossEntropyLoss(), (p, y, w) => PlainLosses.CrossEntropy(p, Classes(y), w), Class, 0),
        ["focal"] = (new FocalLoss(2, [0.1, 0.4, 0.3, 0.2]), (p, y, w) => PlainLosses.Focal(p, Classes(y), 2, [0.1, 0.4, 0.3, 0.2], w), Class, 4),
        ["focal-of-one"] = (new FocalLoss(1.5, [0.3, 0.7]), (p, y, w) => PlainLosses.BinaryFocal(p, y, 1.5, 0.7, w), (random, _) => random.NextInt(2), 1),
        ["kl"] = (new DivergenceLoss(), PlainLosses.Divergence, (random, _) => random.NextBool(0.2) ? 0 : (float)random.NextDouble(), 0),
        ["sharpe"] = (new SharpeLoss(0.02, 1e-6), (p, y, w) => PlainLosses.Sharpe(p, y, 0.02, 1e-6, w), Normal, 0),
    };

    public static TheoryData<string, int, int, bool> Shapes
    {
        get
        {
            var data = new TheoryData<string, int, int, bool>();
            foreach (var name in Cases.Keys)
                foreach (var (rows, columns) in new[] { (1, 1), (7, 1), (5, 4), (33, 3) })
                    foreach (var weighted in new[] { false, true }) data.Add(name, rows, columns, weighted);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Compute_RandomBatch_IsWhatTheFormulaSays(string name, int rows, int columns, bool weighted)
    {
        var (loss, plain, target, wanted) = Cases[name];
        if (wanted > 0) columns = wanted;
        var random = new SeededRandom(3, $"{name} {rows} {columns}");
        var prediction = PlainTensor.Random(random, 1, rows, columns);
        var targets = new PlainTensor([rows, loss.TargetColumns(columns)], _ => (double)target(random, columns));
        double[]? weights = weighted ? [.. Enumerable.Range(0, rows).Select(row => row == 2 ? 0 : (double)(0.25f + (float)random.NextDouble()))] : null;
        var expected = plain(prediction, targets, weights);
        expected.Backward();
        var gradients = new float[rows * columns];

        var value = loss.Compute(prediction.Floats, rows, targets.Floats, [.. weights?.Select(weight => (float)weight) ?? []], gradients);

        Close.Same([expected.Value], [value], 1e-6);
        Close.Same(prediction.Gradients, gradients, 1e-5);
        Assert.Equal(value, loss.Compute(prediction.Floats, rows, targets.Floats, [.. weights?.Select(weight => (float)weight) ?? []], []));
    }

    [Fact]
    public void Compute_LogitsFarOut_StaysFinite()
    {
        var gradients = new float[2];
        Assert.Equal(200, new BinaryCrossEntropyOfLogitsLoss().Compute([-200, 200], 2, [1, 1], [], gradients) * 2, 1e-9);
        Assert.Equal([-0.5f, 0], gradients);
        Assert.Equal(200, new CrossEntropyLoss().Compute([-100, 100], 1, [0], [], gradients), 1e-9);
        Assert.Equal(200, new FocalLoss().Compute([200], 1, [0], [], gradients.AsSpan(0, 1)), 1e-9);
        Assert.Equal(1, gradients[0], 1e-6f);
        Assert.Equal(0, new FocalLoss().Compute([200], 1, [1], [], gradients.AsSpan(0, 1)), 1e-9);
        Assert.Equal(0, gradients[0], 1e-6f);
        Assert.Equal(100, new BinaryCrossEntropyLoss().Compute([0], 1, [1], [], gradients.AsSpan(0, 1)), 1e-9);
        Assert.True(float.IsFinite(gradients[0]));
    }

    [Fact]
    public void Quantile_ConstantPrediction_IsLeastAtTheQuantile()
    {
        float[] values = [.. Enumerable.Range(0, 1000).Select(i => i / 1000f)];
        double Loss(float at) => new QuantileLoss(0.9).Compute([.. values.Select(_ => at)], 1000, values, [], []);
        Assert.True(Loss(0.9f) < Loss(0.8f) && Loss(0.9f) < Loss(0.95f));
    }

    [Fact]
    public void Sharpe_AlwaysLong_IsTheRatioOfTheReturnsAndCostsLowerIt()
    {
        float[] returns = [0.01f, -0.02f, 0.03f, 0.01f];
        var free = new SharpeLoss(0, 1e-12).Compute([1, 1, 1, 1], 4, returns, [], []);
        Assert.Equal(-0.0075 / Math.Sqrt(0.00031875), free, 1e-5);
        Assert.True(new SharpeLoss(0.01, 1e-12).Compute([1, 1, 1, 1], 4, returns, [], []) > free);
    }

    [Fact]
    public void Compute_WhatCannotBe_IsNamed()
    {
        Assert.Contains("none of the classes 0 to 1", Refused(new CrossEntropyLoss(), [1, 2], 1, [2], []), StringComparison.Ordinal);
        Assert.Contains("none of the classes", Refused(new CrossEntropyLoss(), [1, 2], 1, [0.5f], []), StringComparison.Ordinal);
        Assert.Contains("a probability cannot be 1.5", Refused(new BinaryCrossEntropyLoss(), [1.5f], 1, [1], []), StringComparison.Ordinal);
        Assert.Contains("all zero", Refused(new MeanSquaredLoss(), [1, 2], 2, [1, 1], [0, 0]), StringComparison.Ordinal);
        Assert.Contains("negative", Refused(new MeanSquaredLoss(), [1, 2], 2, [1, 1], [1, -1]), StringComparison.Ordinal);
        Assert.Contains("takes 2 targets, not 1", Refused(new MeanSquaredLoss(), [1, 2], 2, [1], []), StringComparison.Ordinal);
        Assert.Contains("for 2 quantiles", Refused(new QuantileLoss(0.1, 0.9), [1], 1, [1], []), StringComparison.Ordinal);
    }

    private static string Refused(Loss loss, float[] predictions, int rows, float[] targets, float[] weights) =>
        Assert.Throws<ArgumentException>(() => loss.Compute(predictions, rows, targets, weights, new float[predictions.Length])).Message;

    private static float Normal(SeededRandom random, int columns) => (float)random.NextNormal();

    private static float Class(SeededRandom random, int columns) => random.NextInt(columns);

    private static int[] Classes(PlainTensor target) => [.. target.Values.Select(value => (int)value)];
}
