using System.CommandLine;
using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Commands.Registry;
using Tidemark.Cli.Output;
using Tidemark.Research.Training;
using Tidemark.Research.Training.Tables;

namespace Tidemark.Cli.Commands.Training;

/// <summary><c>predict</c>: predictions of a saved or registered model for each row of a table.</summary>
internal static class PredictCommand
{
    private static readonly Option<string> Model = new("--model") { Description = "A saved model (.safetensors) or a registered one: NAME for its champion, NAME@VERSION, NAME@last", HelpName = "MODEL", Required = true };
    private static readonly Option<string> Table = new("--table") { Description = "CSV with the model's features by name, in any order, rows in the order of time", HelpName = "FILE", Required = true };
    private static readonly Option<string?> Before = new("--before") { Description = "CSV of the rows right before, for a model that reads several rows; without it the first rows have no prediction", HelpName = "FILE" };
    private static readonly Option<string> Out = new("--out") { Description = "Where to write: column p, or p_0, p_1, ... for several classes; - is standard output", HelpName = "FILE", Required = true };

    public static Command Create() =>
        new Command("predict", "Predict each row of a table with a saved or registered model")
            .With(Model, Table, Before, Out, CommonOptions.Json)
            .Example("predict --model model.safetensors --table rows.csv --out predictions.csv")
            .Example("predict --model btc-hourly@3 --table rows.csv --out -")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var (path, output) = (context.Get(Table)!, context.Get(Out)!);
        if (output == "-" && context.WantsJson) throw new BadInputException("--out - and --json: give one of them a file");
        OutputFile.Check("--out", output);
        var (model, name) = ModelSource.Load(context, context.Get(Model)!);
        var columns = new TableColumns { Features = model.Card.Columns, Label = model.Card.Label, IsLabelOptional = true };
        var table = TableFile.Read(path, columns, null, context.Cancellation);
        var before = context.Get(Before) is { } earlier ? TableFile.Read(earlier, columns, null, context.Cancellation).Features : null;
        var predictions = TablePrediction.Predict(model, table.Features, before);
        PredictionFile.Write("--out", output, predictions, model.Outputs);
        var without = Enumerable.Range(0, table.Features.Rows).Count(row => double.IsNaN(predictions[row * model.Outputs]));
        var scores = table.Labels is { } labels ? PredictionScores.Of(model.Card.Target.Task, model.Card.Target.Encode(path, labels), predictions, model.Outputs) : null;
        if (without > 0) context.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"note: {without} rows have no prediction: the model reads {model.Window} rows, the row's own last; name the rows before with --before"));
        if (output != "-") WriteText(context, name, output, table.Features.Rows - without, scores);
        context.WriteJson(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("model", name);
            writer.WriteString("kind", model.Card.Kind);
            writer.WriteString("dataHash", table.DataHash);
            writer.WriteNumber("rows", table.Features.Rows);
            writer.WriteNumber("rowsWithoutPrediction", without);
            if (scores is not null) ModelJson.WriteScores(writer, "", scores);
            writer.WriteEndObject();
        });
        return TidemarkCommandLine.Success;
    }

    private static void WriteText(CommandContext context, string name, string output, int rows, PredictionScores? scores)
    {
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {rows:N0} predictions written to {output}"));
        if (scores is null) return;
        context.Output.WriteLine();
        var figures = new TextTable("against the table's labels", ">value");
        foreach (var (figure, value) in scores.Values) figures.Add(figure, double.IsFinite(value) ? value.ToString("0.0000##", CultureInfo.InvariantCulture) : "-");
        figures.WriteTo(context.Output);
    }
}
