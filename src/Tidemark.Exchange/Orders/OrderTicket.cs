using Tidemark.Simulation.Matching;

namespace Tidemark.Exchange.Orders;

/// <summary>A new order as a client asks for it, before any rule has looked at it.</summary>
internal sealed record OrderTicket
{
    /// <summary>Empty where the client gave none.</summary>
    public required string ClientOrderId { get; init; }

    public required Side Side { get; init; }

    public required OrderType Type { get; init; }

    public TimeInForce TimeInForce { get; init; }

    public bool PostOnly { get; init; }

    public decimal? Quantity { get; init; }

    /// <summary>What a market order may spend or shall receive, in place of a quantity.</summary>
    public decimal? QuoteQuantity { get; init; }

    /// <summary>Whether <see cref="QuoteQuantity"/> of a buy has the fee in it, where the fee is in quote currency; else the fee comes on top.</summary>
    public bool QuoteQuantityIncludesFee { get; init; }

    public decimal? Price { get; init; }

    public decimal? StopPrice { get; init; }

    public decimal? IcebergQuantity { get; init; }

    public SelfTradePrevention Prevention { get; init; } = SelfTradePrevention.CancelMaker;

    /// <summary>Null for what is usual on the exchange.</summary>
    public FeeCurrency? FeeCurrency { get; init; }

    /// <summary>When it ends by itself; null where it does not.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>What only orders for contracts have; null for all others.</summary>
    public ContractTerms? Contract { get; init; }

    /// <summary>What else the dialect keeps with it.</summary>
    public object? Remarks { get; init; }
}
