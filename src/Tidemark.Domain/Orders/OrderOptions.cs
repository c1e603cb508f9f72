namespace Tidemark.Domain;

/// <summary>The terms that few orders have. One reference in the order; null there means that all of them have their usual values.</summary>
public sealed record OrderOptions
{
    /// <summary>The moment at which the order expires, for <see cref="TimeInForce.Gtd"/>.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>Whether a limit order is refused rather than take liquidity.</summary>
    public bool PostOnly { get; init; }

    /// <summary>Iceberg: how much others see at a time, in base units.</summary>
    public Quantity? DisplayedQuantity { get; init; }

    /// <summary>Scheduled: the moment at which the order leaves; it is checked again then.</summary>
    public Instant? LeavesAt { get; init; }

    /// <summary>The distance of a trailing stop.</summary>
    public TrailingOffset? Trail { get; init; }

    /// <summary>How long it may work before it is canceled or priced anew.</summary>
    public OrderTimeout? Timeout { get; init; }

    /// <summary>In hedge mode: the position that it opens or closes. <see cref="PositionSide.Flat"/> in one-way mode.</summary>
    public PositionSide PositionSide { get; init; }
}
