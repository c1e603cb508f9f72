using System.Collections.Immutable;
using System.Text.Json;
using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Research.Training;
using Tidemark.Research.Training.Tables;

namespace Tidemark.Cli.Commands.Training;

/// <summary>How a model does on a table that it has not seen, and how the prediction without features does there.</summary>
internal sealed record TableEvaluation
{
    public required string DataHash { get; init; }

    public required int Rows { get; init; }

    /// <summary><c>[rows, outputs]</c>.</summary>
    public required double[] Predictions { get; init; }

    /// <summary>Null where the table has no labels.</summary>
    public required PredictionScores? Scores { get; init; }

    /// <summary>Of the constant that the training table suggests.</summary>
    public required PredictionScores? Baseline { get; init; }

    /// <summary>What calibration did, the test table included; null without.</summary>
    public CalibrationFigures? Calibration { get; init; }

    public required ImmutableArray<string> Notes { get; init; }

    /// <summary>Reads the table, which nothing has looked at before, and measures.</summary>
    /// <param name="trained">What was trained.</param>
    /// <param name="path">The table.</param>
    /// <param name="beforeLooking">Told hash and rows of the table before anything is measured on it.</param>
    /// <param name="cancellation">Ends it.</param>
    public static TableEvaluation Of(TableTrainingResult trained, string path, Action<string, int> beforeLooking, CancellationToken cancellation)
    {
        var model = trained.Model;
        var columns = new TableColumns { Features = model.Card.Columns, Label = model.Card.Label, IsLabelOptional = true };
        var table = TableFile.Read(path, columns, null, cancellation);
        beforeLooking(table.DataHash, table.Features.Rows);
        var predictions = TablePrediction.Predict(model, table.Features, trained.Table.Features);
        var target = model.Card.Target;
        var targets = table.Labels is { } labels ? target.Encode(path, labels) : null;
        var notes = new List<string>();
        if (targets is null) notes.Add($"{path} has no column '{model.Card.Label}', so that nothing is measured");
        if (model.Window > 1) notes.Add($"the windows of the first {Math.Min(model.Window - 1, table.Features.Rows)} rows of the test table reach back into the last rows of the training table, which are taken to lie right before");
        return new TableEvaluation
        {
            DataHash = table.DataHash,
            Rows = table.Features.Rows,
            Predictions = predictions,
            Scores = targets is null ? null : PredictionScores.Of(target.Task, targets, predictions, model.Outputs),
            Baseline = targets is null ? null : Constant(trained, table.Features, targets),
            Calibration = targets is null || trained.Calibration is not { } calibration ? trained.Calibration : calibration with
            {
                TestBefore = Reliability.Of(target.Task, targets, TablePrediction.Predict(model.With(null), table.Features, trained.Table.Features), model.Outputs),
                TestAfter = Reliability.Of(target.Task, targets, predictions, model.Outputs),
            },
            Notes = [.. notes],
        };
    }

    /// <summary>What the mean target, or the shares of the classes, of the rows learnt from are worth.</summary>
    private static PredictionScores? Constant(TableTrainingResult trained, IFeatureSource features, double[] targets)
    {
        var target = trained.Model.Card.Target;
        var known = Enumerable.Range(0, trained.Targets.Length).Where(row => !double.IsNaN(trained.Targets[row])).ToArray();
        var kind = ModelCatalog.Find(target.Task == LearningTask.Regression ? "baseline-mean" : "baseline-prior")!;
        var baseline = kind.Create(HyperParameters.Parse(kind.Parameters, [])).Fit(new TrainingSet
        {
            Features = trained.Table.Features,
            Columns = trained.Model.Card.Columns,
            Rows = known,
            Targets = Array.ConvertAll(known, row => trained.Targets[row]),
            Weights = trained.Table.Weights.IsEmpty ? default : Array.ConvertAll(known, row => trained.Table.Weights.Span[row]),
            Task = target.Task,
            Classes = target.Classes.Length,
        }, null, new FitContext());
        var predictions = new double[features.Rows * baseline.Outputs];
        baseline.Predict(features, [.. Enumerable.Range(0, features.Rows)], predictions);
        return PredictionScores.Of(target.Task, targets, predictions, baseline.Outputs);
    }

    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteNumber("testRows", Rows);
        writer.WriteString("testDataHash", DataHash);
        if (Scores is null || Baseline is null) return;
        ModelJson.WriteScores(writer, "test", Scores);
        writer.WriteStartObject("constantBaseline");
        ModelJson.WriteScores(writer, "test", Baseline);
        writer.WriteEndObject();
    }
}
