using System.Collections.Immutable;

namespace Tidemark.Venues.Aggregation;

/// <summary>One price of several venues' books together.</summary>
/// <param name="Price">In quote currency; NaN where there is none.</param>
/// <param name="Quantity">In base currency, of all venues.</param>
/// <param name="Shares">Whose it is, in the order of the venues.</param>
public sealed record ConsolidatedLevel(double Price, double Quantity, ImmutableArray<VenueShare> Shares)
{
    /// <summary>No price at all.</summary>
    public static readonly ConsolidatedLevel None = new(double.NaN, 0, []);

    public bool Equals(ConsolidatedLevel? other) => other is not null && Price.Equals(other.Price) && Quantity.Equals(other.Quantity) && Shares.AsSpan().SequenceEqual(other.Shares.AsSpan());

    public override int GetHashCode() => Price.GetHashCode();

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Quantity} at {Price} ({string.Join(", ", Shares.Select(share => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{share.Venue} {share.Quantity}")))})");
}
