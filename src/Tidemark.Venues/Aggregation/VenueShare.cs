namespace Tidemark.Venues.Aggregation;

/// <summary>What one venue has at a price.</summary>
/// <param name="Venue">Which.</param>
/// <param name="Quantity">In base currency.</param>
public readonly record struct VenueShare(string Venue, double Quantity);
