using Tidemark.Learning.Estimators;
using Tidemark.Learning.Preprocessing;
using Tidemark.Research.Features;
using Tidemark.Research.Labels;
using Tidemark.Research.Predictors;
using Tidemark.Research.Training;
using Tidemark.Statistics.Randomness;
using Tidemark.Strategies.Predictive;

namespace Tidemark.Tests.Research.Retraining;

/// <summary>A market whose next return follows the last one, and from a bar on the opposite of it; and a model that has learnt from its beginning.</summary>
internal sealed class PlantedModels : IModelStore
{
    public const string Features = "last = logret(1)\nbefore = logret(1)[1]\nwidth = (high - low) / close";

    private readonly TrainedModel model;

    public PlantedModels(TrainedModel model) => this.model = model;

    public static BarColumns Market(int count, int turn, ulong seed = 5)
    {
        var random = new SeededRandom(seed, "planted");
        var (bars, price, last) = (new List<Bar>(), 100.0, 0.0);
        for (var index = 0; index < count; index++)
        {
            var change = (index < turn ? 0.4 : -0.4) * last + 0.004 * random.NextNormal();
            var next = price * Math.Exp(change);
            bars.Add(Bar.Create(Instant.FromDate(2023, 1, 1) + Duration.FromHours(index), price, Math.Max(price, next) * 1.0005, Math.Min(price, next) * 0.9995, next, 1e6));
            (price, last) = (next, change);
        }
        return BarColumns.FromBars(Interval.Hours(1), bars);
    }

    /// <summary>Trains on the first bars.</summary>
    public static TrainedModel Train(BarColumns bars, int count, string kind = "logistic", string label = "direction:horizon=1", params IEnumerable<(string Name, string Value)> given)
    {
        var list = FeatureText.Parse(Features);
        var data = new FeatureData { Instrument = InstrumentId.Parse("BTC/USDT@test"), Bars = bars.Slice(0, count) };
        var dataset = DatasetBuilder.Build(new FeatureSpecification { Name = "test", List = list }, data, LabelRules.Parse(label));
        var descriptor = ModelCatalog.Find(kind)!;
        var preparation = Preprocessor.Parse("zscore | mean").Fit(dataset.Features, dataset.Columns, dataset.SampleRows.Span);
        var parameters = HyperParameters.Parse(descriptor.Parameters, given.Select(one => KeyValuePair.Create(one.Name, one.Value)));
        var fitted = descriptor.Create(parameters).Fit(dataset.ToTrainingSet() with { Features = preparation.Apply(dataset.Features).Table }, null, new FitContext());
        return new TrainedModel(fitted, preparation, new ModelCard
        {
            Kind = kind,
            Columns = dataset.Columns,
            Preparation = "zscore | mean",
            Label = label,
            Target = new TargetEncoding(dataset.Label.Task, [.. dataset.Label.ClassNames]),
            Parameters = [.. parameters.Parameters.Select(one => KeyValuePair.Create(one.Name, parameters.Text(one.Name)))],
            Seed = 1,
            Market = new MarketCard
            {
                Instrument = "BTC/USDT@test",
                Interval = bars.Interval,
                Features = Features,
                Label = label,
                Horizon = dataset.Label.Horizon,
                Scale = dataset.Label.Task == LearningTask.Regression ? 0.004 : double.NaN,
                TrainedTo = new Instant(dataset.LabelEnds.Span[^1]),
            }.ToJson(),
        });
    }

    public (string Name, string Version, TrainedModel Model) Load(string name) =>
        name is "planted" or "./planted.safetensors" ? ("planted", "3", model) : throw new BadInputException($"there is no model '{name}'{NearestNames.Hint(name, ["planted"])}");

    public TrainedModel Load(string name, string version) => version == "3" ? model : throw new BadInputException($"there is no version {version}");
}
