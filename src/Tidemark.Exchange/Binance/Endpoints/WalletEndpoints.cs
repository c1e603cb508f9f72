using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Binance.Wire;

namespace Tidemark.Exchange.Binance.Endpoints;

/// <summary>The few questions outside of trading that clients ask: nothing can be deposited or withdrawn, and there is no margin.</summary>
internal static class WalletEndpoints
{
    public static void Status(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("status", 0);
        json.WriteString("msg", "normal");
        json.WriteEndObject();
    }

    /// <summary>Every key reads and trades; nothing can be taken out.</summary>
    public static void KeyRights(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteBoolean("ipRestrict", false);
        json.Put("createTime", Instant.FromDate(2024, 1, 1));
        json.WriteBoolean("enableReading", true);
        json.WriteBoolean("enableSpotAndMarginTrading", true);
        json.WriteBoolean("enableFutures", true);
        foreach (var name in (string[])["enableWithdrawals", "enableInternalTransfer", "enableMargin", "permitsUniversalTransfer", "enableVanillaOptions", "enableFixApiTrade", "enableFixReadOnly", "enablePortfolioMarginTrading"])
            json.WriteBoolean(name, false);
        json.WriteEndObject();
    }

    public static void Coins(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var asset in AssetsOf(call))
        {
            var balance = call.Account.Of(asset);
            json.WriteStartObject();
            json.WriteString("coin", asset);
            json.WriteBoolean("depositAllEnable", false);
            json.WriteBoolean("withdrawAllEnable", false);
            json.WriteString("name", asset);
            json.Put("free", balance.Free);
            json.Put("locked", balance.Locked);
            foreach (var name in (string[])["freeze", "withdrawing", "ipoing", "ipoable", "storage"]) json.WriteString(name, "0");
            json.WriteBoolean("isLegalMoney", false);
            json.WriteBoolean("trading", true);
            json.WriteStartArray("networkList");
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void TradeFee(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var market in SymbolChoice.Of(call) ?? [.. call.Core.Markets])
        {
            json.WriteStartObject();
            json.WriteString("symbol", market.Rules.Symbol);
            json.WriteString("makerCommission", call.Account.MakerFeeRate.ToString(CultureInfo.InvariantCulture));
            json.WriteString("takerCommission", call.Account.TakerFeeRate.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void UserAssets(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var (asset, balance) in call.Account.Balances)
        {
            if (balance.Free + balance.Locked == 0 || call.Parameters["asset"] is { } wanted && wanted != asset) continue;
            json.WriteStartObject();
            json.WriteString("asset", asset);
            json.Put("free", balance.Free);
            json.Put("locked", balance.Locked);
            foreach (var name in (string[])["freeze", "withdrawing", "ipoable", "btcValuation"]) json.WriteString(name, "0");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>There is none of it.</summary>
    public static void Nothing(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        json.WriteEndArray();
    }

    public static void NoMarkets(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("timezone", "UTC");
        json.Put("serverTime", call.Now);
        foreach (var name in (string[])["rateLimits", "exchangeFilters", "assets", "symbols"])
        {
            json.WriteStartArray(name);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static IEnumerable<string> AssetsOf(BinanceCall call) =>
        call.Core.Markets.SelectMany(market => (string[])[market.Rules.BaseAsset, market.Rules.QuoteAsset]).Concat(call.Account.Balances.Keys).Distinct().Order(StringComparer.Ordinal).ToArray();
}
