using Tidemark.Simulation.Matching;

namespace Tidemark.Exchange.Orders;

/// <summary>A new order as a client asks for it, before any rule has looked at it.</summary>
internal sealed record OrderTicket
{
    public required string ClientOrderId { get; init; }

    public required Side Side { get; init; }

    public required OrderType Type { get; init; }

    public TimeInForce TimeInForce { get; init; }

    public bool PostOnly { get; init; }

    public decimal? Quantity { get; init; }

    /// <summary>What a market order may spend or shall receive, in place of a quantity.</summary>
    public decimal? QuoteQuantity { get; init; }

    public decimal? Price { get; init; }

    public decimal? StopPrice { get; init; }

    public decimal? IcebergQuantity { get; init; }

    public SelfTradePrevention Prevention { get; init; } = SelfTradePrevention.CancelMaker;
}
