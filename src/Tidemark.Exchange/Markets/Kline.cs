namespace Tidemark.Exchange.Markets;

/// <summary>A bar of trades with what venues tell besides: quote volume, count, volume of takers that bought.</summary>
internal sealed class Kline(Instant openTime, Instant closeTime, decimal price)
{
    public Kline(KlineValues values, Instant closeTime)
        : this(values.OpenTime, closeTime, values.Open)
    {
        (High, Low, Close, Volume, QuoteVolume, Count) = (values.High, values.Low, values.Close, values.Volume, values.QuoteVolume, values.Count);
        (TakerBuyVolume, TakerBuyQuoteVolume, FirstTradeId, LastTradeId) = (values.TakerBuyVolume, values.TakerBuyQuoteVolume, values.FirstTradeId, values.LastTradeId);
    }

    public KlineValues Values => new(OpenTime, Open, High, Low, Close, Volume, QuoteVolume, Count, TakerBuyVolume, TakerBuyQuoteVolume, FirstTradeId, LastTradeId);

    public Instant OpenTime { get; } = openTime;

    /// <summary>The last moment inside it is one millisecond earlier.</summary>
    public Instant CloseTime { get; } = closeTime;

    public decimal Open { get; private set; } = price;

    public decimal High { get; private set; } = price;

    public decimal Low { get; private set; } = price;

    public decimal Close { get; private set; } = price;

    public decimal Volume { get; private set; }

    public decimal QuoteVolume { get; private set; }

    public int Count { get; private set; }

    public decimal TakerBuyVolume { get; private set; }

    public decimal TakerBuyQuoteVolume { get; private set; }

    public long FirstTradeId { get; private set; } = -1;

    public long LastTradeId { get; private set; } = -1;

    public void Add(in PublicTrade trade)
    {
        if (Count == 0) (Open, High, Low, FirstTradeId) = (trade.Price, trade.Price, trade.Price, trade.Id);
        High = Math.Max(High, trade.Price);
        Low = Math.Min(Low, trade.Price);
        Close = trade.Price;
        Volume += trade.Quantity;
        QuoteVolume += trade.QuoteQuantity;
        Count++;
        LastTradeId = trade.Id;
        if (trade.BuyerIsMaker) return;
        TakerBuyVolume += trade.Quantity;
        TakerBuyQuoteVolume += trade.QuoteQuantity;
    }
}
