namespace Tidemark.Venues.Binance.Wire;

/// <summary>One <c>trade</c>, or one <c>aggTrade</c>: the trades of one taker at one price.</summary>
/// <param name="EventTime">When the venue sent it (<c>E</c>).</param>
/// <param name="TradeTime">When it was matched (<c>T</c>).</param>
/// <param name="Id">The number of the trade (<c>t</c>), or of the aggregate (<c>a</c>).</param>
/// <param name="FirstTradeId">The number of the first trade in it (<c>f</c>); a trade's own.</param>
/// <param name="LastTradeId">The number of the last (<c>l</c>); a trade's own.</param>
/// <param name="IsBuyerMaker">Whether the buyer's order rested: the seller took (<c>m</c>).</param>
/// <example><c>{"e":"aggTrade","E":1633998523963,"s":"NKNUSDT","a":15683430,"p":"0.35280000","q":"58.00000000","f":19862790,"l":19862790,"T":1633998523963,"m":false,"M":true}</c></example>
public readonly record struct TradeUpdate(
    Instant EventTime, Instant TradeTime, long Id, FixedNumber Price, FixedNumber Quantity, long FirstTradeId, long LastTradeId, bool IsBuyerMaker)
{
    public Side Aggressor => IsBuyerMaker ? Side.Sell : Side.Buy;

    /// <summary>As a trade, with the number of the trade or of the aggregate.</summary>
    public Trade ToTrade() => new(TradeTime, Price.ToDouble(), Quantity.ToDouble(), Aggressor, Id);
}
