using System.CommandLine;
using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Research.Registry;

namespace Tidemark.Cli.Commands.Registry;

/// <summary><c>models list</c>: what the registry holds.</summary>
internal static class ModelsListCommand
{
    private static readonly Argument<string?> Name = new("name") { Description = "Only the versions of this name", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create() =>
        new Command("list", "Registered models, their versions, and which is in use")
            .With(Name, CommonOptions.Json)
            .Example("models list")
            .Example("models list btc-hourly --json -")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var registry = ModelSource.Registry(context);
        var models = context.Get(Name) is { } name ? registry.Versions(name) : registry.List();
        if (models.Count == 0) context.Output.WriteLine("No model is registered. Train one: ./tidemark train --model gbm ... --name NAME");
        else WriteTable(context, models);
        if (registry.UnknownFiles() is { Count: > 0 } unknown)
            context.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"note: {unknown.Count} files in {context.Home.ModelFolder} belong to no version, such as {unknown[0]}: a crash left them, or another database knew them"));
        context.WriteJson(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("models");
            foreach (var model in models) RegistryJson.WriteLine(writer, model);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
        return TidemarkCommandLine.Success;
    }

    private static void WriteTable(CommandContext context, IReadOnlyList<RegisteredModel> models)
    {
        var table = new TextTable("model", "kind", "standing", "made", "by", "predicts", ">validation", ">test", "market", "learnt until");
        foreach (var model in models)
        {
            var row = model.Row;
            table.Add(model.Reference, row.Kind, RegistryText.Of(model.Standing), row.MadeAt[..16].Replace('T', ' '), row.MadeBy, (string?)model.Document["label"] ?? "",
                RegistryText.Leading(model, "validation"), RegistryText.Leading(model, "test"),
                row.Instrument.Length > 0 ? $"{row.Instrument} {row.Interval}" : $"table {row.DataHash[..Math.Min(8, row.DataHash.Length)]}", row.Instrument.Length > 0 ? RegistryText.Day(row.TrainedTo) : "");
        }
        table.WriteTo(context.Output, context.OutputWidth);
    }
}
