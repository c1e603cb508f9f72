using System.Diagnostics;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Preprocessing;
using Tidemark.Research.Training.Tables;

namespace Tidemark.Research.Training;

/// <summary>
/// Trains a model on a table. Rows are taken to be in the order of time: what is watched for early stopping are the last ones. Preparation
/// is learnt from the rows that the model learns from and from no other.
/// </summary>
public static class TableTraining
{
    private const double UsualValidation = 0.2;

    /// <summary>Reads the table and trains.</summary>
    /// <exception cref="BadInputException">Table, settings and model do not go together; the message says what.</exception>
    /// <exception cref="ArithmeticException">The training diverged.</exception>
    public static TableTrainingResult Train(TableTrainingRequest request)
    {
        var (parameters, estimator) = ModelChoice.Create(request.Model, request.Parameters);
        var table = TableFile.Read(request.Path, request.Columns, null, request.Fit.Cancellation);
        var labels = table.Labels ?? throw new BadInputException("--label: name the column to predict");
        var notes = new List<string>();
        var target = Target(request, labels, notes);
        var targets = target.Encode(request.Path, labels);
        var samples = labels.KnownRows();
        if (samples.Length < targets.Length) notes.Add($"{targets.Length - samples.Length} rows without a label were not learnt from");
        var (train, validation) = Split(samples, request.Validation ?? (WatchesValidation(parameters) ? UsualValidation : 0), request.Gap);
        var pipeline = request.Preparation.For(request.Model, estimator, request.Gap);
        var prepared = Checked(request, () => pipeline.Prepare(Set(train), validation.Length > 0 ? Set(validation) : null, estimator.Window, request.Fit));
        if (prepared.LeftOut > 0) notes.Add($"{prepared.LeftOut} of {train.Length} rows were not learnt from: {request.Model.Name} cannot take what is missing in them, or steps had not yet seen enough rows");
        var curve = new List<TrainingProgress>();
        var started = Stopwatch.GetTimestamp();
        var fitted = Checked(request, () => prepared.Fit(estimator, request.Fit with { Progress = Watch }));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var card = new ModelCard
        {
            Kind = request.Model.Name,
            Columns = table.Columns,
            Label = labels.Name,
            Target = target,
            Preparation = request.Preparation.StepsFor(request.Model).Text,
            Selection = PreparationRequest.LeavesAlone(request.Model) ? null : request.Preparation.Selection?.Text,
            Parameters = [.. parameters.Parameters.Select(one => KeyValuePair.Create(one.Name, parameters.Text(one.Name)))],
            Seed = request.Fit.Seed,
            Threads = request.Fit.Threads,
            DataHash = table.DataHash,
            Samples = prepared.Train.Count,
            Build = request.Build,
        };
        var model = new TrainedModel(fitted, card);
        var calibration = request.Preparation.Calibration is not { } kind || PreparationRequest.LeavesAlone(request.Model) ? null
            : CalibrationFit.Of(kind, Checked(request, () => OutOfFold.Predict(pipeline, estimator, Set(train), validation.Length > 0 ? Set(validation) : null, request.Gap, request.Fit)), request.Gap);
        if (calibration is not null) model = model.With(calibration.Calibrator);
        return new TableTrainingResult
        {
            Model = model,
            Table = table,
            Targets = targets,
            Calibration = calibration?.Figures,
            TrainRows = prepared.Train.Count,
            ValidationRows = validation.Length,
            Validation = Measure(model, table, targets, validation),
            TrainSeconds = seconds,
            LearningCurve = [.. curve],
            Notes = [.. notes],
        };

        void Watch(TrainingProgress progress)
        {
            curve.Add(progress);
            request.Fit.Progress?.Invoke(progress);
        }

        TrainingSet Set(int[] rows) => new()
        {
            Features = table.Features,
            Columns = table.Columns,
            Rows = rows,
            Targets = Array.ConvertAll(rows, row => targets[row]),
            Weights = table.Weights.IsEmpty ? default : Array.ConvertAll(rows, row => table.Weights.Span[row]),
            Task = target.Task,
            Classes = target.Classes.Length,
        };
    }

    /// <summary>How the model does on rows whose whole window is there.</summary>
    private static PredictionScores? Measure(TrainedModel model, LearningTable table, double[] targets, int[] rows)
    {
        rows = [.. rows.Where(row => row >= model.Window - 1)];
        var predictions = new double[rows.Length * model.Outputs];
        model.Predict(table.Features, rows, predictions);
        return PredictionScores.Of(model.Task, Array.ConvertAll(rows, row => targets[row]), predictions, model.Outputs, table.Weights.IsEmpty ? [] : Array.ConvertAll(rows, row => table.Weights.Span[row]));
    }

    /// <summary>What the model can predict of what the labels are.</summary>
    internal static TargetEncoding Target(TableTrainingRequest request, LabelColumn labels, List<string> notes)
    {
        var target = TargetEncoding.Of(request.Path, labels, request.Task);
        var model = request.Model;
        if (model.Tasks.Contains(target.Task)) return target;
        if (request.Task is null && target.Task == LearningTask.Binary && model.Tasks.Contains(LearningTask.MultiClass)) return target with { Task = LearningTask.MultiClass };
        if (request.Task is null && labels.Words.Length == 0 && model.Tasks.Contains(LearningTask.Regression))
        {
            notes.Add($"'{labels.Name}' looks like classes; {model.Name} predicts values, and learns them as numbers");
            return new TargetEncoding(LearningTask.Regression, []);
        }
        throw new BadInputException($"{model.Name} does {string.Join(" and ", model.Tasks.Select(TaskNames.Of))}, and '{labels.Name}' {(request.Task is null ? "looks like" : "is to be")} {TaskNames.Of(target.Task)}");
    }

    private static T Checked<T>(TableTrainingRequest request, Func<T> fit)
    {
        try
        {
            return fit();
        }
        catch (ArgumentException problem)
        {
            throw new BadInputException($"{request.Path}: {request.Model.Name} cannot learn from it: {problem.Message}", problem);
        }
    }

    /// <summary>The last share of the samples is watched, after a gap.</summary>
    private static (int[] Train, int[] Validation) Split(int[] samples, double share, int gap)
    {
        var watched = (int)Math.Round(samples.Length * share);
        var learnt = watched == 0 ? samples.Length : samples.Length - watched - gap;
        if (learnt < 1) throw new BadInputException($"--validation and --gap leave no row to learn from of {samples.Length}");
        return (samples[..learnt], samples[(samples.Length - watched)..]);
    }

    /// <summary>Whether the settings have the model stop by what it sees on validation samples.</summary>
    private static bool WatchesValidation(HyperParameters parameters) =>
        parameters.Parameters.Any(one => one.Name is "earlyStopping" or "earlyStoppingRounds" or "patience" && one.Kind == HyperParameterKind.Integer && parameters.Integer(one.Name) > 0);
}
