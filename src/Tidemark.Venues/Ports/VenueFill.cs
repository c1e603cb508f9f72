namespace Tidemark.Venues.Ports;

/// <summary>An execution of an order of ours as the venue tells it.</summary>
public sealed record VenueFill
{
    public required InstrumentId Instrument { get; init; }

    /// <summary>The venue's number, unique for the instrument: by it a fill that is told twice is booked once.</summary>
    public required TradeId TradeId { get; init; }

    /// <summary>The venue's name of the order.</summary>
    public required string VenueOrderId { get; init; }

    /// <summary>Our name of the order; empty where this telling leaves it out.</summary>
    public string ClientId { get; init; } = "";

    public required Side Side { get; init; }

    public required decimal Price { get; init; }

    public required decimal Quantity { get; init; }

    /// <summary>What the venue took, negative for a rebate.</summary>
    public required decimal Fee { get; init; }

    public required string FeeAsset { get; init; }

    public required LiquidityRole Role { get; init; }

    public required Instant Time { get; init; }
}
