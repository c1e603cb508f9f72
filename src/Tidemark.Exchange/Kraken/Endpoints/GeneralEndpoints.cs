using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Kraken.Names;
using Tidemark.Exchange.Kraken.Wire;
using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Kraken.Endpoints;

/// <summary>Time, state, assets, pairs, tickers.</summary>
internal static class GeneralEndpoints
{
    /// <summary>What the venue says of itself.</summary>
    public const string Status = "online";

    public static void Time(KrakenCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("unixtime", call.Now.UnixSeconds);
        json.WriteString("rfc1123", call.Now.ToDateTime().ToString("ddd, dd MMM yy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    public static void SystemStatus(KrakenCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("status", Status);
        json.WriteString("timestamp", KrakenNumber.Whole(call.Now));
        json.WriteEndObject();
    }

    public static void Assets(KrakenCall call, Utf8JsonWriter json)
    {
        var names = call.Parameters.List("asset");
        IEnumerable<KrakenAsset> assets = names.Count == 0 ? KrakenAsset.All : names.Select(name => KrakenAsset.Find(name) ?? throw new KrakenError("EQuery:Unknown asset"));
        json.WriteStartObject();
        foreach (var asset in assets)
        {
            json.WriteStartObject(asset.Id);
            json.WriteString("aclass", "currency");
            json.WriteString("altname", asset.AltName);
            json.WriteNumber("decimals", asset.Decimals);
            json.WriteNumber("display_decimals", asset.DisplayDecimals);
            json.WriteString("status", "enabled");
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    public static void Pairs(KrakenCall call, Utf8JsonWriter json)
    {
        var info = call.Parameters["info"] ?? "info";
        json.WriteStartObject();
        foreach (var pair in call.Pairs())
        {
            json.WriteStartObject(pair.Id);
            if (info == "info") WritePair(json, pair);
            if (info == "leverage") WriteLeverage(json);
            if (info is "info" or "fees") WriteFees(json);
            if (info == "margin") json.WriteNumber("margin_call", 80);
            if (info is "info" or "margin") WriteMinimums(json, pair);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    public static void Ticker(KrakenCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var pair in call.Pairs())
        {
            var market = pair.Market;
            var today = WindowStatistics.Of(market, call.Now, call.Now - Instant.FromUnixSeconds(call.Now.UnixDay * 86_400L));
            var day = WindowStatistics.Of(market, call.Now, Duration.FromDays(1));
            json.WriteStartObject(pair.Id);
            WriteBest(json, "a", pair, market.Best(Side.Sell));
            WriteBest(json, "b", pair, market.Best(Side.Buy));
            WriteTwo(json, "c", KrakenNumber.Of(market.LastPrice, pair.CostDecimals), pair.Quantity(market.Trades.Count > 0 ? market.Trades[^1].Quantity : 0));
            WriteTwo(json, "v", pair.Quantity(today.Volume), pair.Quantity(day.Volume));
            WriteTwo(json, "p", KrakenNumber.Of(today.WeightedPrice, pair.CostDecimals), KrakenNumber.Of(day.WeightedPrice, pair.CostDecimals));
            json.WriteStartArray("t");
            json.WriteNumberValue(today.Count);
            json.WriteNumberValue(day.Count);
            json.WriteEndArray();
            WriteTwo(json, "l", KrakenNumber.Of(today.Low, pair.CostDecimals), KrakenNumber.Of(day.Low, pair.CostDecimals));
            WriteTwo(json, "h", KrakenNumber.Of(today.High, pair.CostDecimals), KrakenNumber.Of(day.High, pair.CostDecimals));
            json.WriteString("o", KrakenNumber.Of(today.OpenPrice, pair.CostDecimals));
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WritePair(Utf8JsonWriter json, KrakenPair pair)
    {
        json.WriteString("altname", pair.AltName);
        json.WriteString("wsname", pair.WsName);
        json.WriteString("aclass_base", "currency");
        json.WriteString("base", pair.Base.Id);
        json.WriteString("aclass_quote", "currency");
        json.WriteString("quote", pair.Quote.Id);
        json.WriteString("lot", "unit");
        json.WriteNumber("cost_decimals", pair.CostDecimals);
        json.WriteNumber("pair_decimals", pair.PriceDecimals);
        json.WriteNumber("lot_decimals", pair.QuantityDecimals);
        json.WriteNumber("lot_multiplier", 1);
        WriteLeverage(json);
    }

    /// <summary>Nothing is lent here.</summary>
    private static void WriteLeverage(Utf8JsonWriter json)
    {
        foreach (var name in (string[])["leverage_buy", "leverage_sell"])
        {
            json.WriteStartArray(name);
            json.WriteEndArray();
        }
    }

    private static void WriteFees(Utf8JsonWriter json)
    {
        foreach (var (name, rate) in ((string, decimal)[])[("fees", KrakenDialect.Fees.TakerRate), ("fees_maker", KrakenDialect.Fees.MakerRate)])
        {
            json.WriteStartArray(name);
            json.WriteStartArray();
            json.WriteNumberValue(0);
            json.WriteRawValue(KrakenNumber.Of(rate * 100, 1));
            json.WriteEndArray();
            json.WriteEndArray();
        }
        json.WriteString("fee_volume_currency", "ZUSD");
    }

    private static void WriteMinimums(Utf8JsonWriter json, KrakenPair pair)
    {
        var rules = pair.Market.Rules;
        json.WriteString("ordermin", KrakenNumber.Of(rules.MinimumQuantity, 1));
        json.WriteString("costmin", KrakenNumber.Of(rules.MinimumNotional, 1));
        json.WriteString("tick_size", KrakenNumber.Of(rules.PriceTick, 1));
        json.WriteString("status", Status);
    }

    private static void WriteBest(Utf8JsonWriter json, string name, KrakenPair pair, (decimal Price, decimal Quantity)? best)
    {
        json.WriteStartArray(name);
        json.WriteStringValue(KrakenNumber.Of(best?.Price ?? 0, pair.CostDecimals));
        json.WriteStringValue(decimal.Ceiling(best?.Quantity ?? 0).ToString(CultureInfo.InvariantCulture));
        json.WriteStringValue(KrakenNumber.Of(best?.Quantity ?? 0, 3));
        json.WriteEndArray();
    }

    private static void WriteTwo(Utf8JsonWriter json, string name, string first, string second)
    {
        json.WriteStartArray(name);
        json.WriteStringValue(first);
        json.WriteStringValue(second);
        json.WriteEndArray();
    }
}
