using System.Globalization;

namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>A level of a book.</summary>
public readonly record struct PriceLevel(decimal Price, decimal Quantity)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Price / 1.0000000000000000000000000000m} {Quantity / 1.0000000000000000000000000000m}");
}
