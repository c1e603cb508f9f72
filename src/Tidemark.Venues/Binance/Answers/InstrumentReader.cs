using System.Text.Json;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Binance.Answers;

/// <summary>Reads <c>exchangeInfo</c>: symbols and their filters as instruments and trading rules.</summary>
/// <example><c>{"symbols":[{"symbol":"BTCUSDT","status":"TRADING","baseAsset":"BTC","quoteAsset":"USDT","filters":[{"filterType":"PRICE_FILTER","tickSize":"0.01"}]}]}</c></example>
/// <remarks>Source: Binance's documentation, "Filters".</remarks>
internal static class InstrumentReader
{
    private const int MostDecimals = 8;
    private const decimal LargestPrice = 10_000_000_000m;

    /// <summary>So many of the largest orders may rest at one price.</summary>
    private const decimal OrdersOfALevel = 100m;

    /// <summary>The perpetuals of the USD-M market; contracts with an end and those that settle are left out.</summary>
    /// <example><c>{"symbols":[{"symbol":"BTCUSDT","contractType":"PERPETUAL","onboardDate":1569398400000,"status":"TRADING","baseAsset":"BTC","quoteAsset":"USDT","marginAsset":"USDT","pricePrecision":2,"quantityPrecision":3,"filters":[{"filterType":"MIN_NOTIONAL","notional":"5.0"}]}]}</c></example>
    public static IReadOnlyList<VenueInstrument> ReadContracts(JsonElement root, Instant knownAt)
    {
        List<VenueInstrument> instruments = [];
        foreach (var symbol in root.GetProperty("symbols").EnumerateArray())
        {
            if (symbol.TextOrEmpty("contractType") is not ("PERPETUAL" or "TRADIFI_PERPETUAL")) continue;
            if (!InstrumentId.TryParse($"{symbol.Text("baseAsset")}/{symbol.Text("quoteAsset")}:{symbol.Text("marginAsset")}@{BinanceProfile.Name}", out var id)) continue;
            var rules = ReadRules(symbol.GetProperty("filters"), knownAt);
            var listedAt = symbol.WholeOrNull("onboardDate") is > 0 ? symbol.TimeOrNull("onboardDate") : null;
            instruments.Add(new VenueInstrument(new Instrument(id, [rules], listedAt), symbol.Text("symbol"), symbol.Text("status") == "TRADING")
            {
                BookPriceTick = Finer(rules.PriceTick, symbol.WholeOrNull("pricePrecision"), LargestPrice),
                BookQuantityStep = Finer(rules.QuantityStep, symbol.WholeOrNull("quantityPrecision"), (rules.MaximumQuantity ?? 1m) * OrdersOfALevel),
            });
        }
        return instruments;
    }

    public static IReadOnlyList<VenueInstrument> Read(JsonElement root, Instant knownAt)
    {
        List<VenueInstrument> instruments = [];
        foreach (var symbol in root.GetProperty("symbols").EnumerateArray())
        {
            // Assets may have names that no instrument can have here; such symbols are left out.
            if (!InstrumentId.TryParse($"{symbol.Text("baseAsset")}/{symbol.Text("quoteAsset")}@{BinanceProfile.Name}", out var id)) continue;
            if (symbol.TryGetProperty("isSpotTradingAllowed", out var isSpot) && isSpot.ValueKind == JsonValueKind.False && symbol.Text("status") == "TRADING") continue;
            var rules = ReadRules(symbol.GetProperty("filters"), knownAt);
            instruments.Add(new VenueInstrument(new Instrument(id, [rules]), symbol.Text("symbol"), symbol.Text("status") == "TRADING")
            {
                BookPriceTick = Finer(rules.PriceTick, symbol.WholeOrNull("quotePrecision"), LargestPrice),
                BookQuantityStep = Finer(rules.QuantityStep, symbol.WholeOrNull("baseAssetPrecision"), (rules.MaximumQuantity ?? 1m) * OrdersOfALevel),
            });
        }
        return instruments;
    }

    /// <summary>
    /// The grid of what rests in a book: as many digits as the asset has, for there are remainders of fees, and orders from before the step
    /// was made larger; fewer where the largest number would not fit.
    /// </summary>
    private static decimal? Finer(decimal? step, long? digits, decimal largest)
    {
        if (step is not { } known || digits is not >= 0) return null;
        var fine = new decimal(1, 0, 0, false, (byte)Math.Min(digits.Value, MostDecimals));
        while (largest / fine > long.MaxValue && fine < known) fine *= 10m;
        return fine < known && known % fine == 0m ? fine : known;
    }

    private static TradingRules ReadRules(JsonElement filters, Instant knownAt)
    {
        var rules = new TradingRules(knownAt, null, null, null, null);
        var bounds = OrderBounds.None;
        foreach (var filter in filters.EnumerateArray()) (rules, bounds) = Take(filter, rules, bounds);
        return rules with { Bounds = bounds.OrNull() };
    }

    private static (TradingRules Rules, OrderBounds Bounds) Take(JsonElement filter, TradingRules rules, OrderBounds bounds) => filter.Text("filterType") switch
    {
        "PRICE_FILTER" => (rules with { PriceTick = filter.ExactUnlessZero("tickSize") }, bounds),
        "LOT_SIZE" => (rules with { QuantityStep = filter.ExactUnlessZero("stepSize"), MinimumQuantity = filter.ExactUnlessZero("minQty"), MaximumQuantity = filter.ExactUnlessZero("maxQty") }, bounds),
        "MARKET_LOT_SIZE" => (rules with { MaximumMarketQuantity = filter.ExactUnlessZero("maxQty") }, bounds),
        "MIN_NOTIONAL" => (rules with { MinimumNotional = filter.ExactUnlessZero("minNotional") ?? filter.ExactUnlessZero("notional") }, bounds with { HasMinimumForMarket = filter.Flag("applyToMarket") }),
        "NOTIONAL" => (rules with { MinimumNotional = filter.ExactUnlessZero("minNotional") }, bounds with
        {
            MaximumNotional = filter.ExactUnlessZero("maxNotional"),
            HasMinimumForMarket = filter.Flag("applyMinToMarket"),
            HasMaximumForMarket = filter.Flag("applyMaxToMarket"),
        }),
        "PERCENT_PRICE" => (rules, bounds with
        {
            BuyPriceUp = filter.ExactUnlessZero("multiplierUp"),
            BuyPriceDown = filter.ExactUnlessZero("multiplierDown"),
            SellPriceUp = filter.ExactUnlessZero("multiplierUp"),
            SellPriceDown = filter.ExactUnlessZero("multiplierDown"),
        }),
        "PERCENT_PRICE_BY_SIDE" => (rules, bounds with
        {
            BuyPriceUp = filter.ExactUnlessZero("bidMultiplierUp"),
            BuyPriceDown = filter.ExactUnlessZero("bidMultiplierDown"),
            SellPriceUp = filter.ExactUnlessZero("askMultiplierUp"),
            SellPriceDown = filter.ExactUnlessZero("askMultiplierDown"),
        }),
        "MAX_NUM_ORDERS" => (rules, bounds with { MaximumOrders = (int?)(filter.WholeOrNull("maxNumOrders") ?? filter.WholeOrNull("limit")) }),
        "MAX_NUM_ALGO_ORDERS" => (rules, bounds with { MaximumTriggerOrders = (int?)(filter.WholeOrNull("maxNumAlgoOrders") ?? filter.WholeOrNull("limit")) }),
        _ => (rules, bounds),
    };
}
