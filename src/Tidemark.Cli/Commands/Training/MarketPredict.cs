using System.Globalization;
using System.Text;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Commands.Registry;
using Tidemark.Cli.Output;
using Tidemark.Learning.Estimators;
using Tidemark.Research.Features;
using Tidemark.Research.Predictors;
using Tidemark.Research.Training;
using Tidemark.Storage.Catalog;

namespace Tidemark.Cli.Commands.Training;

/// <summary>Asks a model of a market at every bar, the last one included.</summary>
internal static class MarketPredict
{
    private const int ShownBars = 5;

    public static int Run(CommandContext context)
    {
        var output = context.Get(PredictOptions.Out);
        if (output == "-" && context.WantsJson) throw new BadInputException("--out - and --json: give one of them a file");
        if (output is not null) OutputFile.Check("--out", output);
        var (model, name) = ModelSource.Load(context, context.Get(PredictOptions.Model)!);
        var prediction = Predict(context, model, name);
        if (output is not null) OutputFile.Write("--out", output, stream => WriteCsv(stream, prediction));
        if (output != "-") WriteText(context, name, model, prediction, output);
        WriteNotes(context, prediction, model);
        context.WriteJson(writer => WriteJson(writer, name, model, prediction, isWhole: output is null));
        return TidemarkCommandLine.Success;
    }

    private static MarketPrediction Predict(CommandContext context, TrainedModel model, string name)
    {
        var card = MarketPrediction.CardOf(name, model);
        var (bars, instrument, to) = (context.Get(PredictOptions.Bars), context.Get(PredictOptions.Instrument), context.Get(PredictOptions.To));
        if (context.Get(PredictOptions.From) >= to) throw new BadInputException("--to must be after --from");
        if (context.Get(PredictOptions.BarInterval) is { } interval && interval != card.Interval) throw new BadInputException($"--interval: {name} learnt from bars of {card.Interval}, not of {interval}");
        var specification = MarketPrediction.FeaturesOf(model, card, context.Get(PredictOptions.Features));
        var loader = new FeatureLoader(MarketCatalog.Open(context.Home.Path));
        if (bars is null && instrument is null)
            instrument = InstrumentId.TryParse(card.Instrument, out var learnt) ? learnt : throw new BadInputException($"model {name} does not say of which instrument it is: give --instrument, or --bars FILE");
        var data = bars is null
            ? loader.Load(specification, instrument!, card.Interval, to)
            : loader.LoadFile(specification, bars, context.Get(PredictOptions.BarInterval), instrument, to, context.Cancellation);
        return MarketPrediction.Of(model, card, specification, data, context.Get(PredictOptions.From));
    }

    private static void WriteCsv(Stream stream, MarketPrediction prediction)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', Headings(prediction)));
        for (var row = 0; row < prediction.Count; row++) writer.WriteLine(string.Join(',', (string[])[prediction.OpenOf(row).ToString(), prediction.KnownAt(row).ToString(), .. Numbers(prediction, row).Select(value => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture))]));
    }

    private static void WriteText(CommandContext context, string name, TrainedModel model, MarketPrediction prediction, string? output)
    {
        var last = prediction.Count - 1;
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} ({model.Card.Kind}) on {prediction.Data.Instrument?.ToString() ?? prediction.Data.Source} {prediction.Card.Interval}: {prediction.Count:N0} bars, {prediction.OpenOf(0)} to {prediction.KnownAt(last)}"));
        context.Output.WriteLine(MeaningOf(model));
        context.Output.WriteLine();
        var table = new TextTable([.. Headings(prediction).Select((heading, column) => column < 2 ? heading : ">" + heading)]);
        for (var row = Math.Max(0, last + 1 - ShownBars); row <= last; row++)
            table.Add([prediction.OpenOf(row).ToString(), prediction.KnownAt(row).ToString(), .. Numbers(prediction, row).Select(value => double.IsNaN(value) ? "-" : value.ToString("G6", CultureInfo.InvariantCulture))]);
        table.WriteTo(context.Output);
        if (output is not null) context.Output.WriteLine($"\nwritten to {output}");
        else if (prediction.Count > ShownBars) context.Output.WriteLine($"\nThe last {ShownBars}; --out FILE writes all.");
    }

    private static string MeaningOf(TrainedModel model) => model.Task switch
    {
        LearningTask.Binary => $"p is the probability of '{model.Card.Target.Classes[1]}' ({model.Card.Label})",
        LearningTask.MultiClass => $"{string.Join(", ", model.Card.Target.Classes.Select((one, k) => string.Create(CultureInfo.InvariantCulture, $"p_{k} is the probability of '{one}'")))} ({model.Card.Label})",
        _ when model.Card.Output == ModelOutput.Position => "p is the position to hold, from -1 to 1, as it was learnt by what it earned",
        _ => $"p is the prediction of {model.Card.Label}",
    };

    private static void WriteNotes(CommandContext context, MarketPrediction prediction, TrainedModel model)
    {
        if (prediction.Missing is > 0 and var missing) context.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"note: {missing} bars have no prediction: the model reads {model.Window} rows, and some miss a value that it needs"));
        if (prediction.Learnt is > 0 and var learnt) context.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"note: {learnt} of {prediction.Count} bars lie in the time that the model learnt from ({prediction.Card.TrainedFrom} to {prediction.Card.TrainedTo}); how well it does there says nothing"));
    }

    private static void WriteJson(Utf8JsonWriter writer, string name, TrainedModel model, MarketPrediction prediction, bool isWhole)
    {
        writer.WriteStartObject();
        writer.WriteString("model", name);
        writer.WriteString("kind", model.Card.Kind);
        writer.WriteString("label", model.Card.Label);
        ModelJson.WriteTexts(writer, "classes", model.Card.Target.Classes);
        writer.WriteString("instrument", prediction.Data.Instrument?.ToString() ?? "");
        writer.WriteString("interval", prediction.Card.Interval.ToString());
        writer.WriteString("dataHash", prediction.Data.Hash);
        writer.WriteNumber("rows", prediction.Count);
        writer.WriteNumber("rowsWithoutPrediction", prediction.Missing);
        writer.WriteNumber("rowsLearntFrom", prediction.Learnt);
        writer.WritePropertyName("last");
        WriteRow(writer, prediction, prediction.Count - 1);
        if (isWhole)
        {
            writer.WriteStartArray("predictions");
            for (var row = 0; row < prediction.Count; row++) WriteRow(writer, prediction, row);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter writer, MarketPrediction prediction, int row)
    {
        writer.WriteStartObject();
        writer.WriteString("time", prediction.OpenOf(row).ToString());
        writer.WriteString("knownAt", prediction.KnownAt(row).ToString());
        foreach (var (heading, value) in Headings(prediction).Skip(2).Zip(Numbers(prediction, row)))
        {
            if (double.IsNaN(value)) writer.WriteNull(heading);
            else writer.WriteNumber(heading, value);
        }
        writer.WriteEndObject();
    }

    private static IEnumerable<string> Headings(MarketPrediction prediction) =>
        ["time", "known_at", .. prediction.Outputs == 1 ? ["p"] : Enumerable.Range(0, prediction.Outputs).Select(k => string.Create(CultureInfo.InvariantCulture, $"p_{k}")), .. prediction.Ranges.Length > 0 ? ["low", "high"] : Array.Empty<string>()];

    private static IEnumerable<double> Numbers(MarketPrediction prediction, int row)
    {
        for (var k = 0; k < prediction.Outputs; k++) yield return prediction.Values[row * prediction.Outputs + k];
        if (prediction.Ranges.Length == 0) yield break;
        yield return prediction.Ranges[row].Low;
        yield return prediction.Ranges[row].High;
    }
}
