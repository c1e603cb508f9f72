namespace Tidemark.Exchange.Orders;

/// <summary>One side of a trade, with its fee.</summary>
internal sealed record ExchangeFill(ExchangeOrder Order, long TradeId, decimal Price, decimal Quantity, decimal Fee, string FeeAsset, bool IsMaker, Instant Time)
{
    public decimal QuoteQuantity => Price * Quantity;
}
