namespace Tidemark.Venues.Ports;

/// <summary>An order as it is to be sent.</summary>
public sealed record VenueOrderRequest
{
    public required InstrumentId Instrument { get; init; }

    /// <summary>Our name for it, by which it is found again whatever happens to the answer.</summary>
    public required ClientOrderId ClientId { get; init; }

    public required Side Side { get; init; }

    public required OrderType Type { get; init; }

    /// <summary>In base units, positive.</summary>
    public required decimal Quantity { get; init; }

    public decimal? LimitPrice { get; init; }

    public decimal? StopPrice { get; init; }

    public TimeInForce TimeInForce { get; init; }

    /// <summary>The end of an order that is good till a date.</summary>
    public Instant? ExpiresAt { get; init; }

    public bool PostOnly { get; init; }

    public bool ReduceOnly { get; init; }

    /// <summary>Iceberg: how much others see.</summary>
    public decimal? DisplayedQuantity { get; init; }

    /// <summary>How a trailing stop follows.</summary>
    public TrailingOffset? Trail { get; init; }

    /// <summary>The position that it opens or closes in hedge mode.</summary>
    public PositionSide PositionSide { get; init; }
}
