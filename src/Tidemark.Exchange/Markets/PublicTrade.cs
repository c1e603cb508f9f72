namespace Tidemark.Exchange.Markets;

/// <summary>A trade as everybody sees it.</summary>
/// <param name="TakerOrderId">Trades of one taker at one price are one aggregate trade.</param>
/// <param name="BuyerIsMaker">Whether the buy order was resting.</param>
internal readonly record struct PublicTrade(long Id, decimal Price, decimal Quantity, Instant Time, bool BuyerIsMaker, long BuyOrderId, long SellOrderId, long TakerOrderId)
{
    /// <summary>Whether the order that took had no limit.</summary>
    public bool IsTakerMarket { get; init; }

    public decimal QuoteQuantity => Price * Quantity;
}
