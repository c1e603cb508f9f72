using System.Collections.Immutable;

namespace Tidemark.Storage.Catalog.Filling;

/// <summary>Which gaps are filled, and with what.</summary>
public sealed record GapFillOptions
{
    /// <summary>Whose bars stand in, the first first.</summary>
    public required ImmutableArray<InstrumentId> Donors { get; init; }

    /// <summary>Only bars that open at or after this time.</summary>
    public Instant From { get; init; } = Instant.MinValue;

    /// <summary>Only bars that open before this time.</summary>
    public Instant To { get; init; } = Instant.MaxValue;

    /// <summary>Only gaps of at most so many bars.</summary>
    public long LongestGap { get; init; } = long.MaxValue;

    /// <summary>A donor whose closes differ from ours by more in the median, as a fraction, is refused: it is priced otherwise.</summary>
    public double LargestDifference { get; init; } = 0.01;
}
