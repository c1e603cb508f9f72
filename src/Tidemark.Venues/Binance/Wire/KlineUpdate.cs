namespace Tidemark.Venues.Binance.Wire;

/// <summary>One <c>kline</c>: a bar as it stands now.</summary>
/// <param name="EventTime">When the venue sent it (<c>E</c>).</param>
/// <param name="Interval">The length of the bar (<c>i</c>).</param>
/// <param name="Bar">Open time, prices and volume in base currency so far.</param>
/// <param name="CloseTime">The last millisecond of the bar (<c>T</c>).</param>
/// <param name="IsClosed">Whether the bar has ended and is final (<c>x</c>).</param>
/// <param name="TradeCount">How many trades it has (<c>n</c>).</param>
/// <param name="QuoteVolume">Volume in quote currency (<c>q</c>).</param>
/// <param name="TakerBuyVolume">What buyers took, in base currency (<c>V</c>).</param>
/// <param name="TakerBuyQuoteVolume">What buyers took, in quote currency (<c>Q</c>).</param>
/// <example><c>{"e":"kline","E":1633998532144,"s":"NKNUSDT","k":{"t":1633998480000,"T":1633998539999,"s":"NKNUSDT","i":"1m","f":1,"L":9,"o":"0.3518","c":"0.3533","h":"0.3533","l":"0.3518","v":"7342","n":9,"x":false,"q":"2587.7","V":"4893","Q":"1725.8","B":"0"}}</c></example>
public readonly record struct KlineUpdate(
    Instant EventTime, Interval Interval, Bar Bar, Instant CloseTime, bool IsClosed, long TradeCount, double QuoteVolume, double TakerBuyVolume, double TakerBuyQuoteVolume);
