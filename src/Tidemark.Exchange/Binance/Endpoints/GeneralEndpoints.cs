using System.Text.Json;
using Tidemark.Exchange.Binance.Access;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Binance.Endpoints;

/// <summary>Server time, symbols and their rules.</summary>
internal static class GeneralEndpoints
{
    public static void Ping(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteEndObject();
    }

    public static void Time(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.Put("serverTime", call.Now);
        json.WriteEndObject();
    }

    public static void ExchangeInfo(BinanceCall call, Utf8JsonWriter json)
    {
        var markets = SymbolChoice.Of(call) ?? [.. call.Core.Markets];
        if (call.Parameters["permissions"] is { } permissions && !permissions.Contains("SPOT", StringComparison.Ordinal)) markets = [];
        json.WriteStartObject();
        json.WriteString("timezone", "UTC");
        json.Put("serverTime", call.Now);
        json.WriteStartArray("rateLimits");
        WriteLimit(json, "REQUEST_WEIGHT", "MINUTE", 1, RateLimits.SpotWeightPerMinute, null);
        WriteLimit(json, "ORDERS", "SECOND", 10, RateLimits.OrdersPerTenSeconds, null);
        WriteLimit(json, "ORDERS", "DAY", 1, RateLimits.OrdersPerDay, null);
        json.WriteEndArray();
        json.WriteStartArray("exchangeFilters");
        json.WriteEndArray();
        json.WriteStartArray("symbols");
        foreach (var market in markets) WriteSymbol(json, market.Rules);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <param name="count">How much of it is used; null where that is not told.</param>
    public static void WriteLimit(Utf8JsonWriter json, string type, string interval, int intervalNumber, int limit, int? count)
    {
        json.WriteStartObject();
        json.WriteString("rateLimitType", type);
        json.WriteString("interval", interval);
        json.WriteNumber("intervalNum", intervalNumber);
        json.WriteNumber("limit", limit);
        if (count is { } used) json.WriteNumber("count", used);
        json.WriteEndObject();
    }

    private static void WriteSymbol(Utf8JsonWriter json, MarketRules rules)
    {
        json.WriteStartObject();
        json.WriteString("symbol", rules.Symbol);
        json.WriteString("status", "TRADING");
        json.WriteString("baseAsset", rules.BaseAsset);
        json.WriteNumber("baseAssetPrecision", 8);
        json.WriteString("quoteAsset", rules.QuoteAsset);
        json.WriteNumber("quotePrecision", 8);
        json.WriteNumber("quoteAssetPrecision", 8);
        json.WriteNumber("baseCommissionPrecision", 8);
        json.WriteNumber("quoteCommissionPrecision", 8);
        WriteTexts(json, "orderTypes", OrderText.Types);
        json.WriteBoolean("icebergAllowed", true);
        json.WriteBoolean("ocoAllowed", true);
        json.WriteBoolean("otoAllowed", false);
        json.WriteBoolean("quoteOrderQtyMarketAllowed", true);
        json.WriteBoolean("allowTrailingStop", false);
        json.WriteBoolean("cancelReplaceAllowed", true);
        json.WriteBoolean("amendAllowed", true);
        json.WriteBoolean("isSpotTradingAllowed", true);
        json.WriteBoolean("isMarginTradingAllowed", false);
        json.WriteStartArray("filters");
        WriteFilters(json, rules);
        json.WriteEndArray();
        WriteTexts(json, "permissions", []);
        json.WriteStartArray("permissionSets");
        json.WriteStartArray();
        json.WriteStringValue("SPOT");
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteString("defaultSelfTradePreventionMode", "EXPIRE_MAKER");
        WriteTexts(json, "allowedSelfTradePreventionModes", OrderText.PreventionModes);
        json.WriteEndObject();
    }

    private static void WriteFilters(Utf8JsonWriter json, MarketRules rules)
    {
        WriteFilter(json, "PRICE_FILTER", ("minPrice", rules.MinimumPrice), ("maxPrice", rules.MaximumPrice), ("tickSize", rules.PriceTick));
        WriteFilter(json, "LOT_SIZE", ("minQty", rules.MinimumQuantity), ("maxQty", rules.MaximumQuantity), ("stepSize", rules.QuantityStep));
        WriteCount(json, "ICEBERG_PARTS", "limit", rules.MaximumIcebergParts);
        WriteFilter(json, "MARKET_LOT_SIZE", ("minQty", 0), ("maxQty", rules.MaximumMarketQuantity), ("stepSize", 0));
        json.WriteStartObject();
        json.WriteString("filterType", "PERCENT_PRICE_BY_SIDE");
        json.WriteString("bidMultiplierUp", PlainNumber(rules.MultiplierUp));
        json.WriteString("bidMultiplierDown", PlainNumber(rules.MultiplierDown));
        json.WriteString("askMultiplierUp", PlainNumber(rules.MultiplierUp));
        json.WriteString("askMultiplierDown", PlainNumber(rules.MultiplierDown));
        json.WriteNumber("avgPriceMins", 5);
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("filterType", "NOTIONAL");
        json.Put("minNotional", rules.MinimumNotional);
        json.WriteBoolean("applyMinToMarket", true);
        json.Put("maxNotional", rules.MaximumNotional);
        json.WriteBoolean("applyMaxToMarket", false);
        json.WriteNumber("avgPriceMins", 5);
        json.WriteEndObject();
        WriteCount(json, "MAX_NUM_ORDERS", "maxNumOrders", rules.MaximumOrders);
        WriteCount(json, "MAX_NUM_ALGO_ORDERS", "maxNumAlgoOrders", rules.MaximumStopOrders);
    }

    private static string PlainNumber(decimal value) => value.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);

    private static void WriteFilter(Utf8JsonWriter json, string type, params ReadOnlySpan<(string Name, decimal Value)> values)
    {
        json.WriteStartObject();
        json.WriteString("filterType", type);
        foreach (var (name, value) in values) json.Put(name, value);
        json.WriteEndObject();
    }

    private static void WriteCount(Utf8JsonWriter json, string type, string name, int value)
    {
        json.WriteStartObject();
        json.WriteString("filterType", type);
        json.WriteNumber(name, value);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, string[] values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
