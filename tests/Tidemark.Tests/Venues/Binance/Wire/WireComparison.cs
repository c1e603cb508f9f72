using Tidemark.Venues.Binance.Wire;

namespace Tidemark.Tests.Venues.Binance.Wire;

/// <summary>Reads a message with every parser and the plain way, and says where they differ.</summary>
internal sealed class WireComparison(BookScale scale)
{
    private readonly WireScale wireScale = new(scale);
    private readonly DepthUpdate depth = new();

    /// <summary>How many messages a parser could use.</summary>
    public int Used { get; private set; }

    /// <summary>The first difference, or null.</summary>
    public string? Difference(byte[] message) => Depth(message) ?? Quote(message) ?? Trade(message) ?? Kline(message);

    private string? Depth(byte[] message)
    {
        var result = DepthParser.Read(message, wireScale, depth);
        var made = result.IsOk
            ? new PlainReading.PlainDepth(depth.EventTime, depth.TransactionTime, depth.FirstId, depth.LastId, depth.PreviousId, Pairs(depth.BidTicks, depth.BidLots), Pairs(depth.AskTicks, depth.AskLots)).ToString()
            : null;
        return Compare("depth", result, made, PlainReading.Depth(message, scale)?.ToString());
    }

    private string? Quote(byte[] message)
    {
        var result = QuoteParser.Read(message, out var quote);
        var made = result.IsOk
            ? new PlainReading.PlainQuote(quote.UpdateId, quote.Time, quote.BidPrice.ToDecimal(), quote.BidQuantity.ToDecimal(), quote.AskPrice.ToDecimal(), quote.AskQuantity.ToDecimal())
            : null;
        return Compare("quote", result, made, PlainReading.Quote(message));
    }

    private string? Trade(byte[] message)
    {
        var result = TradeParser.Read(message, out var trade);
        var made = result.IsOk
            ? new PlainReading.PlainTrade(trade.EventTime, trade.TradeTime, trade.Id, trade.Price.ToDecimal(), trade.Quantity.ToDecimal(), trade.FirstTradeId, trade.LastTradeId, trade.IsBuyerMaker)
            : null;
        return Compare("trade", result, made, PlainReading.Trade(message));
    }

    private string? Kline(byte[] message)
    {
        var result = KlineParser.Read(message, out var kline);
        var made = result.IsOk
            ? new PlainReading.PlainKline(kline.EventTime, kline.Interval, kline.Bar, kline.CloseTime, kline.IsClosed, kline.TradeCount, kline.QuoteVolume, kline.TakerBuyVolume, kline.TakerBuyQuoteVolume)
            : null;
        return Compare("kline", result, made, PlainReading.Kline(message));
    }

    private string? Compare<T>(string parser, WireResult result, T? made, T? plain)
        where T : class
    {
        if (result.IsOk) Used++;
        // Control letters cannot be written without escapes: a message with them is refused, which is no wrong value.
        if (result.Fault == WireFault.Escaped) return null;
        return Equals(made, plain) ? null : $"{parser} ({result}): {made?.ToString() ?? "nothing"} instead of {plain?.ToString() ?? "nothing"}";
    }

    private static List<(long, long)> Pairs(ReadOnlySpan<long> ticks, ReadOnlySpan<long> lots)
    {
        var pairs = new List<(long, long)>();
        for (var i = 0; i < ticks.Length; i++) pairs.Add((ticks[i], lots[i]));
        return pairs;
    }
}
