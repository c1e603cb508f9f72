using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Commands.Training;
using Tidemark.Cli.Output;
using Tidemark.Research.Registry;
using Tidemark.Storage.ModelVersions;

namespace Tidemark.Cli.Commands.Registry;

/// <summary><c>models show</c>: everything that is known of a version.</summary>
internal static class ModelsShowCommand
{
    private static readonly Argument<string> Model = new("model") { Description = "NAME for its champion, NAME@VERSION, NAME@last" };

    public static Command Create() =>
        new Command("show", "Everything that is known of a model: data, features, settings, figures, lineage, and how often its test part was read")
            .With(Model, CommonOptions.Json)
            .Example("models show btc-hourly")
            .Example("models show btc-hourly@3 --json -")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var registry = ModelSource.Registry(context);
        var model = registry.Find(ModelReference.Parse(context.Get(Model)!));
        var (history, reads) = (registry.History(model.Row.Name), registry.TestReads(model));
        WriteText(context, model, history, reads);
        context.WriteJson(writer =>
        {
            writer.WriteStartObject();
            RegistryJson.WriteProperties(writer, model);
            foreach (var (name, value) in model.Document)
            {
                writer.WritePropertyName(name);
                if (value is null) writer.WriteNullValue();
                else value.WriteTo(writer);
            }
            writer.WriteNumber("testReadCount", reads.Count);
            TestPart.WriteReads(writer, "testReads", reads);
            writer.WriteStartArray("history");
            foreach (var one in history)
            {
                writer.WriteStartObject();
                writer.WriteString("at", one.HappenedAt);
                writer.WriteString("event", System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(one.Kind.ToString()));
                writer.WriteNumber("version", one.Version);
                if (one.FromVersion is { } from) writer.WriteNumber("championBefore", from);
                writer.WriteString("reason", one.Reason);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
        return TidemarkCommandLine.Success;
    }

    private static void WriteText(CommandContext context, RegisteredModel model, IReadOnlyList<ModelEvent> history, IReadOnlyList<TestRead> reads)
    {
        var (output, row) = (context.Output, model.Row);
        output.WriteLine($"{model.Reference}  {row.Kind}, {RegistryText.Of(model.Standing)}");
        var facts = new TextTable("what", "value");
        facts.Add("made", $"{row.MadeAt} by {row.MadeBy}, program {row.CodeVersion}{(row.Parent is { } parent ? string.Create(CultureInfo.InvariantCulture, $", to follow version {parent}") : "")}");
        if (row.Instrument.Length > 0) facts.Add("data", $"{row.Instrument} {row.Interval}, {row.TrainedFrom} to {row.TrainedTo}");
        facts.Add("data hash", row.DataHash);
        foreach (var (name, value) in model.Document)
            if (value is not JsonObject && value is not JsonArray { Count: > 0 and var count } || value is JsonArray { Count: < 60 } array && array.All(item => item is JsonValue)) facts.Add(name, RegistryText.Show(value));
        if (model.Document["parameters"] is JsonObject parameters) facts.Add("parameters", string.Join(", ", parameters.Select(pair => $"{pair.Key}={pair.Value}")));
        facts.Add("file", $"{model.Path} ({row.FileHash[..12]})");
        facts.WriteTo(output, Math.Max(context.OutputWidth, 160));
        WriteScores(output, model);
        output.WriteLine();
        output.WriteLine(reads.Count switch
        {
            0 => "The part kept for the end was never read.",
            1 => $"The part kept for the end was read once, {reads[0].ReadAt}.",
            _ => $"The part kept for the end was read {reads.Count} times, so that it is no longer unseen: {string.Join("; ", reads.Select(read => string.Create(CultureInfo.InvariantCulture, $"{(read.Version is { } version ? $"{read.Name}@{version}" : read.Tried)} {read.ReadAt}")))}",
        });
        output.WriteLine();
        var events = new TextTable("when", "what", ">version", "why");
        foreach (var one in history) events.Add(one.HappenedAt, one.Kind.ToString(), one.Version.ToString(CultureInfo.InvariantCulture), one.Reason);
        events.WriteTo(output, context.OutputWidth);
    }

    private static void WriteScores(TextWriter output, RegisteredModel model)
    {
        var (validation, test) = (model.Document["validation"] as JsonObject, model.Document["test"] as JsonObject);
        if ((validation ?? test) is null) return;
        output.WriteLine();
        var scores = new TextTable("figure", ">validation", ">test");
        foreach (var name in (validation ?? []).Concat(test ?? []).Select(pair => pair.Key).Distinct())
            scores.Add(name, RegistryText.Show(validation?[name]), RegistryText.Show(test?[name]));
        scores.WriteTo(output);
    }
}
