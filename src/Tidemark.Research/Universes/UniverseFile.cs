using System.Globalization;
using Tidemark.Research.Documents;

namespace Tidemark.Research.Universes;

/// <summary>Reads the file of a universe: YAML, or JSON, which is YAML too. See <c>docs/universe.md</c>.</summary>
public static class UniverseFile
{
    private static readonly string[] Keys = ["name", "instruments", "venue", "quote", "kind", "interval", "refresh", "silence", "rules"];

    /// <exception cref="BadInputException">The file cannot be read or used; the message names file, line and key.</exception>
    public static UniverseDefinition Load(string path) => DocumentNode.Load(path, "expected one mapping with keys such as 'instruments' or 'rules'", root => Read(root, path));

    private static UniverseDefinition Read(DocumentNode root, string path)
    {
        root.RequireKnownKeys("a universe", Keys);
        var definition = new UniverseDefinition { Source = path, Name = root.Find("name")?.Text() ?? Path.GetFileNameWithoutExtension(path) };
        definition = definition with
        {
            Instruments = [.. root.Find("instruments")?.Items().Select(item => item.Parse(InstrumentId.Parse)) ?? []],
            Venue = root.Find("venue")?.Text().ToLowerInvariant(),
            Quotes = [.. root.Find("quote")?.TextOrItems().Select(text => text.ToUpperInvariant()) ?? []],
            Kind = root.Find("kind")?.Choice(Enum.GetValues<InstrumentKind>(), kind => kind.ToString().ToLowerInvariant()),
            Interval = root.Find("interval")?.Parse(text => Interval.Parse(text)),
            Refresh = root.Find("refresh")?.Parse(text => Interval.Parse(text)) ?? definition.Refresh,
            Silence = root.Find("silence")?.Parse(FixedInterval) ?? definition.Silence,
            Rules = [.. root.Find("rules")?.Items().Select(ReadRule) ?? []],
        };
        Check(definition, root);
        return definition;
    }

    private static void Check(UniverseDefinition definition, DocumentNode root)
    {
        if (root.Find("instruments") is { } list)
        {
            if (definition.Instruments.Length == 0) throw list.Error("'instruments' is empty; without the key every instrument of the catalog is a candidate");
            if (definition.Instruments.GroupBy(id => id).FirstOrDefault(group => group.Count() > 1) is { } twice) throw list.Error($"{twice.Key} is named twice");
            if (definition.Venue is not null || definition.Quotes.Length > 0 || definition.Kind is not null) throw list.Error("'instruments' names the candidates; 'venue', 'quote' and 'kind' choose them from the catalog: give one or the other");
        }
        else if (definition.Rules.Length == 0 && definition.Venue is null && definition.Quotes.Length == 0) throw root.Error("a universe needs 'instruments', 'venue', 'quote' or 'rules'");
    }

    private static UniverseRule ReadRule(DocumentNode item)
    {
        var (name, value) = item.Only("a rule such as 'volume: {over: 7d, top: 20}'");
        var kind = name.Choice(Enum.GetValues<UniverseRuleKind>(), UniverseRule.NameOf);
        if (kind == UniverseRuleKind.Blacklist) return new UniverseRule(kind) { Patterns = [.. value.TextOrItems()] };
        var rule = new UniverseRule(kind);
        value.RequireKnownKeys($"the rule '{rule.Name}'", rule.HasWindow ? ["over", "min", "max", "top", "bottom"] : ["min", "max", "top", "bottom"]);
        rule = rule with
        {
            Over = value.Find("over")?.Parse(FixedInterval),
            Min = value.Find("min")?.Parse(text => Bound(kind, text)),
            Max = value.Find("max")?.Parse(text => Bound(kind, text)),
            Top = value.Find("top")?.Parse(Count),
            Bottom = value.Find("bottom")?.Parse(Count),
        };
        if (rule.HasWindow && rule.Over is null) throw value.Error($"the rule '{rule.Name}' needs a window, such as over: 7d");
        if (rule.Min is null && rule.Max is null && rule.Top is null && rule.Bottom is null) throw value.Error($"the rule '{rule.Name}' needs min, max, top or bottom");
        if (rule.Min > rule.Max) throw value.Error($"the rule '{rule.Name}' has a min above its max");
        if (rule.Top is not null && rule.Bottom is not null) throw value.Error($"the rule '{rule.Name}' has both top and bottom; make two rules of it");
        return rule;
    }

    /// <summary>Ages are days, written <c>30</c> or <c>30d</c>; everything else is a plain number.</summary>
    private static double Bound(UniverseRuleKind kind, string text)
    {
        if (kind == UniverseRuleKind.Age && Interval.TryParse(text, out var age) && age.IsFixed) return (double)age.ApproximateNanoseconds / Duration.NanosecondsPerDay;
        return double.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new FormatException($"'{text}' is not a number{(kind == UniverseRuleKind.Age ? " of days" : "")}");
    }

    private static int Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : throw new FormatException($"'{text}' is not a count of at least 1");

    private static Interval FixedInterval(string text)
    {
        var interval = Interval.Parse(text);
        return interval.IsFixed ? interval : throw new FormatException($"'{text}' has no fixed length; write days, such as 30d");
    }
}
