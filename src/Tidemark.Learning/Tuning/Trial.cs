using System.Collections.Immutable;

namespace Tidemark.Learning.Tuning;

/// <summary>One try: settings, how much may be spent on them, and what came of it.</summary>
public sealed record Trial
{
    /// <summary>Its number, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>The values, one a dimension; the number of a word for words.</summary>
    public required ImmutableArray<double> Point { get; init; }

    /// <summary>Names and values as settings take them.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Parameters { get; init; }

    /// <summary>What became of it.</summary>
    public TrialState State { get; init; }

    /// <summary>The value of the objective; NaN where there is none.</summary>
    public double Value { get; init; } = double.NaN;

    /// <summary>What may be spent on it (epochs, trees, share of the data); 0 where the study has no budgets.</summary>
    public double Budget { get; init; }

    /// <summary>The bracket of Hyperband that it belongs to, from 0.</summary>
    public int Bracket { get; init; }

    /// <summary>How often its settings were promoted, from 0.</summary>
    public int Rung { get; init; }

    /// <summary>The trial that first had these settings: its own number, or an earlier one's after a promotion.</summary>
    public int Origin { get; init; }

    /// <summary>Values on the way, in the order in which they were told.</summary>
    public ImmutableArray<TrialReport> Reports { get; init; } = [];

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Reason { get; init; }
}
