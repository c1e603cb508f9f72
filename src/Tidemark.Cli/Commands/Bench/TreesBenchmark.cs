using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Trees;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Cli.Commands.Bench;

/// <summary>
/// Boosted trees on 100,000 samples of 30 features: 200 trees of depth 6 on one thread, the prediction and the explanation of one row,
/// and a random forest of 100 trees on 20,000 of them. Seconds are processor time, which a busy machine leaves comparable.
/// </summary>
internal sealed class TreesBenchmark : IBenchmark
{
    private const int Rows = 100_000;
    private const int ForestRows = 20_000;
    private const int Columns = 30;
    private const int PredictedRows = 20_000;
    private const int ExplainedRows = 20;
    private TrainingSet samples = null!;

    public void Prepare(BenchContext context)
    {
        samples = Samples();
        // The just-in-time compiler has seen the loops before they are timed.
        Fit("gbm", Part(10_000), ("trees", "60"));
        Fit("forest", Part(2_000), ("trees", "10"));
    }

    public IReadOnlyList<BenchMetric> Run(BenchContext context)
    {
        IFittedModel boosted = null!;
        var train = Seconds(() => boosted = Fit("gbm", samples, ("trees", "200"), ("maxDepth", "6"), ("learningRate", "0.1")));
        var predict = Seconds(() => Predict(boosted)) / PredictedRows;
        var explain = Seconds(() => Explain((TreeModel)boosted)) / ExplainedRows;
        var forest = Seconds(() => Fit("forest", Part(ForestRows), ("minSamplesLeaf", "20")));
        return
        [
            new BenchMetric("trainSeconds", train, "s", BetterDirection.Lower),
            new BenchMetric("predictRowMicroseconds", predict * 1e6, "us", BetterDirection.Lower),
            new BenchMetric("explainRowMicroseconds", explain * 1e6, "us", BetterDirection.Lower),
            new BenchMetric("forestTrainSeconds", forest, "s", BetterDirection.Lower),
        ];
    }

    private static double Seconds(Action work)
    {
        BenchContext.CleanHeap();
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static IFittedModel Fit(string model, TrainingSet set, params (string Name, string Text)[] settings)
    {
        var descriptor = ModelCatalog.Find(model)!;
        var values = HyperParameters.Parse(descriptor.Parameters, settings.Select(pair => KeyValuePair.Create(pair.Name, pair.Text)));
        return descriptor.Create(values).Fit(set, null, new FitContext { Threads = 1 });
    }

    private static TrainingSet Samples()
    {
        var random = new SeededRandom(1, "trees benchmark");
        var (values, targets) = (new float[Rows * Columns], new double[Rows]);
        for (var row = 0; row < Rows; row++)
        {
            var own = values.AsSpan(row * Columns, Columns);
            foreach (ref var value in own) value = (float)random.NextNormal();
            targets[row] = own[0] * own[1] + Math.Sin(2 * own[2]) + 0.5 * own[3] + random.NextNormal() > 0 ? 1 : 0;
        }
        return new TrainingSet
        {
            Features = new FeatureTable(values, Columns),
            Columns = [.. Enumerable.Range(0, Columns).Select(column => $"f{column}")],
            Rows = Enumerable.Range(0, Rows).ToArray(),
            Targets = targets,
            Task = LearningTask.Binary,
            Classes = 2,
        };
    }

    private TrainingSet Part(int rows) => samples with { Rows = samples.Rows[..rows], Targets = samples.Targets[..rows] };

    private void Predict(IFittedModel model)
    {
        Span<double> output = stackalloc double[1];
        for (var row = 0; row < PredictedRows; row++) model.Predict(samples.Features.Read(row, 1), output);
    }

    private void Explain(TreeModel model)
    {
        Span<double> contributions = stackalloc double[Columns + 1];
        for (var row = 0; row < ExplainedRows; row++) model.Explain(samples.Features.Read(row, 1), contributions);
    }
}
