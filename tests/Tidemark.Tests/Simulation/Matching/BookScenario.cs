using System.Globalization;
using System.Text.RegularExpressions;
using Tidemark.Simulation.Matching;

namespace Tidemark.Tests.Simulation.Matching;

/// <summary>
/// Runs a table of four parts, each line with the name of its part or under it: <c>before</c> (the book, commands, the last price),
/// <c>then</c> (commands), <c>events</c> (what they must tell) and <c>after</c> (the book that must be left; nothing for an empty one).
/// The naive book goes through the same and must tell the same.
/// </summary>
internal static partial class BookScenario
{
    private static readonly string[] Parts = ["before", "then", "events", "after"];

    public static void Run(string table, MatchingOptions? options = null)
    {
        var parts = Parts.ToDictionary(p => p, _ => new List<string>());
        var current = Parts[0];
        foreach (var line in table.Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0))
        {
            var first = line.TrimStart().Split(' ')[0];
            var isNamed = Parts.Contains(first) && !line.StartsWith(' ');
            if (isNamed) current = first;
            var text = Spaces().Replace((isNamed ? line[first.Length..] : line).Trim(), " ");
            if (text.Length > 0) parts[current].Add(text);
        }
        var last = parts["before"].Find(l => l.StartsWith("last", StringComparison.Ordinal));
        options ??= new MatchingOptions { WindowTicks = 64, InitialOrders = 4 };
        if (last is not null) options = options with { InitialLastPriceTicks = long.Parse(last[5..], CultureInfo.InvariantCulture) };
        var before = parts["before"].Where(l => l != last).SelectMany(l => l.Contains('|', StringComparison.Ordinal) ? ScenarioText.ParseLevel(l) : [ScenarioText.Parse(l)]);
        Run(options, [.. before], [.. parts["then"].Select(ScenarioText.Parse)], parts["events"], parts["after"]);
    }

    private static void Run(MatchingOptions options, List<BookCommand> before, List<BookCommand> then, List<string> events, List<string> after)
    {
        var engine = new MatchingEngine(options);
        var naive = new NaiveBook(options);
        var told = new MatchEvents();
        foreach (var command in before)
        {
            command.ApplyTo(engine, told);
            command.ApplyTo(naive);
        }
        Assert.DoesNotContain(told.Items.ToArray(), e => e.Kind == MatchEventKind.Rejected);
        told.Clear();
        naive.Events.Clear();
        foreach (var command in then)
        {
            command.ApplyTo(engine, told);
            command.ApplyTo(naive);
        }
        Assert.Equal(events, ScenarioText.Tell(told.Items.ToArray()));
        Assert.Equal(after, ScenarioText.Draw(engine));
        Assert.Equal(naive.Events, told.Items.ToArray());
    }

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
