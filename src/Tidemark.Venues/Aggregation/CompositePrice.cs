using System.Collections.Immutable;

namespace Tidemark.Venues.Aggregation;

/// <summary>The price of one thing at several venues.</summary>
/// <param name="Price">Volume-weighted over the venues that count; NaN where nothing was traded.</param>
/// <param name="Volume">Of those, in base currency.</param>
/// <param name="At">For which moment.</param>
/// <param name="Shares">What each venue with trades brought, in the order of the venues.</param>
public sealed record CompositePrice(double Price, double Volume, Instant At, ImmutableArray<CompositeShare> Shares)
{
    public bool IsKnown => !double.IsNaN(Price);
}
