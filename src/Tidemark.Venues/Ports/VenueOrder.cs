using System.Collections.Immutable;

namespace Tidemark.Venues.Ports;

/// <summary>An order as its venue tells it. Quantities are cumulative, so that a later telling replaces an earlier one.</summary>
public sealed record VenueOrder
{
    public required InstrumentId Instrument { get; init; }

    /// <summary>Our name; empty where it was placed without one.</summary>
    public required string ClientId { get; init; }

    /// <summary>The venue's name.</summary>
    public required string VenueId { get; init; }

    public required Side Side { get; init; }

    public required OrderType Type { get; init; }

    public required OrderStatus Status { get; init; }

    /// <summary>Why it ended, where the venue tells.</summary>
    public OrderReason Reason { get; init; }

    /// <summary>The quantity in force.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>All that has filled.</summary>
    public decimal FilledQuantity { get; init; }

    /// <summary>What the fills were worth in quote currency; null where the venue does not say.</summary>
    public decimal? FilledNotional { get; init; }

    public decimal? LimitPrice { get; init; }

    public decimal? StopPrice { get; init; }

    /// <summary>Whether it only rests, where the venue tells.</summary>
    public bool PostOnly { get; init; }

    /// <summary>How long it works, where the venue tells.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>How much of an iceberg others see; null for an order that is shown whole, or where the venue does not tell.</summary>
    public decimal? DisplayedQuantity { get; init; }

    public bool IsTriggered { get; init; }

    /// <summary>When the venue last changed it.</summary>
    public Instant UpdatedAt { get; init; }

    /// <summary>The executions that came in the same answer; not all of them unless the venue says so.</summary>
    public ImmutableArray<VenueFill> Fills { get; init; } = [];

    public OrderReference Reference => new(Instrument, ClientId, VenueId.Length > 0 ? VenueId : null);
}
