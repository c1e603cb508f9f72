using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Coinbase.Wire;
using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Coinbase.Endpoints;

/// <summary>What can be traded, and in which steps.</summary>
internal static class ProductEndpoints
{
    public static void List(CoinbaseCall call, Utf8JsonWriter json)
    {
        var wanted = call.Query.All("product_ids");
        // There are no futures here, and that is what clients are told that ask for all kinds.
        var isSpot = call.Query["product_type"] is null or "SPOT" or "UNKNOWN_PRODUCT_TYPE";
        var chosen = call.Core.Markets.Where(market => isSpot && (wanted.Length == 0 || wanted.Contains(market.Rules.Symbol, StringComparer.Ordinal)))
            .Skip((int)Math.Min(call.Query.Whole("offset") ?? 0, int.MaxValue)).Take(call.Query.Limit(int.MaxValue, int.MaxValue)).ToList();
        json.WriteStartObject();
        json.WriteStartArray("products");
        foreach (var market in chosen) Write(json, market, call.Now);
        json.WriteEndArray();
        json.WriteNumber("num_products", chosen.Count);
        json.WriteNull("pagination");
        json.WriteEndObject();
    }

    public static void One(CoinbaseCall call, Utf8JsonWriter json) => Write(json, call.Market(), call.Now);

    private static void Write(Utf8JsonWriter json, Market market, Instant now)
    {
        var rules = market.Rules;
        var day = WindowStatistics.Of(market, now, Duration.FromDays(1));
        json.WriteStartObject();
        json.WriteString("product_id", rules.Symbol);
        json.Put("price", market.LastPrice);
        json.WriteString("price_percentage_change_24h", day.OpenPrice == 0 ? "0" : (day.Change / day.OpenPrice * 100).ToString("0.##############", CultureInfo.InvariantCulture));
        json.Put("volume_24h", day.Volume);
        json.WriteString("volume_percentage_change_24h", "0");
        json.Put("base_increment", rules.QuantityStep);
        json.Put("quote_increment", rules.PriceTick);
        json.Put("quote_min_size", rules.MinimumNotional);
        json.Put("quote_max_size", rules.MaximumNotional);
        json.Put("base_min_size", rules.MinimumQuantity);
        json.Put("base_max_size", rules.MaximumQuantity);
        json.WriteString("base_name", CoinbaseMarkets.NameOf(rules.BaseAsset));
        json.WriteString("quote_name", CoinbaseMarkets.NameOf(rules.QuoteAsset));
        foreach (var flag in (string[])["watched", "is_disabled", "new"]) json.WriteBoolean(flag, false);
        json.WriteString("status", "online");
        foreach (var flag in (string[])["cancel_only", "limit_only", "post_only", "trading_disabled", "auction_mode"]) json.WriteBoolean(flag, false);
        json.WriteString("product_type", "SPOT");
        json.WriteString("quote_currency_id", rules.QuoteAsset);
        json.WriteString("base_currency_id", rules.BaseAsset);
        json.WriteNull("fcm_trading_session_details");
        json.WriteString("mid_market_price", MarketEndpoints.Middle(market) is { } middle ? CoinbaseText.Of(middle) : "");
        json.WriteString("alias", "");
        json.WriteStartArray("alias_to");
        json.WriteEndArray();
        json.WriteString("base_display_symbol", rules.BaseAsset);
        json.WriteString("quote_display_symbol", rules.QuoteAsset);
        json.WriteBoolean("view_only", false);
        json.Put("price_increment", rules.PriceTick);
        json.WriteString("display_name", rules.Symbol);
        json.WriteString("product_venue", "CBE");
        json.Put("approximate_quote_24h_volume", Math.Round(day.QuoteVolume, 2));
        json.WriteString("new_at", "2023-01-01T00:00:00Z");
        foreach (var name in (string[])["market_cap", "base_cbrn", "quote_cbrn", "product_cbrn", "icon_color", "icon_url", "display_name_overwrite"]) json.WriteString(name, "");
        json.WriteBoolean("is_alpha_testing", false);
        json.WriteString("about_description", "");
        json.WriteString("best_bid_price", "");
        json.WriteString("best_ask_price", "");
        json.WriteEndObject();
    }
}
