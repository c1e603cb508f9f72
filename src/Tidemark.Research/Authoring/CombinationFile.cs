using System.Globalization;
using System.Text.Json;
using Tidemark.Engine.Strategies;
using Tidemark.Research.Documents;
using Tidemark.Strategies;
using Tidemark.Strategies.Combined;
using Tidemark.Strategies.Files;
using Tidemark.Strategies.Trend;

namespace Tidemark.Research.Authoring;

/// <summary>Reads a document that combines several strategies into one. See <c>docs/combined-strategies.md</c>.</summary>
public static class CombinationFile
{
    /// <summary>What each document may say at its top, besides the settings of its kind.</summary>
    public static readonly IReadOnlyList<string> Keys = ["combine", "name", "group", "idea", "source", "failsWhen", "direction", "members"];

    private static readonly (string Name, Func<CombinationDocument, CombinedStrategy> Create, string What)[] Kinds =
    [
        ("vote", document => new VoteStrategy(document), "each member has a vote"),
        ("weighted", document => new WeightedStrategy(document), "opinions are weighed"),
        ("best-of", document => new BestOfStrategy(document), "the member that did best of late decides"),
        ("regime", document => new RegimeStrategy(document), "the member of the present regime decides"),
    ];

    /// <summary>The kinds of combination.</summary>
    public static IEnumerable<string> KindNames => Kinds.Select(kind => kind.Name);

    /// <summary>The settings of a kind as they are written in a document, with the parameters that they are.</summary>
    public static IReadOnlyDictionary<string, StrategyParameter> SettingsOf(string kind)
    {
        var strategy = Kinds.First(candidate => candidate.Name == kind).Create(new CombinationDocument { Name = kind, About = new AboutAttribute(), Members = [] });
        return strategy.Parameters.Where(parameter => parameter.Name != "direction").ToDictionary(parameter => CamelCase(parameter.Name), StringComparer.Ordinal);
    }

    /// <param name="path">The file.</param>
    /// <param name="root">Its mapping.</param>
    /// <param name="open">Opens the files of members.</param>
    /// <returns>Makes fresh strategies.</returns>
    /// <exception cref="BadInputException">Something in it cannot be used; the message names file and line.</exception>
    internal static Func<Strategy> Read(string path, DocumentNode root, Func<string, StrategyFile> open)
    {
        var place = root.Find("combine")!;
        var kind = place.Choice(Kinds, candidate => candidate.Name);
        var settings = SettingsOf(kind.Name);
        root.RequireKnownKeys($"'combine: {kind.Name}'", [.. Keys, .. settings.Keys]);
        var list = root.Find("members") ?? throw root.Error("there are no 'members'");
        var members = list.Items().Select(item => Member(path, kind.Name, item, open)).ToList();
        if (members.Count == 0) throw list.Error("the list of members is empty");
        var document = new CombinationDocument
        {
            Name = root.Find("name")?.Parse(RuleFile.KebabCase) ?? RuleFile.KebabCase(Path.GetFileNameWithoutExtension(path)),
            About = About(root, kind.Name, kind.What, members),
            Direction = root.Find("direction")?.Choice(Enum.GetValues<TradeDirection>(), direction => direction == TradeDirection.LongOnly ? "long" : "long-short") ?? TradeDirection.LongOnly,
            Members = Named(members, list),
        };
        var given = settings.Where(pair => root.Find(pair.Key) is not null).Select(pair => (pair.Value, Node: root.Find(pair.Key)!)).ToList();
        return () =>
        {
            var strategy = kind.Create(document);
            foreach (var (parameter, node) in given) Placed(node, () => parameter.Set(strategy, node.Text()));
            Placed(place, () => StrategyParameter.Apply(strategy, []));
            return strategy;
        };
    }

    private static CombinationMember Member(string path, string kind, DocumentNode node, Func<string, StrategyFile> open)
    {
        node.RequireKnownKeys("a member", ["strategy", "signal", "name", "parameters", .. kind switch { "weighted" => (string[])["weight"], "regime" => ["regime"], _ => [] }]);
        var (strategy, signal) = (node.Find("strategy"), node.Find("signal"));
        if (strategy is null == signal is null) throw node.Error("a member is either a 'strategy' or a 'signal' from outside");
        if (signal is not null && (node.Find("parameters") ?? node.Find("name")) is { } misplaced) throw misplaced.Error("a signal from outside has its source as name, and no parameters");
        var create = strategy is null ? null : Maker(path, strategy, node.Find("parameters"), open);
        return new CombinationMember(node.Find("name")?.Parse(RuleFile.KebabCase) ?? signal?.Text() ?? create!().Name, create)
        {
            Weight = node.Find("weight")?.Parse(Number) ?? 1,
            Regimes = [.. node.Find("regime")?.TextOrItems() ?? []],
        };
    }

    /// <summary>Built-in strategies by name, others by their path from the folder of the document.</summary>
    private static Func<Strategy> Maker(string path, DocumentNode name, DocumentNode? parameters, Func<string, StrategyFile> open)
    {
        var given = parameters?.Entries().ToList() ?? [];
        Func<Strategy> fresh;
        if (StrategyFile.IsMeantBy(name.Text()))
        {
            var file = Placed(name, () => open(Path.Combine(Path.GetDirectoryName(path) ?? "", name.Text())));
            fresh = file.Create;
        }
        else
        {
            fresh = () => StrategyCatalog.Create(name.Text(), []);
        }
        var first = Placed(name, fresh);
        foreach (var (key, value) in given)
            if (first.Parameters.All(parameter => parameter.Name != key)) throw value.Error($"strategy {first.Name} has no parameter '{key}'{NearestNames.Hint(key, first.Parameters.Select(parameter => parameter.Name))}");
        return Made;

        Strategy Made()
        {
            var strategy = fresh();
            foreach (var (key, value) in given) Placed(value, () => strategy.Parameters.First(parameter => parameter.Name == key).Set(strategy, value.Text()));
            Placed(parameters ?? name, () => StrategyParameter.Apply(strategy, []));
            return strategy;
        }
    }

    /// <summary>The second of the same name is <c>ma-cross-2</c>; names that were given twice are a mistake.</summary>
    private static List<CombinationMember> Named(List<CombinationMember> members, DocumentNode list)
    {
        var names = StrategyNames.Unique([.. members.Select(member => member.Name)]);
        var named = members.Select((member, number) => member.Create is null ? member : member with { Name = names[number] }).ToList();
        if (named.GroupBy(member => member.Name).FirstOrDefault(group => group.Count() > 1) is { } twice) throw list.Error($"two members are called '{twice.Key}'");
        return named;
    }

    private static AboutAttribute About(DocumentNode root, string kind, string what, List<CombinationMember> members) => new()
    {
        Group = root.Find("group")?.Text() ?? "combined",
        Idea = root.Find("idea")?.Text() ?? "",
        Rules = $"{kind}: {what}, of {string.Join(", ", members.Select(member => member.Name))}{string.Concat(SettingsOf(kind).Keys.Where(key => root.Find(key) is not null).Select(key => $"; {key}: {root.Find(key)!.Flow()}"))}",
        Source = root.Find("source")?.Text() ?? "",
        FailsWhen = root.Find("failsWhen")?.Text() ?? "",
    };

    private static void Placed(DocumentNode node, Action action) => Placed(node, () =>
    {
        action();
        return true;
    });

    /// <summary>Says where in the document it is that something is wrong.</summary>
    private static T Placed<T>(DocumentNode node, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (BadInputException refused)
        {
            throw node.Error(refused.Message);
        }
    }

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
        ? number
        : throw new FormatException($"'{text}' is not a number");

    private static string CamelCase(string name) => JsonNamingPolicy.CamelCase.ConvertName(string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..])));
}
