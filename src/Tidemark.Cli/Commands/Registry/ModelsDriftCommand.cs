using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Learning.Drift;
using Tidemark.Research.Features;
using Tidemark.Research.Predictors;
using Tidemark.Research.Retraining;
using Tidemark.Storage.Catalog;

namespace Tidemark.Cli.Commands.Registry;

/// <summary><c>models drift</c>: whether what a model sees now is distributed as what it learnt from.</summary>
internal static class ModelsDriftCommand
{
    private static readonly Argument<string> Model = new("model") { Description = "NAME for its champion, NAME@VERSION, NAME@last, or a file" };
    private static readonly Option<InstrumentId?> Instrument = ParsedOption.Instrument(description: "Whose bars of the catalog (default: those that it learnt from)");
    private static readonly Option<Interval?> BarInterval = ParsedOption.Interval(description: "Length of the bars; it must be that of the model");
    private static readonly Option<string?> Bars = new("--bars") { Description = "A file of bars in any layout that data import knows, in place of --instrument", HelpName = "FILE" };
    private static readonly Option<string?> Features = new("--features") { Description = "The file of features that the model was trained with; needed only where they read observations or indicators of their own", HelpName = "FILE" };
    private static readonly Option<int> Last = new("--last") { Description = "How many of the last bars are compared; only those after it had learnt count", HelpName = "N", DefaultValueFactory = _ => 500 };
    private static readonly Option<double> Rate = new("--false-alarms") { Description = "The probability that anything is called changed while nothing is", HelpName = "FRACTION", DefaultValueFactory = _ => 0.05 };

    public static Command Create() =>
        new Command("drift", "Whether features and predictions are still distributed as when the model learnt (population stability index, Kolmogorov and Smirnov); exit code 1 where they are not")
            .With(Model, Instrument, BarInterval, Bars, Features, Last, Rate, CommonOptions.Json)
            .Example("models drift btc-hourly")
            .Example("models drift btc-hourly@3 --last 1000 --json -")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var (last, rate) = (context.Get(Last), context.Get(Rate));
        if (last < ModelDrift.FewestRows) throw new BadInputException($"--last: a number from {ModelDrift.FewestRows}");
        if (!(rate > 0 && rate < 1)) throw new BadInputException("--false-alarms: a fraction between 0 and 1");
        var (model, name) = ModelSource.Load(context, context.Get(Model)!);
        var card = MarketPrediction.CardOf(name, model);
        if (context.Get(BarInterval) is { } interval && interval != card.Interval) throw new BadInputException($"--interval: {name} learnt from bars of {card.Interval}, not of {interval}");
        var specification = MarketPrediction.FeaturesOf(model, card, context.Get(Features));
        var (loader, instrument) = (new FeatureLoader(MarketCatalog.Open(context.Home.Path)), context.Get(Instrument));
        if (context.Get(Bars) is null && instrument is null)
            instrument = InstrumentId.TryParse(card.Instrument, out var learnt) ? learnt : throw new BadInputException($"model {name} does not say of which instrument it is: give --instrument, or --bars FILE");
        var data = context.Get(Bars) is { } file ? loader.LoadFile(specification, file, context.Get(BarInterval), instrument, null, context.Cancellation) : loader.Load(specification, instrument!, card.Interval);
        var drift = ModelDrift.Of(model, card, specification, data, last, rate);
        WriteText(context, name, drift);
        context.WriteJson(writer => WriteJson(writer, name, drift, rate));
        return drift.IsDrift ? TidemarkCommandLine.WorkFailed : TidemarkCommandLine.Success;
    }

    private static void WriteText(CommandContext context, string name, ModelDrift drift)
    {
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: the last {drift.Rows:N0} rows ({drift.From} to {drift.To}) against {drift.LearntRows:N0} that it learnt from{(drift.Predictions is null ? "" : string.Create(CultureInfo.InvariantCulture, $", predictions against the {drift.RowsBetween:N0} between"))}"));
        var table = new TextTable("what", ">PSI", ">alarm above", ">distance", ">p", ">missing then", ">now", "changed");
        foreach (var one in drift.Features.Features.Concat(drift.Predictions?.Features ?? []))
            table.Add(one.Name, Show(one.Stability), Show(one.StabilityThreshold), Show(one.Distance), Show(one.PValue), Show(one.MissingBefore), Show(one.MissingNow), one.IsDrift ? "yes" : "");
        table.WriteTo(context.Output);
        if (drift.Predictions is null) context.Output.WriteLine($"\nPredictions are not compared: before the last rows there are {drift.RowsBetween} that the model had not learnt from, and {ModelDrift.FewestRows} are needed.");
    }

    private static void WriteJson(Utf8JsonWriter writer, string name, ModelDrift drift, double rate)
    {
        writer.WriteStartObject();
        writer.WriteString("model", name);
        writer.WriteBoolean("isDrift", drift.IsDrift);
        writer.WriteNumber("falseAlarmRate", rate);
        writer.WriteNumber("learntRows", drift.LearntRows);
        writer.WriteNumber("rowsBetween", drift.RowsBetween);
        writer.WriteNumber("rows", drift.Rows);
        writer.WriteString("from", drift.From.ToString());
        writer.WriteString("to", drift.To.ToString());
        WriteFeatures(writer, "features", drift.Features);
        if (drift.Predictions is { } predictions) WriteFeatures(writer, "predictions", predictions);
        writer.WriteEndObject();
    }

    private static void WriteFeatures(Utf8JsonWriter writer, string property, DriftReport report)
    {
        writer.WriteStartArray(property);
        foreach (var one in report.Features)
        {
            writer.WriteStartObject();
            writer.WriteString("name", one.Name);
            foreach (var (what, value) in new[] { ("psi", one.Stability), ("psiThreshold", one.StabilityThreshold), ("distance", one.Distance), ("pValue", one.PValue), ("missingBefore", one.MissingBefore), ("missingNow", one.MissingNow) })
            {
                if (double.IsFinite(value)) writer.WriteNumber(what, value);
                else writer.WriteNull(what);
            }
            writer.WriteBoolean("isDrift", one.IsDrift);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static string Show(double value) => double.IsFinite(value) ? value.ToString("0.####", CultureInfo.InvariantCulture) : "-";
}
