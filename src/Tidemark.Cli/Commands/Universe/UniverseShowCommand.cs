using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Research.Universes;
using Tidemark.Storage.Catalog;

namespace Tidemark.Cli.Commands.Universe;

/// <summary><c>universe show</c>: the members at a moment, the figure of each rule, and why others fell out.</summary>
internal static class UniverseShowCommand
{
    private const int MostReasonsShown = 40;

    private static readonly Argument<string> UniversePath = new("FILE") { Description = "The universe: a YAML or JSON file, see docs/universe.md" };
    private static readonly Option<Instant?> At = ParsedOption.Time("--at", "The moment; nothing later is looked at (default: the end of the newest bars)");
    private static readonly Option<Interval?> BarInterval = ParsedOption.Interval(description: "Bars that the rules look at, where the file does not say (default: the finest that all candidates have)");

    public static Command Create() =>
        new Command("show", "Show the members of a universe at a moment, the figure of each rule, and why others fell out")
            .With(UniversePath, At, BarInterval, CommonOptions.Json)
            .Example("universe show liquid.yaml --at 2024-03-01")
            .Example("universe show liquid.yaml --at 2024-03-01T08:00 --json members.json")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var definition = UniverseFile.Load(context.Get(UniversePath)!);
        var loader = new UniverseLoader(MarketCatalog.Open(context.Home.Path));
        var names = loader.Candidates(definition);
        var interval = loader.IntervalFor(definition, names, context.Get(BarInterval));
        var candidates = loader.Load(names, interval);
        var end = candidates.Where(candidate => candidate.Bars.Count > 0).Max(candidate => interval.CloseOf(new Instant(candidate.Bars.OpenTimes.Span[^1])));
        var snapshot = new UniverseEvaluator(definition.ForBars(interval), candidates).SnapshotAt(context.Get(At) ?? end);
        WriteText(context.Output, snapshot, interval);
        context.WriteJson(json => WriteJson(json, snapshot, interval));
        return TidemarkCommandLine.Success;
    }

    private static void WriteText(TextWriter output, UniverseSnapshot snapshot, Interval interval)
    {
        var definition = snapshot.Definition;
        var members = snapshot.Members.ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{definition.Name} at {snapshot.Time}: {members.Count:N0} of {snapshot.Rows.Count:N0} candidates ({interval} bars, refreshed every {definition.Refresh})"));
        foreach (var rule in definition.Rules) output.WriteLine($"  {rule}");
        output.WriteLine();
        var shown = definition.Rules.Select((rule, number) => (rule, number)).Where(pair => pair.rule.Kind != UniverseRuleKind.Blacklist).ToList();
        if (members.Count > 0)
        {
            var table = new TextTable(["member", .. shown.Select(pair => $">{pair.rule.Name}{(pair.rule.Over is { } over ? $" {over}" : "")}")]);
            foreach (var row in members) table.Add([row.Instrument.Id.ToString(), .. shown.Select(pair => UniverseReason.Figure(pair.rule.Kind, row.Figures[pair.number]))]);
            table.WriteTo(output);
        }
        var others = snapshot.Rows.Where(row => !row.IsMember).ToList();
        if (others.Count == 0) return;
        if (members.Count > 0) output.WriteLine();
        var reasons = new TextTable("not a member", "why");
        foreach (var row in others.Take(MostReasonsShown)) reasons.Add(row.Instrument.Id.ToString(), row.Reason);
        reasons.WriteTo(output);
        if (others.Count > MostReasonsShown) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"… and {others.Count - MostReasonsShown:N0} more (all with --json)"));
    }

    private static void WriteJson(Utf8JsonWriter json, UniverseSnapshot snapshot, Interval interval)
    {
        json.WriteStartObject();
        json.WriteString("name", snapshot.Definition.Name);
        json.WriteString("at", snapshot.Time.ToString());
        json.WriteString("interval", interval.ToString());
        json.WriteString("refresh", snapshot.Definition.Refresh.ToString());
        json.WriteStartArray("rules");
        foreach (var rule in snapshot.Definition.Rules) json.WriteStringValue(rule.ToString());
        json.WriteEndArray();
        json.WriteStartArray("members");
        foreach (var row in snapshot.Rows.Where(row => row.IsMember)) WriteRow(json, snapshot.Definition, row);
        json.WriteEndArray();
        json.WriteStartArray("others");
        foreach (var row in snapshot.Rows.Where(row => !row.IsMember)) WriteRow(json, snapshot.Definition, row);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, UniverseDefinition definition, UniverseRow row)
    {
        json.WriteStartObject();
        json.WriteString("instrument", row.Instrument.Id.ToString());
        if (!row.IsMember) json.WriteString("reason", row.Reason);
        json.WriteStartArray("figures");
        for (var rule = 0; rule < definition.Rules.Length; rule++)
        {
            if (double.IsNaN(row.Figures[rule])) continue;
            json.WriteStartObject();
            json.WriteString("rule", definition.Rules[rule].Name);
            if (definition.Rules[rule].Over is { } over) json.WriteString("over", over.ToString());
            json.WriteNumber("value", row.Figures[rule]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
