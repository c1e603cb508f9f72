using System.Collections.Immutable;

namespace Tidemark.Storage.Catalog;

/// <summary>Where rows of a series came from.</summary>
/// <param name="Name">File name without folder, or what made the data (<c>data generate --seed 7</c>).</param>
/// <param name="Layout">The recognised layout: <c>binance-klines</c>; for made data <c>synthetic</c>.</param>
/// <param name="Rows">Rows it held after repairs.</param>
/// <param name="Notes">Repairs and remarks, one sentence each.</param>
/// <param name="IsSynthetic">Whether the data was generated, not observed.</param>
public sealed record SeriesSource(string Name, string Layout, long Rows, ImmutableArray<string> Notes = default, bool IsSynthetic = false)
{
    /// <summary>The layout of what a venue was asked for; such sources grow with every request.</summary>
    public const string Download = "download";

    /// <summary>The layout of what was recorded from streams; such sources grow too.</summary>
    public const string Recorded = "recorded";

    /// <summary>Whether what comes later from the same place belongs to the same source.</summary>
    public bool Grows => Layout is Download or Recorded;

    public ImmutableArray<string> Notes { get; init; } = Notes.IsDefault ? [] : Notes;

    /// <summary>The runs of bars that were taken from here to fill gaps, ascending; empty for a source of the series' own.</summary>
    public ImmutableArray<GapRange> Filled { get; init; } = [];

    /// <summary>How many bars it filled in.</summary>
    public long FilledBars => Filled.Sum(range => range.Bars);

    /// <summary>The same words mean the same source, however often it was imported.</summary>
    public bool Equals(SeriesSource? other) => other is not null && Name == other.Name && Layout == other.Layout && Rows == other.Rows
        && IsSynthetic == other.IsSynthetic && Filled.AsSpan().SequenceEqual(other.Filled.AsSpan()) && Notes.AsSpan().SequenceEqual(other.Notes.AsSpan());

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}
