using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Kraken.Names;

/// <summary>A market in the venue's words. In the ledger it has the name of version 2 of the WebSocket API, <c>BTC/USD</c>.</summary>
internal sealed class KrakenPair
{
    private readonly string priceFormat;
    private readonly string quantityFormat;

    public KrakenPair(Market market)
    {
        Market = market;
        (Base, Quote) = (KrakenAsset.Of(market.Rules.BaseAsset), KrakenAsset.Of(market.Rules.QuoteAsset));
        // Pairs of two old assets have the long names of both.
        var isOld = Base.Id != Base.AltName && Quote.Id != Quote.AltName;
        AltName = Base.AltName + Quote.AltName;
        Id = isOld ? Base.Id + Quote.Id : AltName;
        WsName = $"{Base.AltName}/{Quote.AltName}";
        PriceDecimals = DecimalsOf(market.Rules.PriceTick);
        QuantityDecimals = DecimalsOf(market.Rules.QuantityStep);
        priceFormat = Format(PriceDecimals);
        quantityFormat = Format(QuantityDecimals);
    }

    public Market Market { get; }

    public KrakenAsset Base { get; }

    public KrakenAsset Quote { get; }

    /// <summary>The key of answers: <c>XXBTZUSD</c>.</summary>
    public string Id { get; }

    /// <summary><c>XBTUSD</c>.</summary>
    public string AltName { get; }

    /// <summary>Of version 1 of the WebSocket API: <c>XBT/USD</c>.</summary>
    public string WsName { get; }

    /// <summary>Of version 2: <c>BTC/USD</c>.</summary>
    public string Symbol => Market.Rules.Symbol;

    public int PriceDecimals { get; }

    public int QuantityDecimals { get; }

    /// <summary>Of costs and fees; REST writes prices with as many too.</summary>
    public int CostDecimals => Math.Max(5, PriceDecimals);

    /// <summary>With all decimals of the pair.</summary>
    public string Price(decimal price) => price.ToString(priceFormat, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>With all decimals of the pair.</summary>
    public string Quantity(decimal quantity) => quantity.ToString(quantityFormat, System.Globalization.CultureInfo.InvariantCulture);

    private static int DecimalsOf(decimal step)
    {
        var decimals = 0;
        for (var rest = step; rest != decimal.Truncate(rest); rest *= 10) decimals++;
        return decimals;
    }

    private static string Format(int decimals) => decimals == 0 ? "0" : "0." + new string('0', decimals);
}
