using System.Globalization;

namespace Tidemark.Research.Universes;

/// <summary>Figures of rules and the reasons of their refusals, in words.</summary>
public static class UniverseReason
{
    internal static string Of(UniverseDefinition definition, UniverseCandidate candidate, UniverseVerdict verdict, IReadOnlyList<double> figures)
    {
        var rule = verdict.Rule >= 0 ? definition.Rules[verdict.Rule] : null;
        var figure = verdict.Rule >= 0 ? Figure(rule!.Kind, figures[verdict.Rule]) : "";
        return verdict.Kind switch
        {
            UniverseVerdictKind.Member => "",
            UniverseVerdictKind.NotListedYet => $"listed only on {candidate.Instrument.ListedAt}",
            UniverseVerdictKind.Delisted => $"delisted on {candidate.Instrument.DelistedAt}",
            UniverseVerdictKind.NoBarsYet => "no bar yet",
            UniverseVerdictKind.Silent => $"no bar for {definition.Silence}",
            UniverseVerdictKind.Blacklisted => "on the blacklist",
            UniverseVerdictKind.NotEnoughBars => $"{rule!.Name}: not enough bars{(rule.Over is { } over ? $" in {over}" : "")}",
            UniverseVerdictKind.BelowMinimum => $"{rule!.Name} {figure} is below {Figure(rule.Kind, rule.Min!.Value)}",
            UniverseVerdictKind.AboveMaximum => $"{rule!.Name} {figure} is above {Figure(rule.Kind, rule.Max!.Value)}",
            UniverseVerdictKind.NotAmongTop => string.Create(CultureInfo.InvariantCulture, $"{rule!.Name} {figure} is number {verdict.Rank} of {verdict.Compared}, the top {rule.Top} stay"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{rule!.Name} {figure} is number {verdict.Rank} of {verdict.Compared} from below, the bottom {rule.Bottom} stay"),
        };
    }

    /// <summary>A figure for people: fractions as percent, days with their letter.</summary>
    public static string Figure(UniverseRuleKind kind, double value) => kind switch
    {
        _ when double.IsNaN(value) => "",
        UniverseRuleKind.Age => string.Create(CultureInfo.InvariantCulture, $"{value:0.#}d"),
        UniverseRuleKind.Volume => string.Create(CultureInfo.InvariantCulture, $"{value:N0}"),
        UniverseRuleKind.Price => string.Create(CultureInfo.InvariantCulture, $"{value:G6}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{100 * value:0.###}%"),
    };
}
