namespace Tidemark.Exchange.Orders;

/// <summary>One side of a trade, with its fee.</summary>
internal sealed record ExchangeFill(ExchangeOrder Order, long TradeId, decimal Price, decimal Quantity, decimal Fee, string FeeAsset, bool IsMaker, Instant Time)
{
    /// <summary>What a closed part of a contract position gained; 0 where nothing was closed.</summary>
    public decimal RealizedPnl { get; init; }

    public decimal QuoteQuantity => Price * Quantity;
}
