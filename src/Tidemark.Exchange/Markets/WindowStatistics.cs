namespace Tidemark.Exchange.Markets;

/// <summary>What happened in a span that ends now, from the klines of one minute.</summary>
internal sealed record WindowStatistics(
    Instant Open, Instant Close, decimal OpenPrice, decimal High, decimal Low, decimal LastPrice, decimal Volume, decimal QuoteVolume, long FirstId, long LastId, long Count)
{
    public decimal Change => LastPrice - OpenPrice;

    public decimal ChangePercent => OpenPrice == 0 ? 0 : Math.Round(Change / OpenPrice * 100, 3);

    public decimal WeightedPrice => Volume == 0 ? 0 : Math.Round(QuoteVolume / Volume, 8);

    public static WindowStatistics Of(Market market, Instant now, Duration length)
    {
        var minutes = market.SeriesOf("1m").Items;
        var first = minutes.Count;
        while (first > 0 && minutes[first - 1].CloseTime > now - length) first--;
        var last = market.LastPrice;
        var result = new WindowStatistics(now - length, now, first < minutes.Count ? minutes[first].Open : last, last, last, last, 0, 0, -1, -1, 0);
        for (var i = first; i < minutes.Count; i++)
        {
            var kline = minutes[i];
            result = result with
            {
                High = Math.Max(result.High, kline.High),
                Low = Math.Min(result.Low, kline.Low),
                Volume = result.Volume + kline.Volume,
                QuoteVolume = result.QuoteVolume + kline.QuoteVolume,
                FirstId = result.FirstId < 0 ? kline.FirstTradeId : result.FirstId,
                LastId = Math.Max(result.LastId, kline.LastTradeId),
                Count = result.Count + kline.Count,
            };
        }
        return result;
    }
}
