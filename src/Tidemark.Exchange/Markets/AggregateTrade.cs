namespace Tidemark.Exchange.Markets;

/// <summary>All fills of one taking order at one price.</summary>
internal readonly record struct AggregateTrade(long Id, decimal Price, decimal Quantity, long FirstTradeId, long LastTradeId, Instant Time, bool BuyerIsMaker);
