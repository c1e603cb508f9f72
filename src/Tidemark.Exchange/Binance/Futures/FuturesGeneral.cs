using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Binance.Access;
using Tidemark.Exchange.Binance.Endpoints;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Contracts;
using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Binance.Futures;

/// <summary>The contracts and their rules.</summary>
internal static class FuturesGeneral
{
    private const long NoDelivery = 4_133_404_800_000;
    private const long Onboarded = 1_569_398_400_000;

    public static void ExchangeInfo(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("timezone", "UTC");
        json.Put("serverTime", call.Now);
        json.WriteString("futuresType", "U_MARGINED");
        json.WriteStartArray("rateLimits");
        GeneralEndpoints.WriteLimit(json, "REQUEST_WEIGHT", "MINUTE", 1, RateLimits.FuturesWeightPerMinute, null);
        GeneralEndpoints.WriteLimit(json, "ORDERS", "SECOND", 10, RateLimits.OrdersPerTenSeconds, null);
        json.WriteEndArray();
        json.WriteStartArray("exchangeFilters");
        json.WriteEndArray();
        json.WriteStartArray("assets");
        json.WriteStartObject();
        json.WriteString("asset", ContractCore.MarginAsset);
        json.WriteBoolean("marginAvailable", true);
        json.WriteString("autoAssetExchange", "0");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("symbols");
        foreach (var market in call.Core.Markets) WriteSymbol(json, market);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSymbol(Utf8JsonWriter json, Market market)
    {
        var rules = market.Rules;
        json.WriteStartObject();
        json.WriteString("symbol", rules.Symbol);
        json.WriteString("pair", rules.Symbol);
        json.WriteString("contractType", "PERPETUAL");
        json.WriteNumber("deliveryDate", NoDelivery);
        json.WriteNumber("onboardDate", Onboarded);
        json.WriteString("status", "TRADING");
        json.WriteString("maintMarginPercent", "2.5000");
        json.WriteString("requiredMarginPercent", "5.0000");
        json.WriteString("baseAsset", rules.BaseAsset);
        json.WriteString("quoteAsset", rules.QuoteAsset);
        json.WriteString("marginAsset", ContractCore.MarginAsset);
        json.WriteNumber("pricePrecision", Decimals(rules.PriceTick));
        json.WriteNumber("quantityPrecision", Decimals(rules.QuantityStep));
        json.WriteNumber("baseAssetPrecision", 8);
        json.WriteNumber("quotePrecision", 8);
        json.WriteString("underlyingType", "COIN");
        json.WriteStartArray("underlyingSubType");
        json.WriteEndArray();
        json.WriteString("triggerProtect", "0.0500");
        json.WriteString("liquidationFee", ContractMarkets.LiquidationFeeRate.ToString("0.000000", CultureInfo.InvariantCulture));
        json.WriteString("marketTakeBound", "0.05");
        json.WriteStartArray("filters");
        Filter(json, "PRICE_FILTER", ("minPrice", rules.MinimumPrice), ("maxPrice", rules.MaximumPrice), ("tickSize", rules.PriceTick));
        Filter(json, "LOT_SIZE", ("minQty", rules.MinimumQuantity), ("maxQty", rules.MaximumQuantity), ("stepSize", rules.QuantityStep));
        Filter(json, "MARKET_LOT_SIZE", ("minQty", rules.MinimumQuantity), ("maxQty", rules.MaximumMarketQuantity), ("stepSize", rules.QuantityStep));
        Count(json, "MAX_NUM_ORDERS", rules.MaximumOrders);
        Count(json, "MAX_NUM_ALGO_ORDERS", rules.MaximumStopOrders);
        Filter(json, "MIN_NOTIONAL", ("notional", rules.MinimumNotional));
        json.WriteStartObject();
        json.WriteString("filterType", "PERCENT_PRICE");
        json.WriteString("multiplierUp", "1.0500");
        json.WriteString("multiplierDown", "0.9500");
        json.WriteString("multiplierDecimal", "4");
        json.WriteEndObject();
        json.WriteEndArray();
        Texts(json, "orderTypes", FuturesText.Types);
        Texts(json, "timeInForce", ["GTC", "IOC", "FOK", "GTX", "GTD"]);
        json.WriteEndObject();
    }

    private static int Decimals(decimal step) => (decimal.GetBits(step)[3] >> 16) & 0xFF;

    private static void Filter(Utf8JsonWriter json, string type, params ReadOnlySpan<(string Name, decimal Value)> values)
    {
        json.WriteStartObject();
        json.WriteString("filterType", type);
        foreach (var (name, value) in values) json.Plain(name, value);
        json.WriteEndObject();
    }

    private static void Count(Utf8JsonWriter json, string type, int limit)
    {
        json.WriteStartObject();
        json.WriteString("filterType", type);
        json.WriteNumber("limit", limit);
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, string[] values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
