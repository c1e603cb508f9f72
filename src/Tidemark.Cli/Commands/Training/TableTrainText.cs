using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Learning.Estimators;
using Tidemark.Research.Training;

namespace Tidemark.Cli.Commands.Training;

/// <summary>What came of a training on a table, for people.</summary>
internal static class TableTrainText
{
    public static void Write(CommandContext context, TableTrainingResult trained, TableEvaluation? evaluation)
    {
        var (output, card) = (context.Output, trained.Model.Card);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{card.Kind} learnt '{card.Label}' ({TaskNames.Of(card.Target.Task)}) from {trained.TrainRows:N0} rows and {card.Columns.Length} features in {trained.TrainSeconds:0.00} s, seed {card.Seed}, {card.Threads} threads"));
        output.WriteLine($"settings: {string.Join(", ", card.Parameters.Select(pair => $"{pair.Key}={pair.Value}"))}");
        output.WriteLine($"features: {PreparationText.Of(trained.Model)}");
        if ((evaluation?.Calibration ?? trained.Calibration) is { } calibration) output.WriteLine(CalibrationText.Of(calibration));
        if (evaluation?.Scores is { } scores) WriteScores(output, evaluation, scores, card.Target.Task);
        foreach (var note in (IEnumerable<string>)[.. trained.Notes, .. evaluation?.Notes ?? []]) context.Error.WriteLine($"note: {note}");
    }

    private static void WriteScores(TextWriter output, TableEvaluation evaluation, PredictionScores scores, LearningTask task)
    {
        output.WriteLine();
        var table = new TextTable(string.Create(CultureInfo.InvariantCulture, $"on {scores.Count:N0} unseen rows"), ">model", ">constant");
        foreach (var (name, value) in scores.Values) table.Add(name, Number(value), Number(evaluation.Baseline![name]));
        table.WriteTo(output);
        var (leading, _) = PredictionScores.Leading(task);
        var (own, constant) = (scores[leading], evaluation.Baseline![leading]);
        output.WriteLine();
        output.WriteLine(own < constant
            ? $"Better than a constant by {leading}: {Number(own)} against {Number(constant)}."
            : $"No better than a constant by {leading}: {Number(own)} against {Number(constant)}. It has learnt nothing that holds on unseen rows.");
    }

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("0.0000##", CultureInfo.InvariantCulture) : "-";
}
