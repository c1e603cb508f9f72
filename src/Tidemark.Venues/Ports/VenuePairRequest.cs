namespace Tidemark.Venues.Ports;

/// <summary>Two orders of which one cancels the other: a limit that takes profit, and a stop, both of the same side and quantity.</summary>
public sealed record VenuePairRequest
{
    public required InstrumentId Instrument { get; init; }

    public required Side Side { get; init; }

    /// <summary>Of either order, in base units.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Our name for the limit order.</summary>
    public required ClientOrderId LimitId { get; init; }

    public required decimal LimitPrice { get; init; }

    /// <summary>Our name for the stop order.</summary>
    public required ClientOrderId StopId { get; init; }

    public required decimal StopPrice { get; init; }

    /// <summary>The limit that the stop becomes; null for a market order.</summary>
    public decimal? StopLimitPrice { get; init; }

    /// <summary>The limit order by itself.</summary>
    public VenueOrderRequest Limit => new() { Instrument = Instrument, ClientId = LimitId, Side = Side, Type = OrderType.Limit, Quantity = Quantity, LimitPrice = LimitPrice, PostOnly = true };

    /// <summary>The stop order by itself.</summary>
    public VenueOrderRequest Stop => new()
    {
        Instrument = Instrument,
        ClientId = StopId,
        Side = Side,
        Type = StopLimitPrice is null ? OrderType.Stop : OrderType.StopLimit,
        Quantity = Quantity,
        StopPrice = StopPrice,
        LimitPrice = StopLimitPrice,
    };
}
