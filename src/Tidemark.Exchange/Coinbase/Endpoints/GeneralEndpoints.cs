using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Coinbase.Wire;
using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Coinbase.Endpoints;

/// <summary>Time, and the currencies and prices of the older API.</summary>
internal static class GeneralEndpoints
{
    public static void Time(CoinbaseCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("iso", Short(call.Now));
        json.PutWhole("epochSeconds", call.Now.UnixSeconds);
        json.PutWhole("epochMillis", call.Now.UnixMilliseconds);
        json.WriteEndObject();
    }

    public static void OldTime(CoinbaseCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("data");
        json.WriteString("iso", Short(call.Now));
        json.WriteNumber("epoch", call.Now.UnixSeconds);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Fiat(CoinbaseCall call, Utf8JsonWriter json) => WriteAll(call, json, CoinbaseMarkets.IsFiat, asset =>
    {
        json.WriteString("id", asset);
        json.WriteString("name", CoinbaseMarkets.NameOf(asset));
        json.WriteString("min_size", "0.01");
    });

    public static void Crypto(CoinbaseCall call, Utf8JsonWriter json) => WriteAll(call, json, asset => !CoinbaseMarkets.IsFiat(asset), asset =>
    {
        json.WriteString("code", asset);
        json.WriteString("name", CoinbaseMarkets.NameOf(asset));
        json.WriteString("color", "#0052FF");
        json.WriteNumber("sort_index", 100);
        json.WriteNumber("exponent", 8);
        json.WriteString("type", "crypto");
        json.WriteString("address_regex", "");
        json.WriteString("asset_id", CoinbaseText.IdOf($"asset {asset}"));
    });

    /// <summary>How much of each currency one unit buys.</summary>
    public static void Rates(CoinbaseCall call, Utf8JsonWriter json)
    {
        var from = call.Query["currency"]?.ToUpperInvariant() ?? "USD";
        if (InDollars(call, from) is not { } value) throw new CoinbaseError("invalid_request", "Invalid currency");
        json.WriteStartObject();
        json.WriteStartObject("data");
        json.WriteString("currency", from);
        json.WriteStartObject("rates");
        foreach (var asset in call.Venue.Assets)
            if (InDollars(call, asset) is { } price) json.WriteString(asset, (value / price).ToString("0.################", CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Price(CoinbaseCall call, Utf8JsonWriter json)
    {
        if (call.Core.FindMarket(call.Argument) is not { } market) throw new CoinbaseError("not_found", "Invalid base currency", 404);
        json.WriteStartObject();
        json.WriteStartObject("data");
        json.Put("amount", market.LastPrice);
        json.WriteString("base", market.Rules.BaseAsset);
        json.WriteString("currency", market.Rules.QuoteAsset);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <returns>Null where nothing leads from the currency to dollars.</returns>
    public static decimal? InDollars(CoinbaseCall call, string asset)
    {
        if (asset is "USD" or "USDC" or "USDT") return 1;
        foreach (var quote in (string[])["USD", "USDC", "USDT"])
            if (call.Core.FindMarket($"{asset}-{quote}") is Market market) return market.LastPrice;
        return null;
    }

    private static string Short(Instant time) => time.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void WriteAll(CoinbaseCall call, Utf8JsonWriter json, Func<string, bool> isWanted, Action<string> write)
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var asset in call.Venue.Assets.Where(isWanted))
        {
            json.WriteStartObject();
            write(asset);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
