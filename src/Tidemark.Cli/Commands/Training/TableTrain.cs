using System.Collections.Immutable;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Composition;
using Tidemark.Cli.Output;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Formats;
using Tidemark.Learning.Validation;
using Tidemark.Research.Registry;
using Tidemark.Research.Training;
using Tidemark.Research.Training.Markets;
using Tidemark.Research.Training.Searching;
using Tidemark.Research.Training.Tables;

namespace Tidemark.Cli.Commands.Training;

/// <summary>Trains a model on a table and measures it on another.</summary>
internal static class TableTrain
{
    public static int Run(CommandContext context)
    {
        var request = Request(context);
        var test = context.Get(TableTrainOptions.Test);
        CheckBefore(context, request, test);
        var search = SearchOptions.Of(context) is { } how ? Search(request, how, MarketTrainOptions.Splitter(context, Splitters.Parse)) : null;
        if (search is not null) request = request with { Parameters = search.Best.Given };
        var trained = Train(request);
        var registration = context.Get(TableTrainOptions.Name) is { } name ? TableRegistration.Register(context, name, trained) : null;
        var part = new TestPart(context, $"{request.Model.Name} on {Path.GetFileName(request.Path)}");
        var evaluation = test is null ? null : TableEvaluation.Of(trained, test, (hash, rows) =>
        {
            part.Looking(TestStretch.OfTable(hash, rows), search?.SettingsTried ?? 1);
            if (registration is not null) part.Tie(registration.Model);
        }, context.Cancellation);
        registration?.Add(evaluation);
        if (context.Get(TableTrainOptions.Predictions) is { } predictions) PredictionFile.Write("--predictions", predictions, evaluation!.Predictions, trained.Model.Outputs);
        if (context.Get(TableTrainOptions.Save) is { } file) Safetensors.Write(file, trained.Model.Save());
        TableTrainText.Write(context, trained, evaluation);
        if (search is not null) SearchOutput.WriteText(context.Output, request.Model.Name, search);
        part.WriteText();
        if (registration is not null) context.Output.WriteLine($"\nregistered as {registration.Model.Reference}: ./tidemark models show {registration.Model.Reference}");
        context.WriteJson(writer => WriteJson(writer, trained, evaluation, registration, part, search));
        return TidemarkCommandLine.Success;
    }

    private static TableTrainingRequest Request(CommandContext context) => new()
    {
        Model = ModelChoice.Find(context.Get(TrainOptions.Model)!),
        Path = context.Get(TableTrainOptions.Table) ?? throw new BadInputException("--table: name the table to learn from"),
        Columns = TableTrainOptions.Columns(context),
        Task = context.Get(TableTrainOptions.Task),
        Parameters = Parameters(context),
        Validation = context.Get(TrainOptions.Validation),
        Gap = context.Get(TrainOptions.Gap) is >= 0 and var gap ? gap : throw new BadInputException("--gap: a number of rows, not negative"),
        Preparation = TrainOptions.Preparation(context),
        Fit = TrainOptions.Fit(context, null),
        Build = ProgramBuild.Text,
    };

    private static ImmutableArray<KeyValuePair<string, string>> Parameters(CommandContext context)
    {
        var (own, notes) = ModelChoice.Translate(ModelChoice.Find(context.Get(TrainOptions.Model)!), TrainOptions.Parameters(context));
        foreach (var note in notes) context.Error.WriteLine($"note: {note}");
        return own;
    }

    /// <summary>What can be refused before the training is refused before it.</summary>
    private static void CheckBefore(CommandContext context, TableTrainingRequest request, string? test)
    {
        ModelChoice.Create(request.Model, request.Parameters);
        if (context.Get(TableTrainOptions.Name) is { } name) ModelReference.CheckName(name);
        TableFile.Check(request.Path, request.Columns);
        if (test is not null) TableFile.Check(test, request.Columns with { Drop = [], Weight = null, IsLabelOptional = true });
        if (context.Get(TableTrainOptions.Save) is { } save) OutputFile.Check("--save", save);
        if (context.Get(TableTrainOptions.Predictions) is not { } predictions) return;
        if (test is null) throw new BadInputException("--predictions: predictions are made for a test table; name it with --test");
        OutputFile.Check("--predictions", predictions);
    }

    /// <summary>The best settings in folds of the table; the test table plays no part in it.</summary>
    private static SearchResult Search(TableTrainingRequest request, SearchRequest how, ISplitter splitter)
    {
        using var progress = CommandContext.StartProgress($"searching {request.Model.Name}", how.SettingsOf(new ModelSetting(request.Model, request.Parameters)));
        return TableSearch.Run(request, how, splitter, ended => progress.Report(ended));
    }

    private static TableTrainingResult Train(TableTrainingRequest request)
    {
        ProgressBar? progress = null;
        try
        {
            return TableTraining.Train(request with { Fit = request.Fit with { Progress = Report } });
        }
        finally
        {
            progress?.Dispose();
        }

        void Report(TrainingProgress at)
        {
            progress ??= CommandContext.StartProgress($"training {request.Model.Name}", at.Steps);
            progress.Report(at.Step);
        }
    }

    private static void WriteJson(Utf8JsonWriter writer, TableTrainingResult trained, TableEvaluation? evaluation, TableRegistration? registration, TestPart part, SearchResult? search)
    {
        writer.WriteStartObject();
        ModelJson.WriteCard(writer, trained.Model);
        writer.WriteNumber("trainRows", trained.TrainRows);
        writer.WriteNumber("validationRows", trained.ValidationRows);
        writer.WriteNumber("trainSeconds", trained.TrainSeconds);
        if (registration is not null)
        {
            writer.WriteString("name", registration.Model.Row.Name);
            writer.WriteNumber("version", registration.Model.Row.Version);
        }
        if (search is not null)
        {
            writer.WriteNumber("trials", search.SettingsTried);
            SearchOutput.WriteJson(writer, search);
        }
        if (trained.Validation is { } validation) ModelJson.WriteScores(writer, "validation", validation);
        CalibrationJson.Write(writer, evaluation?.Calibration ?? trained.Calibration);
        evaluation?.WriteJson(writer);
        part.WriteJson(writer);
        ModelJson.WriteCurve(writer, trained.LearningCurve);
        ModelJson.WriteTexts(writer, "notes", [.. trained.Notes, .. evaluation?.Notes ?? []]);
        writer.WriteEndObject();
    }
}
