using System.CommandLine;
using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Commands.Registry;
using Tidemark.Cli.Output;
using Tidemark.Research.Training;
using Tidemark.Research.Training.Tables;

namespace Tidemark.Cli.Commands.Training;

/// <summary><c>predict</c>: predictions of a saved or registered model for each row of a table, or for each bar of a market.</summary>
internal static class PredictCommand
{
    public static Command Create() =>
        new Command("predict", "Ask a saved or registered model about each bar of a market, the last one included, or each row of a table")
            .With([PredictOptions.Model, .. PredictOptions.OfMarkets, PredictOptions.Table, .. PredictOptions.OfTables, PredictOptions.Out, CommonOptions.Json])
            .Example("predict --model btc-hourly --from 2026-01-01 --json -")
            .Example("predict --model btc-hourly@3 --instrument ETH/USDT@binance --interval 1h --out eth.csv")
            .Example("predict --model btc-hourly --bars newest.csv --out -")
            .Example("predict --model model.safetensors --table rows.csv --out predictions.csv")
            .Handle(context => context.Get(PredictOptions.Table) is null ? OfMarket(context) : OfTable(context));

    private static int OfMarket(CommandContext context)
    {
        Refuse(context, PredictOptions.OfTables, "is for the rows of a --table");
        return MarketPredict.Run(context);
    }

    private static void Refuse(CommandContext context, IEnumerable<Option> options, string reason)
    {
        foreach (var option in options)
            if (context.IsGiven(option)) throw new BadInputException($"{option.Name} {reason}");
    }

    private static int OfTable(CommandContext context)
    {
        Refuse(context, PredictOptions.OfMarkets, "is for bars of a market; the rows of a --table are those of the file");
        var (path, output) = (context.Get(PredictOptions.Table)!, context.Get(PredictOptions.Out) ?? throw new BadInputException("--out: say where to write the predictions of the table; - is standard output"));
        if (output == "-" && context.WantsJson) throw new BadInputException("--out - and --json: give one of them a file");
        OutputFile.Check("--out", output);
        var (model, name) = ModelSource.Load(context, context.Get(PredictOptions.Model)!);
        var columns = new TableColumns { Features = model.Card.Columns, Label = model.Card.Label, IsLabelOptional = true };
        var table = TableFile.Read(path, columns, null, context.Cancellation);
        var before = context.Get(PredictOptions.Before) is { } earlier ? TableFile.Read(earlier, columns, null, context.Cancellation).Features : null;
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
