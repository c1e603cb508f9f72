namespace Tidemark.Venues.Binance.Wire;

/// <summary>One <c>markPriceUpdate</c> of a perpetual.</summary>
/// <param name="Sent">When the venue sent it (<c>E</c>).</param>
/// <param name="MarkPrice">At which positions are valued (<c>p</c>).</param>
/// <param name="Rate">The funding rate that is expected, a fraction of notional (<c>r</c>); negative where shorts pay.</param>
/// <param name="NextFunding">When it is paid (<c>T</c>).</param>
/// <example><c>{"e":"markPriceUpdate","E":1562305380000,"s":"BTCUSDT","p":"11794.15000000","i":"11784.62659091","P":"11784.25641265","r":"0.00038167","T":1562306400000}</c></example>
public readonly record struct MarkPriceUpdate(Instant Sent, double MarkPrice, double Rate, Instant NextFunding)
{
    /// <summary>As the funding that is expected.</summary>
    public FundingRate ToFunding() => new(NextFunding, Rate, MarkPrice);
}
