using System.Collections.Immutable;

namespace Tidemark.Research.Universes;

/// <summary>Which instruments may be traded at which time: candidates, and a chain of rules asked again and again.</summary>
public sealed record UniverseDefinition
{
    /// <summary>The file, for messages.</summary>
    public required string Source { get; init; }

    public required string Name { get; init; }

    /// <summary>The candidates by name; empty for every instrument of the catalog that fits <see cref="Venue"/> and <see cref="Quotes"/>.</summary>
    public ImmutableArray<InstrumentId> Instruments { get; init; } = [];

    public string? Venue { get; init; }

    /// <summary>Quote currencies of candidates; empty for all.</summary>
    public ImmutableArray<string> Quotes { get; init; } = [];

    /// <summary>Spot, perpetuals, …; null for all.</summary>
    public InstrumentKind? Kind { get; init; }

    /// <summary>The bars that the rules look at; null for those of the backtest.</summary>
    public Interval? Interval { get; init; }

    /// <summary>How often the rules are asked, aligned as bars of that interval are.</summary>
    public Interval Refresh { get; init; } = Domain.Interval.Days(1);

    /// <summary>An instrument without a bar for so long is not traded any more.</summary>
    public Interval Silence { get; init; } = Domain.Interval.Days(3);

    /// <summary>The same for bars of an interval: three of them at least must be absent before an instrument counts as silent.</summary>
    public UniverseDefinition ForBars(Interval interval)
    {
        var least = new Interval(3 * interval.Count, interval.Unit);
        return Silence.ApproximateNanoseconds >= least.ApproximateNanoseconds ? this : this with { Silence = least };
    }

    /// <summary>The rules in their order: each sees what those before it left.</summary>
    public ImmutableArray<UniverseRule> Rules { get; init; } = [];
}
