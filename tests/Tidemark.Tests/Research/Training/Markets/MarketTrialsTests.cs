using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Validation;
using Tidemark.Research.Features;
using Tidemark.Research.Labels;
using Tidemark.Research.Training;
using Tidemark.Research.Training.Markets;
using Tidemark.Storage.ModelVersions;
using Tidemark.Tests.Research.Retraining;

namespace Tidemark.Tests.Research.Training.Markets;

/// <summary>How models are judged and counted: by paths of single models, over as many steps as the label, beside what was tried before.</summary>
public sealed class MarketTrialsTests
{
    private static readonly BarColumns Bars = PlantedModels.Market(900, 900);

    [Fact]
    public void Run_CombinatorialFolds_AreScoredPathByPath()
    {
        var result = Train(["forest"], "direction:horizon=2", new CombinatorialPurgedSplitter(5, 2, 0.01));
        var paths = result.Chosen.ValidationPaths;
        Assert.Equal(4, paths.Length);
        Assert.Equal(4, paths.Distinct().Count());
        // What is kept for ensembles is one model's word on each moment, not the mean of several.
        Assert.Equal(paths[0], result.Chosen.Validation!["logLoss"]);
        Assert.Empty(Train(["logistic"], "direction:horizon=2", new PurgedKFoldSplitter(3, 0.01)).Chosen.ValidationPaths);
    }

    [Fact]
    public void Run_ModelsOfPastReturns_LookAsFarAheadAsTheLabel()
    {
        var result = Train(["arima"], "next-return:horizon=6", new PurgedKFoldSplitter(3, 0.01));
        Assert.Contains(new KeyValuePair<string, string>("horizon", "6"), result.Chosen.Model.Card.Parameters);
        Assert.Contains(new KeyValuePair<string, string>("horizon", "6"), result.Results.First(one => one.Name == "baseline-persistence").Model.Card.Parameters);
        var given = Train(["arima"], "next-return:horizon=6", new PurgedKFoldSplitter(3, 0.01), [new("horizon", "2")]);
        Assert.Contains(new KeyValuePair<string, string>("horizon", "2"), given.Chosen.Model.Card.Parameters);
    }

    [Fact]
    public void Run_ABaselineThatIsNamed_IsJudgedOnce()
    {
        var result = Train(["ridge", "baseline-mean"], "next-return", new PurgedKFoldSplitter(3, 0.01));
        Assert.Single(result.Results, one => one.Name == "baseline-mean");
        Assert.Equal(2, result.Trials);
        var alone = Train(["baseline-zero"], "next-return", new PurgedKFoldSplitter(3, 0.01));
        Assert.Equal("baseline-zero", alone.Chosen.Name);
        if (alone.Baseline.Name == "baseline-zero") Assert.Contains("itself the best of the baselines", alone.Verdict, StringComparison.Ordinal);
        else Assert.Contains(alone.Baseline.Name, alone.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_EarlierReadings_LeaveLessOfASharpeRatio()
    {
        var told = 0;
        var first = Train(["logistic"], "direction:horizon=2", new PurgedKFoldSplitter(3, 0.01), before: trials =>
        {
            told = trials;
            return [];
        });
        var later = Train(["logistic"], "direction:horizon=2", new PurgedKFoldSplitter(3, 0.01), before: _ => [new TestRead { ReadAt = "", DataHash = "", Trials = 40 }, new TestRead { ReadAt = "", DataHash = "" }]);
        Assert.Equal((1, 1, 42), (told, first.Trials, later.Trials));
        Assert.Equal(0, first.Deflated.ExpectedMaximum);
        Assert.True(later.Deflated.ExpectedMaximum > 0);
        Assert.True(later.Deflated.Probability < first.Deflated.Probability);
    }

    private static MarketTrainingResult Train(string[] models, string label, ISplitter splitter, ImmutableArray<KeyValuePair<string, string>>? given = null, Func<int, IReadOnlyList<TestRead>>? before = null) =>
        MarketTraining.Run(new MarketTrainingRequest
        {
            Data = DatasetBuilder.Build(FeatureSpecification.Standard(Interval.Hours(1)), new FeatureData { Bars = Bars, Source = "test" }, LabelRules.Parse(label)),
            Models = [.. models.Select(name => new ModelSetting(ModelChoice.Find(name), name == "forest" ? [new("trees", "5")] : given ?? []))],
            Splitter = splitter,
            Fit = new FitContext { Threads = 1 },
            BeforeTest = before is null ? null : (_, trials) => before(trials),
        });
}
