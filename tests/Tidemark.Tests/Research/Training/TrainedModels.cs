using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Preprocessing;
using Tidemark.Research.Training;

namespace Tidemark.Tests.Research.Training;

/// <summary>Small models that can be saved and loaded.</summary>
internal static class TrainedModels
{
    /// <summary>Boosted trees that learnt whether the sum of two columns is above 1.</summary>
    public static TrainedModel Boosted(ulong seed = 1, int trees = 3)
    {
        var values = Enumerable.Range(0, 200).SelectMany(i => new[] { i % 17 / 17f, i % 13 / 13f }).ToArray();
        var features = new FeatureTable(values, 2);
        int[] rows = [.. Enumerable.Range(0, 200)];
        var preparation = Preprocessor.Parse("zscore | mean").Fit(features, ["a", "b"], rows);
        var target = new TargetEncoding(LearningTask.Binary, ["down", "up"]);
        var set = new TrainingSet
        {
            Features = preparation.Apply(features).Table,
            Columns = ["a", "b"],
            Rows = rows,
            Targets = Array.ConvertAll(rows, row => values[2 * row] + values[2 * row + 1] > 1 ? 1.0 : 0.0),
            Task = LearningTask.Binary,
            Classes = 2,
        };
        var (parameters, estimator) = ModelChoice.Create(ModelChoice.Find("gbm"), [KeyValuePair.Create("trees", trees.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
        var fitted = estimator.Fit(set, null, new FitContext { Seed = seed });
        return new TrainedModel(fitted, preparation, new ModelCard
        {
            Kind = "gbm",
            Columns = ["a", "b"],
            Preparation = "zscore | mean",
            Label = "high",
            Target = target,
            Parameters = [.. parameters.Parameters.Select(one => KeyValuePair.Create(one.Name, parameters.Text(one.Name)))],
            Seed = seed,
            DataHash = "ab12",
            Samples = 200,
            Build = "test",
            Market = new() { ["horizon"] = 3 },
        });
    }
}
