namespace Tidemark.Venues.Aggregation;

/// <summary>What one venue brings to a composite price.</summary>
/// <param name="Venue">Which.</param>
/// <param name="Price">Its own volume-weighted price.</param>
/// <param name="Volume">In base currency.</param>
/// <param name="Weight">Its share of the whole, from 0 to 1; 0 where it is an outlier.</param>
/// <param name="IsOutlier">Whether it was left out.</param>
public readonly record struct CompositeShare(string Venue, double Price, double Volume, double Weight, bool IsOutlier);
