namespace Tidemark.Domain;

/// <summary>
/// One step in the life of an order. Fills carry the cumulative quantity and the venue's trade id, so that applying events is
/// independent of their order and repetition.
/// </summary>
public sealed record OrderEvent
{
    /// <summary>The event of an order that was accepted.</summary>
    public static OrderEvent Accepted(OrderId order, Instant time) => new() { Kind = OrderEventKind.Accepted, Order = order, Time = time };

    public required OrderEventKind Kind { get; init; }

    public required OrderId Order { get; init; }

    /// <summary>When it happened at its origin: for a fill inside a bar, that bar's open time or the moment inside it.</summary>
    public required Instant Time { get; init; }

    public OrderReason Reason { get; init; }

    /// <summary>All that has filled so far, this event included.</summary>
    public Quantity CumulativeQuantity { get; init; }

    /// <summary>The execution, for <see cref="OrderEventKind.PartiallyFilled"/> and <see cref="OrderEventKind.Filled"/>.</summary>
    public Fill? Fill { get; init; }

    /// <summary>The terms now in force, all of them, for <see cref="OrderEventKind.Amended"/>.</summary>
    public Amendment? Amendment { get; init; }

    /// <summary>The how-many-th change of terms it is, where the venue counts them: an older one that arrives later changes nothing. 0 when unknown.</summary>
    public int Revision { get; init; }

    /// <summary>Everything the venue knows, for <see cref="OrderEventKind.Reconciled"/>.</summary>
    public OrderReport? Report { get; init; }

    /// <summary>The venue's name of the order, where it has one.</summary>
    public string? VenueOrderId { get; init; }
}
