using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Research.Features;
using Tidemark.Research.Labels;

namespace Tidemark.Cli.Commands.Features;

/// <summary><c>features list</c>: the features of a file, or those that come with the program.</summary>
internal static class FeaturesListCommand
{
    private static readonly Option<string?> File = FeatureOptions.Features();
    private static readonly Option<Interval?> BarInterval = ParsedOption.Interval(description: "Length of the bars that the features are about (default: 1h)");
    private static readonly Option<bool> Labels = new("--labels") { Description = "List what can be predicted instead" };

    public static Command Create() =>
        new Command("list", "Features with their formulas, units and warm-up")
            .With(File, BarInterval, Labels, CommonOptions.Json)
            .Example("features list")
            .Example("features list --features my-features.yaml --interval 1d")
            .Example("features list --labels")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        if (context.Get(Labels))
        {
            var labels = new TextTable("label", "example", "what is predicted");
            foreach (var (name, example, summary) in LabelRules.All) labels.Add(name, example, summary);
            labels.WriteTo(context.Output, context.OutputWidth);
            context.WriteJson(WriteLabels);
            return TidemarkCommandLine.Success;
        }
        var specification = FeatureOptions.SpecificationOf(context.Get(File), context.Get(BarInterval) ?? Interval.Hours(1));
        var list = specification.List;
        var table = new TextTable("name", "unit", ">warm after", "formula");
        for (var i = 0; i < list.Names.Length; i++)
            table.Add(list.Names[i], list.Features[i].Unit.Length > 0 ? list.Features[i].Unit : "-", list.WarmUps[i].ToString("N0", CultureInfo.InvariantCulture), list.Features[i].Formula);
        table.WriteTo(context.Output, context.OutputWidth);
        context.Output.WriteLine();
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{specification.Name}: {list.Names.Length:N0} features, all of them after {list.WarmUp:N0} bars"));
        foreach (var other in list.Instruments) context.Output.WriteLine($"{other.Alias}: {other.Instrument?.ToString() ?? "the instrument itself"}{(other.Interval is { } interval ? $" in {interval} bars" : "")}");
        foreach (var (name, reason) in list.LookAheads) context.Error.WriteLine($"warning: {name} looks ahead: {reason}");
        context.WriteJson(json => WriteJson(json, specification));
        return TidemarkCommandLine.Success;
    }

    private static void WriteLabels(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var (name, example, summary) in LabelRules.All)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("example", example);
            json.WriteString("summary", summary);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteJson(Utf8JsonWriter json, FeatureSpecification specification)
    {
        var list = specification.List;
        json.WriteStartObject();
        json.WriteString("name", specification.Name);
        json.WriteString("hash", specification.Hash);
        json.WriteNumber("warmUpBars", list.WarmUp);
        json.WriteStartArray("features");
        for (var i = 0; i < list.Names.Length; i++)
        {
            json.WriteStartObject();
            json.WriteString("name", list.Names[i]);
            json.WriteString("formula", list.Features[i].Formula);
            json.WriteString("unit", list.Features[i].Unit);
            json.WriteNumber("warmUpBars", list.WarmUps[i]);
            json.WriteBoolean("looksAhead", list.LookAheads.Any(each => each.Name == list.Names[i]));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("instruments");
        foreach (var other in list.Instruments)
        {
            json.WriteStartObject();
            json.WriteString("alias", other.Alias);
            json.WriteString("instrument", other.Instrument?.ToString() ?? "own");
            if (other.Interval is { } interval) json.WriteString("interval", interval.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("observations");
        foreach (var name in list.Observations) json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
