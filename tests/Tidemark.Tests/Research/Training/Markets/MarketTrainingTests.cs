using System.Collections.Immutable;
using System.Text;
using Tidemark.Learning.Validation;
using Tidemark.Research.Features;
using Tidemark.Research.Labels;
using Tidemark.Research.Predictors;
using Tidemark.Research.Reports;
using Tidemark.Research.Training;
using Tidemark.Research.Training.Markets;
using Tidemark.Research.Training.Searching;

namespace Tidemark.Tests.Research.Training.Markets;

public sealed class MarketTrainingTests
{
    private static readonly Lazy<MarketTrainingResult> Swinging = new(() => Train(Swings(), ["gbm", "logistic"], [EnsembleKind.Mean, EnsembleKind.Median, EnsembleKind.Skill, EnsembleKind.Stacking, EnsembleKind.Hedge]));

    [Fact]
    public void Run_PricesThatSwingAsAClock_AreForetoldBetterThanByTheBaselines()
    {
        var result = Swinging.Value;
        Assert.True(result.Chosen.Test!["auc"] > 0.8, $"AUC {result.Chosen.Test["auc"]}");
        Assert.StartsWith($"{result.Chosen.Name} beats {result.Baseline.Name}", result.Verdict, StringComparison.Ordinal);
        Assert.Equal(result.Results.Where(one => !one.IsBaseline).MinBy(one => one.Validation!["logLoss"])!.Name, result.Chosen.Name);
        Assert.Equal(7, result.Trials);
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

    /// <summary>Other weights are another search, also where both are called given.</summary>
    [Fact]
    public void Study_OfAnotherWayToWeighOrPrepare_IsRefused()
    {
        var folder = Directory.CreateTempSubdirectory("tidemark-study");
        try
        {
            var data = Swinging.Value.Request.Data;
            var request = Swinging.Value.Request with
            {
                Models = [new ModelSetting(ModelChoice.Find("logistic"), [])],
                Ensembles = [],
                Search = new SearchRequest(Tidemark.Learning.Tuning.SamplerKind.Random, 1, 1) { StudyPath = Path.Combine(folder.FullName, "study.json") },
            };
            var weights = Enumerable.Range(0, data.Count).Select(sample => 1 + sample % 3.0).ToArray();
            MarketTraining.Run(request with { Data = data with { Weights = weights, Weighting = WeightKind.Uniqueness } });
            weights = [.. weights.Select((weight, sample) => sample == 5 ? 2.5 : weight)];
            string Refusal(MarketTrainingRequest other) => Assert.Throws<BadInputException>(() => MarketTraining.Run(other)).Message;
            Assert.Contains("was made with weights", Refusal(request with { Data = data with { Weights = weights, Weighting = WeightKind.Uniqueness } }), StringComparison.Ordinal);
            Assert.Contains("was made with weights", Refusal(request), StringComparison.Ordinal);
            weights[5] = 1 + 5 % 3.0;
            request = request with { Data = data with { Weights = weights, Weighting = WeightKind.Uniqueness } };
            Assert.Contains("was made with preparation", Refusal(request with { Preparation = new PreparationRequest { Steps = Tidemark.Learning.Preprocessing.Preprocessor.Parse("robust") } }), StringComparison.Ordinal);
            Assert.Contains("was made with cost", Refusal(request with { CostRate = 0.01 }), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What an ensemble said of a moment cannot have been weighed by what was not known then: other outcomes later leave it as it was.</summary>
    [Theory]
    [InlineData(EnsembleKind.Hedge)]
    [InlineData(EnsembleKind.Skill)]
    [InlineData(EnsembleKind.Stacking)]
    public void OutOfFold_OtherOutcomesLater_ChangeNothingBefore(EnsembleKind kind)
    {
        var data = Swinging.Value.Request.Data;
        var random = new Tidemark.Statistics.Randomness.SeededRandom(8, "said");
        var said = Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, 300).Select(_ => 0.05 + 0.9 * random.NextDouble()).ToArray()).ToArray();
        double[] Together(Dataset of) => new MarketEnsemble(kind, ["a", "b", "c"], said[..3], said[3..], new MarketMoments(of, [.. Enumerable.Range(0, 300)]), of.Label.Task, of.Label.Classes).OutOfFold();
        var other = data.Targets.ToArray();
        for (var i = 200; i < other.Length; i++) other[i] = 1 - other[i];
        var (first, second) = (Together(data), Together(data with { Targets = other }));
        // Stacking learns on the other half: there it is the half that is judged whose outcomes must not matter.
        var (same, from) = kind == EnsembleKind.Stacking ? (150..300, 0) : (..202, 202);
        Assert.Equal(first[same], second[same]);
        Assert.NotEqual(first[from..(from + 98)], second[from..(from + 98)]);
    }

    [Fact]
    public void Run_BarsWithoutALabel_CountInWhatTheSignEarns()
    {
        var result = Train(Swings(), ["logistic"], [], label: "direction:horizon=2,deadzone=0.01,flat=drop");
        var data = result.Request.Data;
        var rows = data.SampleRows.Span[^result.TestSamples..];
        var bars = rows[^1] - rows[0] + 1;
        Assert.True(bars > result.TestSamples);
        Assert.All(result.Results, one => Assert.Equal((bars, result.TestSamples), (one.TestSignal!.Returns.Length, one.TestPredictions.Length)));
        // Held throughout, which a baseline does that always says the same, it earns what the price did.
        var closes = data.Data.Bars.Close.Span;
        var held = result.Results.First(one => one.Name == "baseline-prior").TestSignal!;
        Assert.Equal(Math.Abs(Math.Log(closes[data.FirstBar + rows[^1] + 1] / closes[data.FirstBar + rows[0]])), Math.Abs(held.TotalBeforeCosts), 1e-9);
        Assert.True(result.Chosen.ValidationSignal!.Returns.Length > result.DevelopmentSamples);
    }

    [Fact]
    public void Run_Twice_IsTheSame()
    {
        var again = Train(Swings(), ["gbm", "logistic"], [EnsembleKind.Mean, EnsembleKind.Median, EnsembleKind.Skill, EnsembleKind.Stacking, EnsembleKind.Hedge]);
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

    [Theory]
    [InlineData(SearchBudgets.Halving, 9, 13)]
    [InlineData(SearchBudgets.Same, 4, 4)]
    public void Run_Search_IsTheSameForAnyNumberOfThreads(SearchBudgets budgets, int settings, int trials)
    {
        var search = new SearchRequest(Tidemark.Learning.Tuning.SamplerKind.Tpe, settings, 2) { Budgets = budgets };
        var (one, three) = (Train(Swings(), ["gbm"], [], search, threads: 1), Train(Swings(), ["gbm"], [], search, threads: 3));
        Assert.Equal((settings, trials), (one.Trials, one.Chosen.Search!.Trials.Length));
        Assert.Equal(one.Chosen.Search.Trials.Select(trial => (trial.Trial.Value, trial.Ratio, trial.Trial.Budget)), three.Chosen.Search!.Trials.Select(trial => (trial.Trial.Value, trial.Ratio, trial.Trial.Budget)));
        Assert.Equal(one.Chosen.Validation!["logLoss"], one.Chosen.Search.Trials[one.Chosen.Search.BestTrial].Trial.Value);
        if (budgets == SearchBudgets.Halving) Assert.Equal([15 / 9.0, 5, 15], one.Chosen.Search.Trials.Select(trial => trial.Trial.Budget).Distinct().Select(budget => Math.Round(budget, 9)).Select(budget => budget < 2 ? 15 / 9.0 : budget));
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

    [Fact]
    public void Run_Values_SayHowFarOutcomesLay_AndASessionGetsALowAndAHighEnd()
    {
        var result = Train(Swings(), ["ridge"], [], label: "next-return");
        var errors = result.Chosen.OutOfFold.Select((prediction, sample) => result.Request.Data.Targets.Span[sample] - prediction).Where(double.IsFinite).Order().ToArray();
        var card = MarketCard.Of(result.Chosen.Model.Card.Market)!;
        Assert.Equal(0.8, errors.Count(error => error >= card.Residuals.Low && error <= card.Residuals.High) / (double)errors.Length, 2);
        Assert.Equal(card.Residuals, MarketCard.Of(card.ToJson())!.Residuals);

        var loaded = TrainedModel.Load(result.Chosen.Model.Save());
        var schema = ModelSchemas.Of("swings", "1", loaded);
        Assert.Equal(["value", "low", "high"], schema.Outputs);
        var (row, said) = (result.Request.Data.SampleRows.Span[^1], new double[3]);
        Assert.True(new ModelPredictor(loaded, schema).TryPredict(Array.ConvertAll(result.Request.Data.Features.Read(row, 1).ToArray(), value => (double)value), said));
        Assert.Equal(Math.Exp(result.Chosen.TestPredictions[^1]) - 1, said[0], 12);
        Assert.Equal(Math.Exp(result.Chosen.TestPredictions[^1] + card.Residuals.Low) - 1, said[1], 12);
        Assert.Equal(Math.Exp(result.Chosen.TestPredictions[^1] + card.Residuals.High) - 1, said[2], 12);
    }

    private static double[] Swings() => [.. Enumerable.Range(0, 900).Select(i => 100 + 10 * Math.Sin(i / 6.0) + 0.3 * Math.Sin(i * 2.3))];

    [Fact]
    public void Run_NetworkThatGivesPositions_IsJudgedByWhatTheyEarn()
    {
        var result = Train(Swings(), ["mlp", "ridge"], [], label: "next-return", loss: "sharpe");
        Assert.Equal("sharpe", result.Leading);
        foreach (var one in result.Results)
        {
            Assert.Equal("sharpe", one.Test!.Values[0].Key);
            Assert.Equal(double.IsNaN(one.TestSignal!.Sharpe) ? 0 : one.TestSignal.Sharpe, one.Test["sharpe"]);
            Assert.Equal(one.Name == "mlp", double.IsNaN(one.Test["rmse"]));
            Assert.Equal(one.Test["sharpe"], one.TestInterval!.Estimate, 9);
        }
        Assert.True(result.Chosen.Test!["sharpe"] > 0.3, $"{result.Chosen.Test["sharpe"]}");
        var positions = result.Results.First(one => one.Name == "mlp");
        Assert.All(positions.TestPredictions, position => Assert.InRange(position, -1, 1));
        // A half position earns half, and pays half.
        Assert.InRange(positions.TestSignal!.Turnover, 0, 2);
    }

    [Theory]
    [InlineData("sharpe", "positions")]
    [InlineData("quantile", "quantiles")]
    public void Run_EnsembleOfOtherNumbers_IsRefusedBeforeAnythingIsTrained(string loss, string what)
    {
        var failure = Assert.Throws<BadInputException>(() => Train(Swings(), ["mlp", "ridge"], [EnsembleKind.Mean], label: "next-return", loss: loss, progress: () => Assert.Fail("trained")));
        Assert.Contains($"mlp gives {(what == "positions" ? "" : "three ")}{what}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_PositionsFromWhatIsNoReturn_AreRefused() =>
        Assert.Contains("--label next-return", Assert.Throws<BadInputException>(() => Train(Swings(), ["mlp"], [], label: "trend:value=t", loss: "sharpe")).Message, StringComparison.Ordinal);

    [Fact]
    public void SignalFigures_OfPositions_HoldWhatIsSaid()
    {
        var figures = SignalFigures.Of(LabelRules.Parse("next-return"), [0.5, -0.25, double.NaN, 3], 1, [0.02, 0.04, 0.08, 0.01], 0.1, isOfPositions: true);
        Assert.Equal([-0.04, -0.085, -0.025, -0.09], figures.Returns.Select(value => Math.Round(value, 12)));
        Assert.Equal(0.01, figures.TotalBeforeCosts, 12);
    }

    private static MarketTrainingResult Train(double[] closes, string[] models, ImmutableArray<EnsembleKind> ensembles, SearchRequest? search = null, string label = "direction:horizon=2", int threads = 1, string loss = "auto", Action? progress = null)
    {
        var opens = closes.Prepend(closes[0]).Take(closes.Length).ToArray();
        var bars = new BarColumns(Interval.Hours(1), Enumerable.Range(0, closes.Length).Select(i => i * 3_600_000_000_000L).ToArray(), opens, opens.Zip(closes, Math.Max).ToArray(), opens.Zip(closes, Math.Min).ToArray(), closes,
            closes.Select((_, i) => 10.0 + i % 7).ToArray());
        var data = DatasetBuilder.Build(FeatureSpecification.Standard(Interval.Hours(1)), new FeatureData { Bars = bars, Source = "test" }, LabelRules.Parse(label));
        return MarketTraining.Run(new MarketTrainingRequest
        {
            Data = data,
            Models = [.. models.Select(name => new ModelSetting(ModelChoice.Find(name), name == "gbm" ? [new("trees", "15"), new("maxDepth", "2")] : name == "mlp" ? [new("loss", loss), new("epochs", "4"), new("patience", "0"), new("window", "2")] : []))],
            Progress = progress is null ? null : (_, _, _, _) => progress(),
            Splitter = new PurgedKFoldSplitter(3, 0.01),
            Ensembles = ensembles,
            Search = search,
            Fit = new Tidemark.Learning.Estimators.FitContext { Threads = threads },
        });
    }
}
