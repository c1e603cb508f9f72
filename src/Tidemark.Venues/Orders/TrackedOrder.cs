using System.Collections.Immutable;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Orders;

/// <summary>What is known of one order of ours, at one moment.</summary>
public sealed record TrackedOrder
{
    public required InstrumentId Instrument { get; init; }

    /// <summary>Our name for it.</summary>
    public required string ClientId { get; init; }

    /// <summary>The venue's name; empty until it has told one.</summary>
    public string VenueId { get; init; } = "";

    public required Side Side { get; init; }

    public OrderStatus Status { get; init; } = OrderStatus.Created;

    /// <summary>Why it ended.</summary>
    public OrderReason Reason { get; init; }

    /// <summary>Whether its end is our conclusion, not the venue's word: it was never found, so it never arrived. Should the venue tell it after all, that counts.</summary>
    public bool IsPresumedLost { get; init; }

    /// <summary>The quantity in force.</summary>
    public decimal Quantity { get; init; }

    public decimal? LimitPrice { get; init; }

    public decimal? StopPrice { get; init; }

    /// <summary>The sum of its fills that have come.</summary>
    public decimal FilledQuantity { get; init; }

    /// <summary>The most that the venue ever said had filled.</summary>
    public decimal ReportedQuantity { get; init; }

    /// <summary>Its fills, each once, as they came.</summary>
    public ImmutableList<VenueFill> Fills { get; init; } = [];

    /// <summary>When it was sent, by the venue's clock; what the venue tells of times before is not about it.</summary>
    public Instant SentAt { get; init; }

    /// <summary>When the venue last changed it.</summary>
    public Instant UpdatedAt { get; init; }

    /// <summary>Whether the venue has told of more fills than have come.</summary>
    public bool IsFillMissing => ReportedQuantity > FilledQuantity;

    /// <summary>Whether nothing more is expected of it: it has ended and all its fills have come.</summary>
    public bool IsSettled => Status.IsFinal() && !IsFillMissing;

    public OrderReference Reference => new(Instrument, ClientId, VenueId.Length > 0 ? VenueId : null);
}
