using System.Text;
using Tidemark.Learning.Calibration;
using Tidemark.Learning.Preprocessing;
using Tidemark.Learning.Selection;
using Tidemark.Learning.Validation;
using Tidemark.Research.Features;
using Tidemark.Research.Labels;
using Tidemark.Research.Predictors;
using Tidemark.Research.Reports;
using Tidemark.Research.Retraining;
using Tidemark.Research.Training;
using Tidemark.Research.Training.Markets;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Research.Training.Markets;

/// <summary>What is done around the models of a market: steps, selection inside the folds, calibration.</summary>
public sealed class MarketPreparationTests
{
    private const string Steps = "hampel:window=7,threshold=4 | fracdiff:order=0.3,weight=0.05,width=20,columns=logret_24 | zscore";
    private static readonly Lazy<MarketTrainingResult> Prepared = new(() => MarketTraining.Run(Request(900)));

    [Fact]
    public void Run_Preparation_IsOfEveryModelButTheBaselines_AndSavedWithIt()
    {
        var result = Prepared.Value;
        foreach (var one in result.Results.Where(one => !one.IsEnsemble))
        {
            Assert.Equal(one.IsBaseline ? "" : Steps, one.Model.Card.Preparation);
            Assert.Equal(one.IsBaseline ? 0 : 5, one.Model.Selected.Length);
            Assert.Equal(one.IsBaseline, one.Model.Calibration is null);
            if (!one.IsBaseline) Assert.True(one.Model.Window > 7);
        }
        var rows = result.Request.Data.SampleRows.Span[^result.TestSamples..].ToArray();
        foreach (var one in result.Results)
        {
            var outputs = new double[rows.Length];
            TrainedModel.Load(one.Model.Save()).Predict(result.Request.Data.Features, rows, outputs);
            Assert.Equal(one.TestPredictions, outputs);
        }
    }

    /// <summary>What a session asks, window by window, is what was judged, to the last bit.</summary>
    [Fact]
    public void Predictor_OfAPreparedModel_SaysWhatWasJudged()
    {
        var result = Prepared.Value;
        var data = result.Request.Data;
        foreach (var one in result.Results.Where(one => !one.IsBaseline))
        {
            var predictor = new ModelPredictor(one.Model, ModelSchemas.Of("toy", "1", one.Model));
            var (said, features) = (new double[1], new double[predictor.Schema.InputLength]);
            for (var i = 0; i < result.TestSamples; i += 7)
            {
                var window = data.Features.Read(data.SampleRows.Span[^result.TestSamples..][i] - one.Model.Window + 1, one.Model.Window);
                for (var k = 0; k < window.Length; k++) features[k] = window[k];
                Assert.True(predictor.TryPredict(features, said));
                Assert.Equal(one.TestPredictions[i], said[0]);
            }
        }
    }

    [Fact]
    public void Run_Selection_IsDoneInEachFold_AndAgreementIsTold()
    {
        var chosen = Prepared.Value.Results.First(one => one.Name == "logistic");
        Assert.All(chosen.Folds, fold => Assert.Equal(5, fold.Selected.Length));
        var selection = chosen.Selection!;
        Assert.InRange(selection.Agreement, 0, 1);
        Assert.Equal(5, selection.Shares.Sum(one => one.Value), 1e-9);
        Assert.Equal("mutual-information:5", chosen.Model.Card.Selection);
        Assert.Null(Prepared.Value.Baseline.Selection);
    }

    /// <summary>The test part changes nothing of the models that were trained before it.</summary>
    [Fact]
    public void Run_OtherTestPart_MakesTheSameModels()
    {
        var result = Prepared.Value;
        var request = Request(900);
        var (features, targets) = (request.Data.Features.Read(0, request.Data.Features.Rows).ToArray(), request.Data.Targets.ToArray());
        var firstTestRow = request.Data.SampleRows.Span[^result.TestSamples];
        for (var i = firstTestRow * request.Data.Features.Columns; i < features.Length; i++) features[i] = 7 - 3 * features[i];
        for (var i = targets.Length - result.TestSamples; i < targets.Length; i++) targets[i] = i % 3 == 0 ? 0 : 1;
        var other = MarketTraining.Run(request with { Data = request.Data with { Features = new(features, request.Data.Features.Columns), Targets = targets } });
        foreach (var (one, two) in result.Results.Zip(other.Results))
        {
            Assert.Equal(one.Validation!["logLoss"], two.Validation!["logLoss"]);
            var (first, second) = (one.Model.Save(), two.Model.Save());
            foreach (var (name, tensor) in first.Tensors) Assert.True(tensor.Bytes.Span.SequenceEqual(second.Tensors[name].Bytes.Span), $"{one.Name} {name}");
        }
    }

    [Fact]
    public void Run_Calibration_IsMeasuredBeforeAndAfter_AndInTheReport()
    {
        var result = Prepared.Value;
        var figures = result.Results.First(one => one.Name == "gbm").Calibration!;
        Assert.Equal(CalibrationKind.Platt, figures.Kind);
        Assert.Equal(result.DevelopmentSamples, figures.After!.Samples, 60.0);
        Assert.Equal(result.TestSamples, figures.TestBefore!.Samples);
        Assert.NotEqual(figures.TestBefore.LogLoss, figures.TestAfter!.LogLoss);
        Assert.Equal(result.Results.First(one => one.Name == "gbm").Test!["logLoss"], figures.TestAfter.LogLoss, 1e-12);
        using var stream = new MemoryStream();
        TrainingReport.Write(stream, result, null);
        var page = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Contains("before calibration", page, StringComparison.Ordinal);
        Assert.Contains("mutual-information:5", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_CalibrationOfValues_IsRefused() => Assert.Contains("--calibrate", Assert.Throws<BadInputException>(() => MarketTraining.Run(Request(400, "next-return") with
    {
        Models = [new ModelSetting(ModelChoice.Find("ridge"), [])],
        Ensembles = [],
    })).Message, StringComparison.Ordinal);

    /// <summary>A model trained anew has the same steps and features, and is calibrated anew.</summary>
    [Fact]
    public void Retraining_KeepsStepsAndFeatures_AndCalibratesAnew()
    {
        var champion = Prepared.Value.Results.First(one => one.Name == "logistic").Model;
        var data = Request(900).Data.Data;
        var outcome = new ModelRetrainer(new RetrainPlan()).Run(champion, data, data.Bars.Interval.CloseOf(new Instant(data.Bars.OpenTimes.Span[^1])));
        Assert.True(outcome.Challenger is not null, outcome.Reason);
        var challenger = outcome.Challenger!;
        Assert.Equal((champion.Card.Preparation, champion.Card.Calibration, champion.Window), (challenger.Card.Preparation, challenger.Card.Calibration, challenger.Window));
        Assert.Equal(champion.Selected, challenger.Selected);
        Assert.NotNull(challenger.Calibration);
    }

    private static MarketTrainingRequest Request(int count, string label = "direction:horizon=2")
    {
        var random = new SeededRandom(6, "swings");
        double[] closes = [.. Enumerable.Range(0, count).Select(i => (100 + 10 * Math.Sin(i / 6.0)) * Math.Exp(0.004 * random.NextNormal()))];
        var opens = closes.Prepend(closes[0]).Take(count).ToArray();
        var bars = new BarColumns(Interval.Hours(1), Enumerable.Range(0, count).Select(i => i * 3_600_000_000_000L).ToArray(), opens, opens.Zip(closes, Math.Max).ToArray(), opens.Zip(closes, Math.Min).ToArray(), closes,
            closes.Select((_, i) => 10.0 + i % 7).ToArray());
        return new MarketTrainingRequest
        {
            Data = DatasetBuilder.Build(FeatureSpecification.Standard(Interval.Hours(1)), new FeatureData { Bars = bars, Instrument = InstrumentId.Parse("BTC/USDT@test"), Source = "test" }, LabelRules.Parse(label)),
            Models = [new ModelSetting(ModelChoice.Find("gbm"), [new("trees", "15"), new("maxDepth", "2")]), new ModelSetting(ModelChoice.Find("logistic"), [])],
            Splitter = new PurgedKFoldSplitter(3, 0.01),
            Ensembles = [EnsembleKind.Mean],
            Preparation = new PreparationRequest { Steps = Preprocessor.Parse(Steps), Selection = FeatureSelection.Parse("mutual-information:5"), Calibration = CalibrationKind.Platt },
        };
    }
}
