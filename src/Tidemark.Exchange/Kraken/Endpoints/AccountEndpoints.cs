using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Kraken.Access;
using Tidemark.Exchange.Kraken.Names;
using Tidemark.Exchange.Kraken.Wire;

namespace Tidemark.Exchange.Kraken.Endpoints;

/// <summary>Balances, fees, keys.</summary>
internal static class AccountEndpoints
{
    private static readonly string[] Rights = ["query-funds", "query-open-trades", "query-closed-trades", "query-ledger", "create-ws-token"];

    public static void Balance(KrakenCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var (code, balance) in call.Account.Balances)
            if (KrakenAsset.Of(code) is { } asset) json.WriteString(asset.Id, KrakenNumber.Of(balance.Free + balance.Locked, asset.Decimals));
        json.WriteEndObject();
    }

    public static void BalanceExtended(KrakenCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var (code, balance) in call.Account.Balances)
        {
            var asset = KrakenAsset.Of(code);
            json.WriteStartObject(asset.Id);
            json.WriteString("balance", KrakenNumber.Of(balance.Free + balance.Locked, asset.Decimals));
            json.WriteString("hold_trade", KrakenNumber.Of(balance.Locked, asset.Decimals));
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary>There is no margin here: equity is what everything is worth.</summary>
    public static void TradeBalance(KrakenCall call, Utf8JsonWriter json)
    {
        var asset = KrakenAsset.Find(call.Parameters["asset"] ?? "ZUSD") ?? throw new KrakenError("EQuery:Unknown asset");
        var worth = call.Account.Balances.Sum(item => (item.Value.Free + item.Value.Locked) * PriceIn(call, item.Key, asset.Code));
        json.WriteStartObject();
        foreach (var (name, value) in ((string, decimal)[])[("eb", worth), ("tb", worth), ("m", 0), ("uv", 0), ("n", 0), ("c", 0), ("v", 0), ("e", worth), ("mf", worth)])
            json.WriteString(name, KrakenNumber.Of(Math.Round(value, asset.Decimals), asset.Decimals));
        json.WriteEndObject();
    }

    public static void TradeVolume(KrakenCall call, Utf8JsonWriter json)
    {
        var since = call.Now - Duration.FromDays(30);
        var volume = call.Core.Ledger.Fills.Where(fill => ReferenceEquals(fill.Order.Account, call.Account) && fill.Time >= since)
            .Sum(fill => fill.QuoteQuantity * PriceIn(call, fill.Order.Market.Rules.QuoteAsset, "USD"));
        var pairs = call.Parameters["pair"] is null ? [] : call.Pairs();
        json.WriteStartObject();
        json.WriteString("currency", "ZUSD");
        json.WriteString("volume", KrakenNumber.Of(Math.Round(volume, 4), 4));
        foreach (var (name, rate) in ((string, decimal)[])[("fees", call.Account.TakerFeeRate), ("fees_maker", call.Account.MakerFeeRate)])
        {
            json.WriteStartObject(name);
            foreach (var pair in pairs)
            {
                json.WriteStartObject(pair.Id);
                foreach (var field in (string[])["fee", "minfee", "maxfee"]) json.WriteString(field, KrakenNumber.Of(rate * 100, 4));
                json.WriteNull("nextfee");
                json.WriteNull("nextvolume");
                json.WriteString("tiervolume", "0.0000");
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    public static void SocketToken(KrakenCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("token", call.Venue.Tokens.Create(call.Account, call.Now));
        json.WriteNumber("expires", SocketTokens.Seconds);
        json.WriteEndObject();
    }

    public static void KeyInfo(KrakenCall call, Utf8JsonWriter json)
    {
        var key = call.Account.Key!;
        json.WriteStartObject();
        json.WriteString("api_key_name", call.Account.Name);
        json.WriteString("api_key", key.Key);
        json.WriteString("nonce", call.Venue.Gate.NonceOf(call.Account).ToString(CultureInfo.InvariantCulture));
        json.WriteString("nonce_window", "0");
        json.WriteStartArray("permissions");
        foreach (var right in Rights) json.WriteStringValue(right);
        if (key.MayTrade) json.WriteStringValue("modify-trades");
        if (key.MayTrade) json.WriteStringValue("close-trades");
        if (key.MayWithdraw) json.WriteStringValue("withdraw-funds");
        json.WriteEndArray();
        foreach (var name in (string[])["valid_until", "query_from", "query_to", "created_time", "modified_time"]) json.WriteString(name, "0");
        json.WriteStartArray("ip_allowlist");
        json.WriteEndArray();
        json.WriteString("last_used", call.Now.UnixSeconds.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    public static void EmptyObject(KrakenCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteEndObject();
    }

    public static void EmptyList(KrakenCall call, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        json.WriteEndArray();
    }

    /// <summary>What one of an asset is worth by the last prices; 0 where no market tells.</summary>
    private static decimal PriceIn(KrakenCall call, string asset, string currency)
    {
        if (asset == currency) return 1;
        if (call.Core.FindMarket($"{asset}/{currency}") is { } direct) return direct.LastPrice;
        if (call.Core.FindMarket($"{currency}/{asset}") is { } reverse) return 1 / reverse.LastPrice;
        return asset != "BTC" && currency != "BTC" ? PriceIn(call, asset, "BTC") * PriceIn(call, "BTC", currency) : 0;
    }
}
