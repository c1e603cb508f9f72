using System.Collections.Immutable;

namespace Tidemark.Engine.Universes;

/// <summary>
/// Which instruments of a session may be entered at which time. Membership begins empty; an instrument that leaves gets no new
/// exposure, its position may be kept and closed.
/// </summary>
public sealed record UniverseSchedule
{
    /// <summary>Its name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>The first refresh.</summary>
    public required Instant From { get; init; }

    /// <summary>The distance of refreshes, aligned as bars are.</summary>
    public required Interval Refresh { get; init; }

    /// <summary>An instrument without a bar for so long is not traded any more: its positions are closed at the last price.</summary>
    public required Interval Silence { get; init; }

    /// <summary>The refreshes at which something changed, ascending.</summary>
    public required ImmutableArray<UniverseChange> Changes { get; init; }
}
