using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;
using Tidemark.Statistics.Descriptive;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Metrics;

public class MetricIntervalTests
{
    private static readonly Metric MeanAbsoluteError = MetricCatalog.Find("mae")!;

    [Fact]
    public void Compute_IndependentErrors_HoldsTheTruthAboutAsOftenAsItSays()
    {
        var random = new SeededRandom(5, "errors");
        var held = 0;
        for (var trial = 0; trial < 200; trial++)
        {
            var interval = MetricInterval.Compute(Numbers([.. Enumerable.Range(0, 150).Select(_ => random.NextExponential())]), MeanAbsoluteError,
                new BootstrapOptions { Resamples = 200, Level = 0.9, BlockLength = 1, Seed = (ulong)trial });
            if (interval.Low <= 1 && interval.High >= 1) held++;
        }
        Assert.InRange(held, 165, 195);
    }

    [Fact]
    public void Compute_DependentErrors_NeedBlocksForAnHonestWidth()
    {
        var random = new SeededRandom(6, "errors");
        double level = 0;
        var errors = Enumerable.Range(0, 2000).Select(_ => 5 + (level = 0.95 * level + random.NextNormal())).ToArray();
        double Error(double blockLength) => MetricInterval.Compute(Numbers(errors), MeanAbsoluteError, new BootstrapOptions { BlockLength = blockLength, Resamples = 300 }).StandardError;
        Assert.Equal(Moments.StandardDeviation(errors) / Math.Sqrt(2000), Error(1), 0.02);
        Assert.True(Error(100) > 3 * Error(1));
    }

    [Fact]
    public void Difference_OfPairedModels_IsSharperThanEachAlone()
    {
        var random = new SeededRandom(7, "errors");
        var errors = Enumerable.Range(0, 300).Select(_ => random.NextExponential()).ToArray();
        var (first, second) = (Numbers(errors), Numbers([.. errors.Select(error => error * 1.05)]));
        var difference = MetricInterval.Difference(first, second, MeanAbsoluteError);
        Assert.True(difference.High < 0 && difference.ShareAboveZero == 0);
        Assert.True(MetricInterval.Compute(first, MeanAbsoluteError).High > MetricInterval.Compute(second, MeanAbsoluteError).Low);
    }

    [Fact]
    public void Compute_SameSeed_IsTheSame() =>
        Assert.Equal(MetricInterval.Compute(Numbers([1, 2, 3, 5]), MeanAbsoluteError), MetricInterval.Compute(Numbers([1, 2, 3, 5]), MeanAbsoluteError));

    [Fact]
    public void Compute_ResamplesOfOneClass_AreLeftOut()
    {
        var samples = new ScoredSamples { Task = LearningTask.Binary, Classes = 2, Targets = new double[] { 0, 1, 0 }, Outputs = new[] { 0.1, 0.9, 0.4 } };
        var interval = MetricInterval.Compute(samples, MetricCatalog.Find("rocAuc")!, new BootstrapOptions { Resamples = 100, BlockLength = 1 });
        Assert.InRange(interval.Resamples, 50, 90);
        Assert.Equal(1, interval.Estimate);
        var one = samples with { Targets = new double[] { 0, 0, 0 } };
        Assert.True(double.IsNaN(MetricInterval.Compute(one, MetricCatalog.Find("rocAuc")!).Low));
    }

    [Fact]
    public void Compute_OneSample_HasNoWidth() => Assert.Equal((2, 2), (MetricInterval.Compute(Numbers([2]), MeanAbsoluteError).Low, MetricInterval.Compute(Numbers([2]), MeanAbsoluteError).High));

    [Fact]
    public void Draw_BlocksOfALength_AreThatLongOnAverage()
    {
        var places = new int[100_000];
        new BlockBootstrap(20, 3).Draw(places);
        var starts = Enumerable.Range(1, places.Length - 1).Count(i => places[i] != (places[i - 1] + 1) % places.Length);
        Assert.InRange((double)places.Length / starts, 19, 21);
    }

    [Fact]
    public void Catalog_EveryMetric_MeasuresItsTasks()
    {
        var samples = new Dictionary<LearningTask, ScoredSamples>
        {
            [LearningTask.Regression] = Numbers([1, 2, 4]) with { Outputs = new[] { 1.0, 0, 0.5 }, Targets = new[] { 1.0, 2, 3 } },
            [LearningTask.Binary] = new() { Task = LearningTask.Binary, Classes = 2, Targets = new double[] { 0, 1, 0 }, Outputs = new[] { 0.1, 0.9, 0.4 } },
            [LearningTask.MultiClass] = new() { Task = LearningTask.MultiClass, Classes = 3, Targets = new double[] { 0, 1 }, Outputs = new[] { 0.8, 0.1, 0.1, 0.2, 0.5, 0.3 } },
        };
        foreach (var metric in MetricCatalog.All)
            foreach (var task in metric.Tasks) Assert.True(double.IsFinite(metric.Compute(samples[task])), metric.Name);
    }

    [Fact]
    public void Losses_AverageToTheMetric()
    {
        var samples = new ScoredSamples { Task = LearningTask.MultiClass, Classes = 3, Targets = new double[] { 0, 1 }, Outputs = new[] { 0.8, 0.1, 0.1, 0.2, 0.5, 0.3 } };
        Assert.Equal(MetricCatalog.Find("logLoss")!.Compute(samples), samples.Losses().Average(), 1e-14);
    }

    private static ScoredSamples Numbers(double[] errors) => new() { Task = LearningTask.Regression, Targets = new double[errors.Length], Outputs = errors };
}
