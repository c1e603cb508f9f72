using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Tidemark.Research.Universes;

/// <summary>One rule: a figure of every candidate, its bounds, and how many of the largest or smallest stay.</summary>
/// <param name="Kind">What is looked at.</param>
public sealed record UniverseRule(UniverseRuleKind Kind)
{
    /// <summary>The length of the window; null for rules without one.</summary>
    public Interval? Over { get; init; }

    public double? Min { get; init; }

    public double? Max { get; init; }

    /// <summary>How many with the largest figure stay; null for all.</summary>
    public int? Top { get; init; }

    /// <summary>How many with the smallest figure stay; null for all.</summary>
    public int? Bottom { get; init; }

    /// <summary>Instruments, symbols or assets with <c>*</c> for any letters.</summary>
    public ImmutableArray<string> Patterns { get; init; } = [];

    /// <summary>The name as it stands in files: <c>volume</c>.</summary>
    public string Name => NameOf(Kind);

    /// <summary>Whether the kind looks at bars of a window.</summary>
    public bool HasWindow => Kind is UniverseRuleKind.Volume or UniverseRuleKind.Spread or UniverseRuleKind.Volatility or UniverseRuleKind.Range or UniverseRuleKind.Performance;

    public static string NameOf(UniverseRuleKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The rule in short: <c>volume over 7d, top 50</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Name);
        if (Over is { } over) text.Append(" over ").Append(over);
        if (Min is { } min) text.Append(", at least ").Append(UniverseReason.Figure(Kind, min));
        if (Max is { } max) text.Append(", at most ").Append(UniverseReason.Figure(Kind, max));
        if (Top is { } top) text.Append(CultureInfo.InvariantCulture, $", top {top}");
        if (Bottom is { } bottom) text.Append(CultureInfo.InvariantCulture, $", bottom {bottom}");
        if (Patterns.Length > 0) text.Append(' ').AppendJoin(", ", Patterns);
        return text.ToString();
    }
}
