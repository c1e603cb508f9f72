namespace Tidemark.Exchange.Orders;

/// <summary>New terms of a live order; null where a term stays as it is.</summary>
internal sealed record OrderChange
{
    /// <summary>The whole quantity, what has filled included.</summary>
    public decimal? Quantity { get; init; }

    public decimal? Price { get; init; }

    public decimal? StopPrice { get; init; }

    public decimal? IcebergQuantity { get; init; }

    public bool? PostOnly { get; init; }

    public Instant? ExpiresAt { get; init; }

    public string? ClientOrderId { get; init; }
}
