using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Composition;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Formats.Onnx;
using Tidemark.Research.Features;
using Tidemark.Research.Labels;
using Tidemark.Research.Predictors;
using Tidemark.Research.Registry;
using Tidemark.Research.Training;

namespace Tidemark.Cli.Commands.Registry;

/// <summary><c>models import</c>: puts a model from a file into the registry.</summary>
internal static class ModelsImportCommand
{
    private static readonly Argument<string> Source = new("file") { Description = "A model saved by 'train --save' or 'models export' (.safetensors), or a network trained elsewhere (.onnx)" };
    private static readonly Option<string?> Name = new("--name") { Description = "The name to register it under, as its next version (default: that of the file)", HelpName = "NAME" };
    private static readonly Option<string?> Features = new("--features") { Description = ".onnx of a market: the file of the features that it reads, or 'standard'", HelpName = "FILE" };
    private static readonly Option<string?> Columns = new("--columns") { Description = ".onnx of a table: names of the columns that it reads, in order, with commas between", HelpName = "NAMES" };
    private static readonly Option<Interval?> BarInterval = ParsedOption.Interval(description: ".onnx of a market: length of its bars (default: what the file of features says)");
    private static readonly Option<InstrumentId?> Instrument = ParsedOption.Instrument();
    private static readonly Option<LabelRule?> Label = ParsedOption.Object("--label", "RULE", ".onnx: what it predicts (default, of a market: next-return:horizon=1, or direction:horizon=1 with --task binary)", LabelRules.Parse);
    private static readonly Option<LearningTask?> Task = ParsedOption.Value("--task", "TASK", $".onnx: {string.Join(", ", TaskNames.All)} (default: what the label is, else regression)", TaskNames.Parse);
    private static readonly Option<int> Window = new("--window") { Description = ".onnx: rows that it reads, where the file leaves that open", HelpName = "N" };
    private static readonly Option<OnnxLayout?> Layout = ParsedOption.Value("--layout", "LAYOUT", ".onnx: batch-time-columns, batch-columns-time, time-batch-columns or rows (default: found from the shape of the input)", LayoutOf);

    public static Command Create() =>
        new Command("import", "Register a model from a file")
            .With(Source, Name, Features, Columns, BarInterval, Instrument, Label, Task, Window, Layout, CommonOptions.Json)
            .Example("models import btc-hourly-3.safetensors --name btc-hourly")
            .Example("models import lstm.onnx --features features.yaml")
            .Example("models import lstm.onnx --name lstm --features standard --interval 1h --label next-return:horizon=1")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var path = context.Get(Source)!;
        var name = context.Get(Name) ?? Path.GetFileNameWithoutExtension(path);
        try
        {
            ModelReference.CheckName(name);
        }
        catch (BadInputException problem) when (context.Get(Name) is null)
        {
            throw new BadInputException($"--name: give one; the file's does not do: {problem.Message}", problem);
        }
        var model = path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) ? Foreign(context, path) : Load(context, path);
        var registered = ModelSource.Registry(context).Register(model, new Registration
        {
            Name = name,
            MadeBy = "import",
            Instrument = context.Get(Instrument)?.ToString() ?? "",
            Interval = (string?)model.Card.Market["interval"] ?? context.Get(BarInterval)?.ToString() ?? "",
        });
        context.Output.WriteLine($"registered as {registered.Reference}: {model.Card.Kind}, {model.Card.Columns.Length} features{(model.Window > 1 ? $", windows of {model.Window} rows" : "")}");
        WriteNotes(context, model);
        context.WriteJson(writer => RegistryJson.WriteLine(writer, registered));
        return TidemarkCommandLine.Success;
    }

    /// <summary>What the file says that it does not do.</summary>
    private static void WriteNotes(CommandContext context, TrainedModel model)
    {
        if (model.Fitted is not OnnxModel imported) return;
        if (imported.Words.TryGetValue(OnnxExport.PreparationWord, out var steps)) context.Error.WriteLine($"note: the file says that its features must come prepared ({steps}), which it does not hold; as it is, it is fed features as they are");
        if (imported.Words.TryGetValue(OnnxExport.CalibrationWord, out var kind)) context.Error.WriteLine($"note: the file says that its probabilities were calibrated ({kind}), which it does not hold");
    }

    private static TrainedModel Foreign(CommandContext context, string path)
    {
        var (features, columns, interval) = (context.Get(Features), context.Get(Columns), context.Get(BarInterval));
        if (features is null == columns is null) throw new BadInputException("an .onnx file does not name what it reads: give --features FILE for a model of a market, or --columns NAMES for one of a table");
        if (features is not null) interval = IntervalOf(features, interval);
        if (context.Get(Window) is < 0 or > 1_000_000) throw new BadInputException("--window: a number of rows from 1");
        var model = ForeignModel.Load(path, new ForeignModelRequest
        {
            Features = features is null ? null : FeatureSpecification.Of(features, interval!.Value),
            Columns = columns is null ? [] : [.. columns.Split(',', StringSplitOptions.TrimEntries)],
            Interval = interval,
            Instrument = context.Get(Instrument)?.ToString() ?? "",
            Label = context.Get(Label) ?? (features is null ? null : UsualLabel(context)),
            Task = context.Get(Task),
            Window = context.Get(Window),
            Layout = context.Get(Layout) ?? OnnxLayout.Automatic,
            Build = ProgramBuild.Text,
        });
        // A model of a market is there to be traded: what a session would refuse is refused before it becomes a champion.
        if (features is not null) ModelSchemas.Of(context.Get(Name) ?? Path.GetFileNameWithoutExtension(path), "1", model);
        return model;
    }

    private static Interval IntervalOf(string features, Interval? given)
    {
        var said = features == "standard" ? null : FeatureFile.IntervalOf(features);
        if (said is not null && given is not null && said != given) throw new BadInputException($"--interval: {given}, and {features} is of bars of {said}");
        return said ?? given ?? throw new BadInputException($"--interval: say how long the bars are that the model reads, such as 1h{(features == "standard" ? "" : $", here or in {features} ('interval: 1h')")}");
    }

    private static LabelRule UsualLabel(CommandContext context)
    {
        var rule = context.Get(Task) switch
        {
            LearningTask.Binary => "direction:horizon=1",
            LearningTask.MultiClass => throw new BadInputException("--label: say what the classes are, such as triple-barrier:horizon=24"),
            _ => "next-return:horizon=1",
        };
        context.Error.WriteLine($"note: taken to predict {rule}; say otherwise with --label");
        return LabelRules.Parse(rule);
    }

    private static TrainedModel Load(CommandContext context, string path)
    {
        if ((context.Get(Features) ?? context.Get(Columns)) is not null || context.Get(Label) is not null) throw new BadInputException($"{path} says itself what it reads; --features, --columns and --label are for .onnx files");
        if (!File.Exists(path)) throw new BadInputException($"{path}: there is no such file");
        try
        {
            return TrainedModel.Load(path);
        }
        catch (InvalidDataException problem)
        {
            throw new BadInputException(problem.Message, problem);
        }
    }

    private static OnnxLayout LayoutOf(string text) => text switch
    {
        "rows" => OnnxLayout.Rows,
        "batch-time-columns" => OnnxLayout.BatchTimeColumns,
        "batch-columns-time" => OnnxLayout.BatchColumnsTime,
        "time-batch-columns" => OnnxLayout.TimeBatchColumns,
        _ => throw new FormatException($"'{text}' is none of rows, batch-time-columns, batch-columns-time, time-batch-columns"),
    };
}
