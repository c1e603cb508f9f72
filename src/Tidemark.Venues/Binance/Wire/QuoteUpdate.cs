namespace Tidemark.Venues.Binance.Wire;

/// <summary>One <c>bookTicker</c>: the best bid and ask. A side without orders has price and quantity 0.</summary>
/// <param name="UpdateId">The number of the change of the book after which it was so (<c>u</c>).</param>
/// <param name="Time">When it was so, where the venue says it (futures); spot does not.</param>
/// <example><c>{"u":499869768,"s":"NKNUSDT","b":"0.35210000","B":"672.00000000","a":"0.35260000","A":"3199.00000000"}</c></example>
public readonly record struct QuoteUpdate(long UpdateId, Instant? Time, FixedNumber BidPrice, FixedNumber BidQuantity, FixedNumber AskPrice, FixedNumber AskQuantity)
{
    /// <summary>Whether there are orders on both sides.</summary>
    public bool HasBothSides => !BidPrice.IsZero && !AskPrice.IsZero;

    /// <summary>As a quote.</summary>
    /// <param name="receivedAt">Its time where the venue does not say one.</param>
    public Quote ToQuote(Instant receivedAt) => new(Time ?? receivedAt, BidPrice.ToDouble(), BidQuantity.ToDouble(), AskPrice.ToDouble(), AskQuantity.ToDouble());
}
