using System.Collections.Immutable;

namespace Tidemark.Domain;

/// <summary>All that a venue knows of an order: the answer to a query after events may have been lost.</summary>
/// <param name="Status">Where the order is.</param>
/// <param name="Reason">Why it ended, if it did.</param>
/// <param name="Terms">Quantity and prices in force.</param>
/// <param name="Fills">Every execution so far.</param>
public sealed record OrderReport(OrderStatus Status, OrderReason Reason, Amendment Terms, ImmutableArray<Fill> Fills)
{
    public bool Equals(OrderReport? other) =>
        other is not null && Status == other.Status && Reason == other.Reason && Terms == other.Terms && Fills.SequenceEqual(other.Fills);

    public override int GetHashCode() => Fills.Length;
}
