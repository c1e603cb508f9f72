using System.Collections.Immutable;
using System.Text;
using Tidemark.Learning.Validation;
using Tidemark.Research.Features;
using Tidemark.Research.Labels;
using Tidemark.Research.Reports;
using Tidemark.Research.Training;
using Tidemark.Research.Training.Markets;

namespace Tidemark.Tests.Research.Training.Markets;

public sealed class MarketTrainingTests
{
    private static readonly Lazy<MarketTrainingResult> Swinging = new(() => Train(Swings(), ["gbm", "logistic"], [EnsembleKind.Mean, EnsembleKind.Median, EnsembleKind.Skill, EnsembleKind.Stacking]));

    [Fact]
    public void Run_PricesThatSwingAsAClock_AreForetoldBetterThanByTheBaselines()
    {
        var result = Swinging.Value;
        Assert.True(result.Chosen.Test!["auc"] > 0.8, $"AUC {result.Chosen.Test["auc"]}");
        Assert.StartsWith($"{result.Chosen.Name} beats {result.Baseline.Name}", result.Verdict, StringComparison.Ordinal);
        Assert.Equal(result.Results.Where(one => !one.IsBaseline).MinBy(one => one.Validation!["logLoss"])!.Name, result.Chosen.Name);
        Assert.Equal(6, result.Trials);
    }

    [Fact]
    public void Run_TestPart_LiesAfterEverythingLearntFrom()
    {
        var result = Swinging.Value;
        Assert.All(result.Results, one => Assert.True(Instant.Parse((string)one.Model.Card.Market["trainedTo"]!) < result.TestFrom));
        Assert.All(result.Results.SelectMany(one => one.Folds), fold => Assert.True(fold.To < result.TestFrom));
    }

    [Fact]
    public void Run_PricesWithoutMemory_AreNotSaidToBeForetold()
    {
        var random = new Tidemark.Statistics.Randomness.SeededRandom(3, "walk");
        var price = 100.0;
        var result = Train(Enumerable.Range(0, 900).Select(_ => price *= Math.Exp(0.01 * random.NextNormal())).ToArray(), ["gbm"], []);
        Assert.DoesNotContain(" beats ", result.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Ensembles_AreSavedAndPredictTheSameFromRawFeatures()
    {
        var result = Swinging.Value;
        var data = result.Request.Data;
        var rows = data.SampleRows.Span[^result.TestSamples..].ToArray();
        foreach (var one in result.Results.Where(one => one.IsEnsemble))
        {
            var loaded = TrainedModel.Load(one.Model.Save());
            var outputs = new double[rows.Length];
            loaded.Predict(data.Features, rows, outputs);
            Assert.Equal(one.TestPredictions, outputs);
        }
    }

    [Fact]
    public void Run_Twice_IsTheSame()
    {
        var again = Train(Swings(), ["gbm", "logistic"], [EnsembleKind.Mean, EnsembleKind.Median, EnsembleKind.Skill, EnsembleKind.Stacking]);
        Assert.Equal(Swinging.Value.Results.Select(one => one.Test!["logLoss"]), again.Results.Select(one => one.Test!["logLoss"]));
        Assert.Equal(Swinging.Value.Verdict, again.Verdict);
    }

    [Fact]
    public void Run_Search_CountsEverySettingTried()
    {
        var result = Train(Swings(), ["gbm"], [], new SearchRequest(Tidemark.Learning.Tuning.SamplerKind.Random, 3, 1));
        Assert.Equal((3, 3), (result.Trials, result.Chosen.Trials));
        Assert.Equal(3, result.Chosen.TrialRatios.Length);
    }

    [Fact]
    public void Write_Report_IsOnePageWithNothingFetched()
    {
        using var stream = new MemoryStream();
        TrainingReport.Write(stream, Swinging.Value, "toy@1");
        var page = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Contains("toy@1", page, StringComparison.Ordinal);
        Assert.Contains("Receiver operating characteristic", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.Equal(page.Split("<section").Length, page.Split("</section>").Length);
    }

    private static double[] Swings() => [.. Enumerable.Range(0, 900).Select(i => 100 + 10 * Math.Sin(i / 6.0) + 0.3 * Math.Sin(i * 2.3))];

    private static MarketTrainingResult Train(double[] closes, string[] models, ImmutableArray<EnsembleKind> ensembles, SearchRequest? search = null)
    {
        var opens = closes.Prepend(closes[0]).Take(closes.Length).ToArray();
        var bars = new BarColumns(Interval.Hours(1), Enumerable.Range(0, closes.Length).Select(i => i * 3_600_000_000_000L).ToArray(), opens, opens.Zip(closes, Math.Max).ToArray(), opens.Zip(closes, Math.Min).ToArray(), closes,
            closes.Select((_, i) => 10.0 + i % 7).ToArray());
        var data = DatasetBuilder.Build(FeatureSpecification.Standard(Interval.Hours(1)), new FeatureData { Bars = bars, Source = "test" }, LabelRules.Parse("direction:horizon=2"));
        return MarketTraining.Run(new MarketTrainingRequest
        {
            Data = data,
            Models = [.. models.Select(name => new ModelSetting(ModelChoice.Find(name), name == "gbm" ? [new("trees", "15"), new("maxDepth", "2")] : []))],
            Splitter = new PurgedKFoldSplitter(3, 0.01),
            Ensembles = ensembles,
            Search = search,
        });
    }
}
