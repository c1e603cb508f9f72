namespace Tidemark.Venues.Aggregation;

/// <summary>What one venue brought to combined bars.</summary>
/// <param name="Venue">Which.</param>
/// <param name="Bars">Bars that count.</param>
/// <param name="Outliers">Bars left out because their close was an outlier.</param>
public sealed record CombinedSource(string Venue, long Bars, long Outliers);
