using System.Globalization;
using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Cli.Commands.Bench.Windows;

/// <summary>
/// One epoch over two million windows of 60 rows and 8 features from a memory-mapped file, by small networks, and 50 boosted trees on the same rows:
/// processor time, and the memory that the training takes beside the file and the targets. All windows side by side would take 3.8 GB.
/// </summary>
internal sealed class WindowsBenchmark : IBenchmark, IDisposable
{
    private const int Windows = 2_000_000;
    private const int Window = 60;
    private const int Columns = 8;
    private const int RowsAtOnce = 4096;

    private static readonly (string Name, string Kind, string Settings)[] Models =
    [
        ("gru", "gru", "hidden=16,layers=1"),
        ("tcn", "tcn", "channels=8,blocks=2"),
        ("mlp", "mlp", "hidden=32"),
        ("gbm", "gbm", "trees=50,maxDepth=6"),
    ];

    private MappedFeatures? features;
    private TrainingSet samples = null!;

    public void Prepare(BenchContext context)
    {
        var path = Path.Combine(context.Home.Path, "windows.npy");
        context.Notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"writing {Windows + Window - 1:N0} rows of {Columns} features, {(long)(Windows + Window - 1) * Columns * sizeof(float) / 1e6:0} MB; {Windows:N0} windows side by side would be {(long)Windows * Window * Columns * sizeof(float) / 1e9:0.0} GB"));
        var targets = Write(path);
        features = MappedFeatures.Open(path);
        samples = new TrainingSet
        {
            Features = features,
            Columns = [.. Enumerable.Range(0, Columns).Select(column => $"f{column}")],
            Rows = Enumerable.Range(Window - 1, Windows).ToArray(),
            Targets = targets,
            Task = LearningTask.Binary,
            Classes = 2,
        };
        var few = samples.Take(Enumerable.Range(0, 20_000).ToArray());
        // The just-in-time compiler has seen the loops before they are timed.
        foreach (var model in Models) Fit(model.Kind, model.Settings, few, context.Cancellation);
    }

    public IReadOnlyList<BenchMetric> Run(BenchContext context)
    {
        var metrics = new List<BenchMetric>();
        foreach (var (name, kind, settings) in Models)
        {
            var before = Environment.CpuUsage.TotalTime;
            var peak = PrivateMemory.PeakOf(() => Fit(kind, settings, samples, context.Cancellation));
            var seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            metrics.Add(new BenchMetric(name + "TrainSeconds", seconds, "s", BetterDirection.Lower));
            metrics.Add(new BenchMetric(name + "PeakPrivateBytes", peak, "bytes", BetterDirection.Lower));
            context.Notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {seconds:0.0} s, {peak / 1e6:0} MB"));
        }
        return metrics;
    }

    public void Dispose() => features?.Dispose();

    private static IFittedModel Fit(string kind, string settings, TrainingSet set, CancellationToken cancellation)
    {
        var descriptor = ModelCatalog.Find(kind)!;
        var given = settings.Split(',').Select(one => one.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1])).ToList();
        if (kind != "gbm") given.AddRange([KeyValuePair.Create("window", $"{Window}"), KeyValuePair.Create("epochs", "1"), KeyValuePair.Create("batchSize", "256"), KeyValuePair.Create("patience", "0")]);
        return descriptor.Create(HyperParameters.Parse(descriptor.Parameters, given)).Fit(set, null, new FitContext { Cancellation = cancellation });
    }

    /// <returns>A target for each window: whether its last row and the one before go up together, with noise.</returns>
    private static double[] Write(string path)
    {
        var random = new SeededRandom(1, "windows benchmark");
        var targets = new double[Windows];
        using var writer = new NpyRowWriter(path, Columns);
        var rows = new float[RowsAtOnce * Columns];
        for (var first = 0; first < Windows + Window - 1; first += RowsAtOnce)
        {
            var some = rows.AsSpan(0, Math.Min(RowsAtOnce, Windows + Window - 1 - first) * Columns);
            foreach (ref var value in some) value = (float)random.NextNormal();
            for (var i = 0; i < some.Length / Columns; i++)
                if (first + i - Window + 1 is >= 0 and var sample)
                    targets[sample] = some[i * Columns] + (i > 0 ? some[(i - 1) * Columns + 1] : 0) + random.NextNormal() > 0 ? 1 : 0;
            writer.Append(some);
        }
        writer.Complete();
        return targets;
    }
}
