using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Kernels;
using Tidemark.Learning.Networks.Forms;
using Tidemark.Learning.Networks.Losses;
using Tidemark.Learning.Networks.Optimisers;
using Tidemark.Learning.Networks.Training;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Networks.Training;

public sealed class NetworkTrainerTests : IDisposable
{
    private static readonly TrainerOptions Usual = new() { Epochs = 6, BatchSize = 16, LearningRate = 0.01, GradientClip = 5 };
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-trainer");

    private string CheckpointPath => Path.Combine(folder.FullName, "training.safetensors");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Train_LinearTarget_IsLearnt()
    {
        var outcome = Trainer(Usual with { Epochs = 40 }, new FitContext()).Train(Samples(400, 1), Samples(100, 2));
        Assert.True(outcome.Curve[^1].ValidationLoss < 0.2 * outcome.Curve[0].ValidationLoss, $"{outcome.Curve[0].ValidationLoss} became {outcome.Curve[^1].ValidationLoss}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Train_SameSeedAndThreads_IsTheSameBits(int threads)
    {
        var context = new FitContext { Seed = 5, Threads = threads };
        var first = Trainer(Usual, context).Train(Samples(100, 1), Samples(40, 2));
        Assert.Equal(Numbers(first), Numbers(Trainer(Usual, context).Train(Samples(100, 1), Samples(40, 2))));
        Assert.NotEqual(Numbers(first), Numbers(Trainer(Usual, context with { Seed = 6 }).Train(Samples(100, 1), Samples(40, 2))));
    }

    [Fact]
    public void Train_MoreThreads_IsTheSameWithinFloatError()
    {
        // Without dropout and statistics of batches there is nothing that threads could change but the order of sums.
        var one = Trainer(Usual, new FitContext(), dropout: 0, hasBatchNorm: false).Train(Samples(90, 1, isWeighted: true), null);
        var two = Trainer(Usual, new FitContext { Threads = 2 }, dropout: 0, hasBatchNorm: false).Train(Samples(90, 1, isWeighted: true), null);
        Assert.Equal(one.Curve[^1].TrainLoss, two.Curve[^1].TrainLoss, 1e-4 * one.Curve[^1].TrainLoss);
        foreach (var (left, right) in Numbers(one).Zip(Numbers(two))) Assert.Equal(left, right, 2e-4f);
    }

    [Theory]
    [InlineData(1, RateSchedule.Constant)]
    [InlineData(2, RateSchedule.Plateau)]
    [InlineData(1, RateSchedule.Cosine)]
    public void Train_EndedAndTakenUpAgain_IsTheSameBits(int threads, RateSchedule schedule)
    {
        var options = Usual with { Schedule = schedule, Epochs = 8, Patience = 6 };
        var whole = Trainer(options, new FitContext { Threads = threads }).Train(Samples(100, 1), Samples(40, 2));
        for (var end = 1; end < 8; end += 3)
        {
            using var cancellation = new CancellationTokenSource();
            var ended = new FitContext
            {
                Threads = threads,
                CheckpointPath = CheckpointPath,
                Cancellation = cancellation.Token,
                Progress = progress =>
                {
                    if (progress.Step == end) cancellation.Cancel();
                },
            };
            Assert.Throws<OperationCanceledException>(() => Trainer(options, ended).Train(Samples(100, 1), Samples(40, 2)));
            var further = new List<int>();
            var context = new FitContext { Threads = threads, CheckpointPath = CheckpointPath, Progress = progress => further.Add(progress.Step) };
            var again = Trainer(options, context).Train(Samples(100, 1), Samples(40, 2));
            Assert.Equal(end + 1, further[0]);
            Assert.Equal(Numbers(whole), Numbers(again));
            Assert.Equal(whole.Curve, again.Curve);
            Assert.Equal(whole.BestEpoch, again.BestEpoch);
            File.Delete(CheckpointPath);
        }
    }

    [Fact]
    public void Train_CheckpointOfAnotherTraining_IsRefused()
    {
        var context = new FitContext { CheckpointPath = CheckpointPath };
        Trainer(Usual, context).Train(Samples(50, 1), null);
        Assert.Contains("another training", Assert.Throws<InvalidDataException>(() => Trainer(Usual, context).Train(Samples(50, 2), null)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => Trainer(Usual with { BatchSize = 8 }, context).Train(Samples(50, 1), null));
        Assert.Throws<InvalidDataException>(() => Trainer(Usual, context with { Seed = 9 }).Train(Samples(50, 1), null));
        Assert.Throws<InvalidDataException>(() => Trainer(Usual, context with { Threads = 2 }).Train(Samples(50, 1), null));
        Assert.Throws<InvalidDataException>(() => Trainer(Usual with { Settings = "dropout=0.3" }, context).Train(Samples(50, 1), null));
        Assert.Throws<InvalidDataException>(() => Trainer(Usual, context).Train(Samples(50, 1, lastFeature: 7), null));
        Assert.Throws<InvalidDataException>(() => Trainer(Usual, context).Train(Samples(50, 1), Samples(9, 1)));
        File.WriteAllBytes(CheckpointPath, File.ReadAllBytes(CheckpointPath)[..^1]);
        Assert.Throws<InvalidDataException>(() => Trainer(Usual, context).Train(Samples(50, 1), null));
    }

    [Fact]
    public void Train_ValidationGrowsWorse_EndsEarlyWithTheBestWeights()
    {
        // What is watched has the opposite sign: the more is learnt, the worse it becomes.
        var validation = Samples(60, 2, sign: -1);
        var options = Usual with { Epochs = 200, Patience = 3 };
        var outcome = Trainer(options, new FitContext()).Train(Samples(200, 1), validation);
        var best = outcome.Curve.Select(point => point.ValidationLoss).Min();
        Assert.Equal(best, outcome.Curve[outcome.BestEpoch - 1].ValidationLoss);
        Assert.Equal(outcome.BestEpoch + 3, outcome.Curve.Length);
        Assert.Equal(best, new TrainingReplica(outcome.Network, new MeanSquaredLoss()).Judge(validation, [.. Enumerable.Range(0, 60)]), 1e-12);
    }

    [Fact]
    public void Train_RateFarTooHigh_SaysWhereItDiverged()
    {
        var trainer = Trainer(Usual with { LearningRate = 1e30, GradientClip = 0 }, new FitContext());
        Assert.StartsWith("the training diverged in epoch 1, step ", Assert.Throws<ArithmeticException>(() => trainer.Train(Samples(100, 1), null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_Cancelled_Ends()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => Trainer(Usual, new FitContext { Cancellation = cancellation.Token }).Train(Samples(10, 1), null));
    }

    [Fact]
    public void Train_WindowsOfAMappedFile_AreNotHeldInMemory()
    {
        const int rows = 12_000, columns = 8, window = 60;
        var path = Path.Combine(folder.FullName, "features.npy");
        var random = new SeededRandom(4, "features");
        using (var writer = new NpyRowWriter(path, columns))
        {
            var row = new float[columns];
            for (var i = 0; i < rows; i++)
            {
                foreach (ref var value in row.AsSpan()) value = (float)random.NextNormal();
                writer.Append(row);
            }
            writer.Complete();
        }
        using var features = MappedFeatures.Open(path);
        var samples = new TrainingWindows(features, window, [.. Enumerable.Range(window - 1, rows - window + 1)], new float[rows - window + 1], []);
        long Allocated(int epochs)
        {
            var trainer = new NetworkTrainer(() => new DenseNetwork(new NetworkShape(window, columns, 1, false), [2], ActivationKind.Relu, false, 0), new MeanSquaredLoss(), weights => new Adam(weights), Usual with { Epochs = epochs, BatchSize = 256 }, new FitContext());
            var before = GC.GetAllocatedBytesForCurrentThread();
            trainer.Train(samples, null);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        var one = Allocated(1);
        // All windows side by side would be 23 MB; an epoch more costs no memory of its own.
        Assert.InRange(one, 0, 2_500_000);
        Assert.InRange(Allocated(2) - one, -100_000, 100_000);
    }

    [Fact]
    public void Train_LossOverTheOrder_JudgesAllSamplesTogetherInBoundedMemory()
    {
        const int count = 5000;
        var validation = Samples(count, 2, isWeighted: true);
        var loss = new SharpeLoss(0.001);
        var trainer = new NetworkTrainer(() => new DenseNetwork(new NetworkShape(3, 2, 1, true), [64], ActivationKind.Tanh, false, 0), loss, weights => new Adam(weights), Usual with { Epochs = 1 }, new FitContext());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var outcome = trainer.Train(Samples(64, 1), validation);
        // All samples at once would take 64 numbers of the inner layer for each: 1.3 MB, and as much again around it.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 900_000);
        Assert.Equal(outcome.Curve[0].ValidationLoss, new TrainingReplica(outcome.Network, loss).Judge(validation, [.. Enumerable.Range(0, count)]), 1e-6);
    }

    private static NetworkTrainer Trainer(TrainerOptions options, FitContext context, float dropout = 0.1f, bool hasBatchNorm = true) => new(
        () => new DenseNetwork(new NetworkShape(3, 2, 1, false), [8, 4], ActivationKind.Tanh, hasBatchNorm, dropout),
        new MeanSquaredLoss(),
        weights => new Adam(weights),
        options,
        context);

    /// <summary>Samples whose target is a linear function of the last two rows.</summary>
    private static TrainingWindows Samples(int count, ulong seed, float sign = 1, bool isWeighted = false, float? lastFeature = null)
    {
        var random = new SeededRandom(seed, "samples");
        var values = new float[(count + 2) * 2];
        foreach (ref var value in values.AsSpan()) value = (float)random.NextNormal();
        int[] rows = [.. Enumerable.Range(2, count)];
        float[] targets = [.. rows.Select(row => sign * (values[2 * row] - 0.5f * values[2 * row - 1]))];
        // The last number of the last window is part of no target that was computed before.
        values[^1] = lastFeature ?? values[^1];
        return new TrainingWindows(new FeatureTable(values, 2), 3, rows, targets, isWeighted ? [.. rows.Select(_ => 0.1f + (float)random.NextDouble())] : []);
    }

    private static float[] Numbers(TrainingOutcome outcome) => [.. TrainingState.Numbers(outcome.Network).SelectMany(tensor => tensor.Data.ToArray())];
}
