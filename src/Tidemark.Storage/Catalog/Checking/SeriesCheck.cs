using System.Collections.Immutable;

namespace Tidemark.Storage.Catalog.Checking;

/// <summary>What looking at every row of a series found.</summary>
public sealed record SeriesCheck
{
    public required SeriesInfo Series { get; init; }

    /// <summary>Why the stored bytes cannot be trusted, or null when every checksum and the data hash agree.</summary>
    public required string? Damage { get; init; }

    /// <summary>Rows that do not come after the one before them (bars), or whose trade id was there already.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Rows whose values cannot be a bar or trade, or that lie off the interval's grid.</summary>
    public required long Invalid { get; init; }

    /// <summary>Bars without volume.</summary>
    public required long ZeroVolume { get; init; }

    /// <summary>The longest run of bars without volume.</summary>
    public required long LongestZeroVolume { get; init; }

    /// <summary>Prices that do not belong to their neighbours; see <see cref="OutlierFinder"/>.</summary>
    public required ImmutableArray<PriceOutlier> Outliers { get; init; }

    /// <summary>The longest runs of absent bars.</summary>
    public required ImmutableArray<GapRange> LongestGaps { get; init; }

    /// <summary>Whether the series is what the catalog promises; gaps, outliers and quiet bars are the market's, not ours.</summary>
    public bool IsSound => Damage is null && Duplicates == 0 && Invalid == 0;
}
