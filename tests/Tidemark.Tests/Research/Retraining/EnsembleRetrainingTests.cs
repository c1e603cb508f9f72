using Tidemark.Engine.Predictions;
using Tidemark.Learning.Ensembles;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Validation;
using Tidemark.Research.Features;
using Tidemark.Research.Labels;
using Tidemark.Research.Predictors;
using Tidemark.Research.Retraining;
using Tidemark.Research.Training;
using Tidemark.Research.Training.Markets;
using Tidemark.Strategies.Predictive;

namespace Tidemark.Tests.Research.Retraining;

/// <summary>Ensembles are trained anew as they were put together, and samples are weighed as they were.</summary>
public sealed class EnsembleRetrainingTests
{
    private const int Turn = 1_400;
    private const int LearntBars = 900;
    private static readonly BarColumns Market = PlantedModels.Market(2_600, Turn);
    private static readonly Instant Late = Market.Interval.CloseOf(new Instant(Market.OpenTimes.Span[2_500]));
    private static readonly RetrainPlan Plan = new() { Every = Duration.FromDays(10), Window = Duration.FromDays(40) };
    private static readonly Lazy<MarketTrainingResult> Trained = new(() => Train("direction:horizon=1", WeightKind.Equal, [.. Enum.GetValues<EnsembleKind>()]));

    [Theory]
    [InlineData(EnsembleKind.Mean)]
    [InlineData(EnsembleKind.Median)]
    [InlineData(EnsembleKind.Skill)]
    [InlineData(EnsembleKind.Stacking)]
    [InlineData(EnsembleKind.Hedge)]
    public void Run_Ensemble_TrainsItsModelsAnewAndPutsThemTogetherAnew(EnsembleKind kind)
    {
        var champion = Ensemble(kind);
        var outcome = new ModelRetrainer(Plan).Run(champion, Data(Market), Late);
        Assert.True(outcome.Kind == ModelChangeKind.Replaced, outcome.Reason);
        // It is saved with all that a later training needs.
        var challenger = TrainedModel.Load(outcome.Challenger!.Save());
        var (old, young) = (MarketCard.Of(champion.Card.Market)!, MarketCard.Of(challenger.Card.Market)!);
        Assert.Equal(["gbm", "logistic"], young.Members.Select(member => member.Kind));
        Assert.Equal(old.Members.SelectMany(member => member.Parameters), young.Members.SelectMany(member => member.Parameters));
        Assert.True(young.TrainedTo < Late && young.TrainedFrom > new Instant(Market.OpenTimes.Span[Turn]));
        Assert.Equal(((EnsembleModel)champion.Fitted).Rule, ((EnsembleModel)challenger.Fitted).Rule);
        Assert.Null(ModelSchemas.Of("m", "1", champion).DifferenceTo(ModelSchemas.Of("m", "2", challenger)));
        Assert.Equal(outcome.Reason, new ModelRetrainer(Plan).Run(champion, Data(Market), Late).Reason);
        // Half of what is new to it is left to learn from: another training may know more, and never fails.
        Assert.NotEqual(ModelChangeKind.Failed, new ModelRetrainer(Plan).Run(challenger, Data(Market), Late).Kind);
    }

    [Fact]
    public void Run_Ensemble_KnowsNothingOfWhatComesLater()
    {
        var cut = Market.LowerBound(Late);
        var other = BarColumns.FromBars(Market.Interval, [.. Enumerable.Range(0, Market.Count).Select(bar => bar < cut ? Market[bar] : Market[bar - 500])
            .Select((bar, index) => Bar.Create(new Instant(Market.OpenTimes.Span[index]), bar.Open, bar.High, bar.Low, bar.Close, bar.Volume))]);
        var champion = Ensemble(EnsembleKind.Hedge);
        Assert.Equal(new ModelRetrainer(Plan).Run(champion, Data(Market), Late).Reason, new ModelRetrainer(Plan).Run(champion, Data(other), Late).Reason);
    }

    [Fact]
    public void Run_SampleWeights_AreThoseOfTheFirstTraining()
    {
        var weighed = Train("direction:horizon=12", WeightKind.Uniqueness, []).Results.First(one => one.Name == "logistic").Model;
        var market = weighed.Card.Market.DeepClone().AsObject();
        Assert.Equal(WeightKind.Uniqueness, MarketCard.Of(market)!.Weights);
        Assert.True(market.Remove("weights"));
        var equal = new TrainedModel(weighed.Prepared, weighed.Card with { Market = market });
        double[] outputs = [.. new[] { weighed, equal }.Select(champion =>
        {
            var challenger = new ModelRetrainer(Plan).Run(champion, Data(Market), Late).Challenger!;
            Span<double> said = stackalloc double[1];
            challenger.Predict([0.004f, -0.002f, 0.003f], said);
            return said[0];
        })];
        Assert.NotEqual(outputs[0], outputs[1]);
        Assert.Equal("walk-forward:folds=2", MarketCard.Of(market)!.Splits);
    }

    [Fact]
    public void RefusalOf_WhatCanNeverBeTrainedAnew_SaysWhy()
    {
        var model = Ensemble(EnsembleKind.Mean);
        Assert.Null(ModelRetrainer.RefusalOf(model));
        var market = model.Card.Market.DeepClone().AsObject();
        market.Remove("members");
        var old = new TrainedModel(model.Prepared, model.Card with { Market = market });
        Assert.Contains("earlier version", ModelRetrainer.RefusalOf(old), StringComparison.Ordinal);
        var store = new PlantedModels(old);
        Assert.Contains("model planted cannot be trained anew while it trades", Assert.Throws<BadInputException>(() => new BacktestRetraining(store, Plan).Open("planted")).Message, StringComparison.Ordinal);
        Assert.Contains("observations (fear)", Assert.Throws<BadInputException>(() => new BacktestRetraining(new PlantedModels(Reading("one = observation(fear)\ntwo = logret(1)\nthree = logret(2)")), Plan).Open("planted")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hash_OfData_CoversEverythingThatIsRead()
    {
        var own = Data(Market.Slice(0, 100));
        Assert.Equal(Tidemark.Storage.Catalog.DataHash.Of(own.Bars), own.Hash);
        var row = new Tidemark.Storage.Import.Observations.ObservationRow(new Observation("fear", 1, Late, Late), Late);
        FeatureData[] all =
        [
            own, own with { Others = [Market.Slice(0, 50)] }, own with { Others = [Market.Slice(0, 51)] }, own with { Others = [Market.Slice(0, 50), Market.Slice(0, 50)] },
            own with { Observations = [row] }, own with { Observations = [row with { ReallyKnownAt = Late + Duration.FromDays(1) }] }, own with { Observations = [row with { Observation = row.Observation with { Value = 2 } }] },
        ];
        Assert.Equal(all.Length, all.Select(data => data.Hash).Distinct().Count());
        Assert.Equal(all[1].Hash, (own with { Others = [Market.Slice(0, 50)] }).Hash);
    }

    private static FeatureData Data(BarColumns bars) => new() { Instrument = InstrumentId.Parse("BTC/USDT@test"), Bars = bars };

    /// <summary>A model that says that it reads other features.</summary>
    private static TrainedModel Reading(string features)
    {
        var model = Trained.Value.Results.First(one => one.Name == "logistic").Model;
        var market = model.Card.Market.DeepClone().AsObject();
        market["features"] = features;
        return new TrainedModel(model.Prepared, model.Card with { Market = market });
    }

    private static TrainedModel Ensemble(EnsembleKind kind) => Trained.Value.Results.First(one => one.Name == $"ensemble-{kind.ToString().ToLowerInvariant()}").Model;

    private static MarketTrainingResult Train(string label, WeightKind weights, EnsembleKind[] ensembles) => MarketTraining.Run(new MarketTrainingRequest
    {
        Data = DatasetBuilder.Build(new FeatureSpecification { Name = "test", List = FeatureText.Parse("ret = logret(1)\nbefore = logret(1)[1]\nwidth = (high - low) / close") }, Data(Market.Slice(0, LearntBars)), LabelRules.Parse(label), null, weights),
        Models = [new ModelSetting(ModelCatalog.Find("gbm")!, [new("trees", "8"), new("earlyStoppingRounds", "0")]), new ModelSetting(ModelCatalog.Find("logistic")!, [])],
        Splitter = Splitters.Parse("walk-forward:folds=2"),
        Ensembles = [.. ensembles],
        Fit = new FitContext { Seed = 3 },
    });
}
