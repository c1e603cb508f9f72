namespace Tidemark.Exchange.Markets;

/// <summary>The contents of a kline.</summary>
internal sealed record KlineValues(Instant OpenTime, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume, decimal QuoteVolume, int Count, decimal TakerBuyVolume, decimal TakerBuyQuoteVolume, long FirstTradeId, long LastTradeId);
