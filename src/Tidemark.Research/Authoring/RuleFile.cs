using System.Globalization;
using Tidemark.Engine.Strategies;
using Tidemark.Research.Documents;
using Tidemark.Strategies.Rules;
using Tidemark.Strategies.Trend;

namespace Tidemark.Research.Authoring;

/// <summary>Reads a strategy written as rules: YAML, or JSON, which is YAML too. See <c>docs/rule-strategies.md</c>.</summary>
public static class RuleFile
{
    /// <summary>What a document may say at its top; the JSON schema for editors has the same.</summary>
    public static readonly IReadOnlyList<string> Keys =
        ["name", "group", "idea", "source", "failsWhen", "parameters", "direction", "tradingHours", "tradingDays", "flatAtEnd", "enterLong", "exitLong", "enterShort", "exitShort", "stop", "target", "trailingStop", "maximumBars", "size"];

    private static readonly string[] RuleKeys = ["enterLong", "exitLong", "enterShort", "exitShort", "stop", "target", "trailingStop", "maximumBars", "size"];

    private static readonly string[] ParameterKeys = ["default", "minimum", "maximum", "whole", "description"];
    private static readonly string[] Distances = ["percent", "distance"];

    /// <exception cref="BadInputException">The file cannot be read or used; the message names file, line and column or key.</exception>
    public static RuleDocument Load(string path) => DocumentNode.Load(path, "expected keys such as 'enterLong' and 'exitLong'", root =>
    {
        root.RequireKnownKeys("a rule strategy", [.. Keys]);
        var parameters = root.Find("parameters")?.Entries().Select(entry => Parameter(entry.Name, entry.Value)).ToList() ?? [];
        var document = new RuleDocument
        {
            Name = root.Find("name")?.Parse(KebabCase) ?? KebabCase(Path.GetFileNameWithoutExtension(path)),
            About = About(root),
            Parameters = parameters,
            Direction = root.Find("direction")?.Choice(Enum.GetValues<TradeDirection>(), direction => direction == TradeDirection.LongOnly ? "long" : "long-short") ?? TradeDirection.LongOnly,
            Hours = Hours(root),
            EnterLong = root.Find("enterLong") is { } enterLong ? Condition(enterLong) : null,
            ExitLong = root.Find("exitLong") is { } exitLong ? Condition(exitLong) : null,
            EnterShort = root.Find("enterShort") is { } enterShort ? Condition(enterShort) : null,
            ExitShort = root.Find("exitShort") is { } exitShort ? Condition(exitShort) : null,
            StopDistance = root.Find("stop") is { } stop ? Distance(stop) : null,
            TargetDistance = root.Find("target") is { } target ? Distance(target) : null,
            TrailingDistance = root.Find("trailingStop") is { } trailing ? Distance(trailing) : null,
            MaximumBars = root.Find("maximumBars")?.RuleText(),
            Size = root.Find("size")?.RuleText(),
        };
        Check(root, document);
        return document;
    });

    private static void Check(DocumentNode root, RuleDocument document)
    {
        if (document.EnterLong is null && document.EnterShort is null) throw root.Error("there is no entry: give 'enterLong', 'enterShort' or both");
        if (document.Direction == TradeDirection.LongOnly && (root.Find("enterShort") ?? root.Find("exitShort")) is { } misplaced) throw misplaced.Error("short rules need 'direction: long-short'");
        if (document.EnterLong is not null && document.ExitLong is null && HasNoEnd(document)) throw root.Find("enterLong")!.Error("nothing ever closes a long position: give 'exitLong', 'stop', 'target', 'trailingStop' or 'maximumBars'");
        if (document.EnterShort is not null && document.ExitShort is null && HasNoEnd(document)) throw root.Find("enterShort")!.Error("nothing ever closes a short position: give 'exitShort', 'stop', 'target', 'trailingStop' or 'maximumBars'");
    }

    private static bool HasNoEnd(RuleDocument document) =>
        document.StopDistance is null && document.TargetDistance is null && document.TrailingDistance is null && document.MaximumBars is null
        && (document.EnterLong is null || document.EnterShort is null);

    private static AboutAttribute About(DocumentNode root) => new()
    {
        Group = root.Find("group")?.Text() ?? "",
        Idea = root.Find("idea")?.Text() ?? "",
        Rules = string.Join("; ", RuleKeys.Select(key => (key, node: root.Find(key))).Where(pair => pair.node is not null).Select(pair => $"{pair.key}: {pair.node!.Flow()}")),
        Source = root.Find("source")?.Text() ?? "",
        FailsWhen = root.Find("failsWhen")?.Text() ?? "",
    };

    private static List<KeyValuePair<string, string>> Hours(DocumentNode root)
    {
        var hours = new List<KeyValuePair<string, string>>();
        if (root.Find("tradingHours") is { } window) hours.Add(new("trading-hours", window.Parse(text => Read(text, TradingHoursText.ParseHours))));
        if (root.Find("tradingDays") is { } days) hours.Add(new("trading-days", days.Parse(text => Read(text, TradingHoursText.ParseDays))));
        if (root.Find("flatAtEnd") is { } flat)
        {
            if (flat.Parse(Truth) && hours.Count == 0) throw flat.Error("'flatAtEnd' needs 'tradingHours' or 'tradingDays': without them there is no end");
            hours.Add(new("flat-at-end", flat.Text()));
        }
        return hours;
    }

    /// <summary>The text itself, once it has been understood.</summary>
    private static string Read<T>(string text, Func<string, T> parse)
    {
        parse(text);
        return text;
    }

    private static RuleParameter Parameter(string name, DocumentNode node)
    {
        if (node.IsPlain) return new RuleParameter(KebabCase(name), node.Parse(Number), double.NegativeInfinity, double.PositiveInfinity, false, "");
        node.RequireKnownKeys("a parameter", ParameterKeys);
        var standard = (node.Find("default") ?? throw node.Error($"parameter '{name}' needs a 'default'")).Parse(Number);
        var parameter = new RuleParameter(KebabCase(name), standard, node.Find("minimum")?.Parse(Number) ?? double.NegativeInfinity,
            node.Find("maximum")?.Parse(Number) ?? double.PositiveInfinity, node.Find("whole")?.Parse(Truth) ?? standard == Math.Floor(standard), node.Find("description")?.Text() ?? "");
        if (!(parameter.Default >= parameter.Minimum && parameter.Default <= parameter.Maximum)) throw node.Error($"the default of '{name}' lies outside its minimum and maximum");
        return parameter;
    }

    /// <summary>A text is a comparison, a list all of its items, and a mapping one of <c>all</c>, <c>any</c> and <c>not</c>.</summary>
    private static RuleCondition Condition(DocumentNode node)
    {
        if (node.IsPlain) return new ComparisonOf(node.RuleText());
        if (node.IsList) return new AllOf(Parts(node));
        var (name, value) = node.Only("a comparison, a list, or one of 'all', 'any' and 'not'");
        return name.Text() switch
        {
            "all" => new AllOf(Parts(value)),
            "any" => new AnyOf(Parts(value)),
            "not" => new NotOf(Condition(value)),
            var other => throw name.Error($"'{other}' is none of all, any and not{NearestNames.Hint(other, ["all", "any", "not"])}"),
        };
    }

    private static List<RuleCondition> Parts(DocumentNode node)
    {
        var parts = node.Items().Select(Condition).ToList();
        return parts.Count > 0 ? parts : throw node.Error("the list is empty");
    }

    /// <summary><c>percent: 3</c> of the close, or <c>distance: 2 * atr(14)</c> in quote currency.</summary>
    private static RuleText Distance(DocumentNode node)
    {
        node.RequireKnownKeys("a stop or target", Distances);
        var (name, value) = node.Only("'percent' or 'distance'");
        var text = value.RuleText();
        return name.Text() == "percent" ? text with { Text = $"close * ({text.Text}) / 100" } : text;
    }

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
        ? number
        : throw new FormatException($"'{text}' is not a number");

    private static bool Truth(string text) => bool.TryParse(text, out var truth) ? truth : throw new FormatException($"'{text}' is neither true nor false");

    /// <summary>A name of a strategy or parameter as it is written elsewhere.</summary>
    /// <exception cref="FormatException">It has other signs than letters, digits and dashes.</exception>
    internal static string KebabCase(string text) => text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
        ? text.ToLowerInvariant().Replace('_', '-')
        : throw new FormatException($"'{text}' is no name: letters, digits and dashes");
}
