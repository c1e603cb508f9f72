using System.Globalization;
using Tidemark.Research.Documents;
using Tidemark.Strategies.Files;

namespace Tidemark.Research.Checks;

/// <summary>What the author of a strategy expects of its check; lies beside the strategy as <c>NAME.check.yaml</c>.</summary>
public sealed record CheckExpectations
{
    private static readonly string[] Keys = ["expect", "parameters", "interval", "instruments", "bars"];
    private static readonly string[] Expected = ["minimumDecisions", "marketsWithDecisions"];

    /// <summary>Decisions over all markets, at least.</summary>
    public int MinimumDecisions { get; init; }

    /// <summary>Markets on which it decides anything, at least.</summary>
    public int MarketsWithDecisions { get; init; }

    /// <summary>Values of parameters to check with.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>The interval of the bars, or null for the usual one.</summary>
    public Interval? Interval { get; init; }

    /// <summary>How many instruments, or null for the usual number.</summary>
    public int? Instruments { get; init; }

    /// <summary>How many bars a market has, or null for the usual number.</summary>
    public int? Bars { get; init; }

    /// <summary>The file beside a strategy file: <c>MyCross.cs</c> has <c>MyCross.check.yaml</c>.</summary>
    public static string PathFor(string strategyFile) => Path.ChangeExtension(StrategyFile.SplitClass(strategyFile).Path, ".check.yaml");

    /// <exception cref="BadInputException">The file cannot be read or used; the message names file, line and key.</exception>
    public static CheckExpectations Load(string path) => DocumentNode.Load(path, "expected keys such as 'expect' or 'parameters'", root =>
    {
        root.RequireKnownKeys("a check", Keys);
        var expect = root.Find("expect");
        expect?.RequireKnownKeys("'expect'", Expected);
        return new CheckExpectations
        {
            MinimumDecisions = expect?.Find("minimumDecisions")?.Parse(Count) ?? 0,
            MarketsWithDecisions = expect?.Find("marketsWithDecisions")?.Parse(Count) ?? 0,
            Parameters = [.. root.Find("parameters")?.Entries().Select(entry => KeyValuePair.Create(entry.Name, entry.Value.Text())) ?? []],
            Interval = root.Find("interval")?.Parse(text => Domain.Interval.Parse(text)),
            Instruments = root.Find("instruments")?.Parse(Count),
            Bars = root.Find("bars")?.Parse(Count),
        };
    });

    /// <summary>What is not as expected, a sentence each.</summary>
    public IReadOnlyList<string> Unmet(CheckReport report)
    {
        var unmet = new List<string>();
        var active = report.Markets.Count(market => market.Decisions > 0);
        if (report.Decisions < MinimumDecisions) unmet.Add(string.Create(CultureInfo.InvariantCulture, $"{report.Decisions} decisions over all markets, {MinimumDecisions} expected"));
        if (active < MarketsWithDecisions) unmet.Add(string.Create(CultureInfo.InvariantCulture, $"decisions on {active} markets, {MarketsWithDecisions} expected"));
        return unmet;
    }

    private static int Count(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : throw new FormatException($"'{text}' is not a whole number");
}
