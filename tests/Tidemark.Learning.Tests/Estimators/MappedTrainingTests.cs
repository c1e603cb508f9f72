using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Estimators;

/// <summary>Models learn from a memory-mapped file what they learn from memory, and without taking it into memory.</summary>
public sealed class MappedTrainingTests : IDisposable
{
    private const int Columns = 8;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-mapped-training");

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>`bench windows` measures the same with two million windows.</summary>
    [Theory]
    [InlineData("mlp", "hidden=2", 60, 60_000)]
    [InlineData("gru", "hidden=2,layers=1", 60, 8_000)]
    [InlineData("tcn", "channels=2,blocks=1", 60, 8_000)]
    [InlineData("gbm", "trees=2,maxDepth=3", 1, 60_000)]
    [InlineData("gbm", "trees=2,maxDepth=3,subsample=0.5", 1, 60_000)]
    public void Fit_FromAFile_IsTheSameAsFromMemory_AndHoldsNoWindows(string kind, string settings, int window, int count)
    {
        var set = Samples(count + window - 1, window);
        using var mapped = (MappedFeatures)set.Features;
        var inMemory = set with { Features = new FeatureTable(mapped.Read(0, mapped.Rows).ToArray(), Columns) };
        Fit(kind, settings, set.Take(Enumerable.Range(0, 300).ToArray()), window);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fitted = Fit(kind, settings, set, window);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)count;
        // A window of 60 rows is 1,920 bytes; rows, targets, order and, for trees, bins, derivatives and margins are what belongs to a sample.
        Assert.InRange(bytes, 0, window > 1 ? 100 : 250);
        var expected = Fit(kind, settings, inMemory, window).Save();
        Assert.Equal(expected.Tensors.Select(pair => (pair.Key, Convert.ToHexString(pair.Value.Bytes.Span))), fitted.Save().Tensors.Select(pair => (pair.Key, Convert.ToHexString(pair.Value.Bytes.Span))));
    }

    private static IFittedModel Fit(string kind, string settings, TrainingSet set, int window)
    {
        var descriptor = ModelCatalog.Find(kind)!;
        var given = settings.Split(',').Select(one => one.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1])).ToList();
        if (window > 1) given.AddRange([KeyValuePair.Create("window", $"{window}"), KeyValuePair.Create("epochs", "1"), KeyValuePair.Create("batchSize", "32")]);
        return descriptor.Create(HyperParameters.Parse(descriptor.Parameters, given)).Fit(set, null, new FitContext { Progress = _ => { } });
    }

    private TrainingSet Samples(int rows, int window)
    {
        var path = Path.Combine(folder.FullName, "features.npy");
        var random = new SeededRandom(4, "features");
        var targets = new double[rows];
        using (var writer = new NpyRowWriter(path, Columns))
        {
            var row = new float[Columns];
            for (var i = 0; i < rows; i++)
            {
                foreach (ref var value in row.AsSpan()) value = (float)random.NextNormal();
                targets[i] = row[0] * row[1] + random.NextNormal();
                writer.Append(row);
            }
            writer.Complete();
        }
        return new TrainingSet
        {
            Features = MappedFeatures.Open(path),
            Columns = [.. Enumerable.Range(0, Columns).Select(column => $"f{column}")],
            Rows = Enumerable.Range(window - 1, rows - window + 1).ToArray(),
            Targets = targets.AsMemory(window - 1),
            Task = LearningTask.Regression,
        };
    }
}
