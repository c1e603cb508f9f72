using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Coinbase.Wire;

namespace Tidemark.Exchange.Coinbase.Endpoints;

/// <summary>Balances, fees, portfolio, what a key may do.</summary>
internal static class AccountEndpoints
{
    private const int UsualPage = 49;
    private const int LargestPage = 250;

    public static void List(CoinbaseCall call, Utf8JsonWriter json)
    {
        var assets = AssetsOf(call);
        var from = call.Query["cursor"] is not { } text ? 0
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : throw CoinbaseError.Argument("cursor is invalid");
        var page = assets.Skip(from).Take(call.Query.Limit(UsualPage, LargestPage)).ToList();
        var hasNext = from + page.Count < assets.Count;
        json.WriteStartObject();
        json.WriteStartArray("accounts");
        foreach (var asset in page) Write(call, json, asset);
        json.WriteEndArray();
        json.WriteBoolean("has_next", hasNext);
        json.WriteString("cursor", hasNext ? (from + page.Count).ToString(CultureInfo.InvariantCulture) : "");
        json.WriteNumber("size", page.Count);
        json.WriteEndObject();
    }

    public static void One(CoinbaseCall call, Utf8JsonWriter json)
    {
        if (AssetsOf(call).FirstOrDefault(asset => CoinbaseVenue.WalletIdOf(call.Account, asset) == call.Argument) is not { } found) throw CoinbaseError.NotFound("account not found");
        json.WriteStartObject();
        json.WritePropertyName("account");
        Write(call, json, found);
        json.WriteEndObject();
    }

    /// <summary>What the account has traded in 30 days, and what it pays.</summary>
    public static void Summary(CoinbaseCall call, Utf8JsonWriter json)
    {
        var isSpot = call.Query["product_type"] is null or "SPOT" or "UNKNOWN_PRODUCT_TYPE";
        var since = call.Now - Duration.FromDays(30);
        var fills = call.Core.Ledger.Fills.Where(fill => isSpot && fill.Order.Account == call.Account && fill.Time >= since).ToList();
        var volume = fills.Sum(fill => fill.QuoteQuantity * (GeneralEndpoints.InDollars(call, fill.Order.Market.Rules.QuoteAsset) ?? 0));
        var fees = fills.Sum(fill => fill.Fee * (GeneralEndpoints.InDollars(call, fill.FeeAsset) ?? 0));
        json.WriteStartObject();
        json.WriteNumber("total_volume", volume);
        json.WriteNumber("total_fees", fees);
        json.WriteStartObject("fee_tier");
        json.WriteString("pricing_tier", "Advanced 1");
        json.WriteString("usd_from", "0");
        json.WriteString("usd_to", "1000");
        json.Put("taker_fee_rate", call.Account.TakerFeeRate);
        json.Put("maker_fee_rate", call.Account.MakerFeeRate);
        json.WriteString("aop_from", "");
        json.WriteString("aop_to", "");
        json.WriteEndObject();
        json.WriteNull("margin_rate");
        json.WriteNull("goods_and_services_tax");
        json.WriteNumber("advanced_trade_only_volume", volume);
        json.WriteNumber("advanced_trade_only_fees", fees);
        json.WriteNumber("coinbase_pro_volume", 0);
        json.WriteNumber("coinbase_pro_fees", 0);
        json.WriteString("total_balance", "");
        json.WriteBoolean("has_promo_fee", false);
        json.WriteEndObject();
    }

    public static void Portfolios(CoinbaseCall call, Utf8JsonWriter json)
    {
        var isWanted = call.Query["portfolio_type"] is null or "DEFAULT" or "UNDEFINED";
        json.WriteStartObject();
        json.WriteStartArray("portfolios");
        if (isWanted) WritePortfolio(call, json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Breakdown(CoinbaseCall call, Utf8JsonWriter json)
    {
        if (call.Argument != CoinbaseVenue.PortfolioIdOf(call.Account)) throw CoinbaseError.NotFound("portfolio not found");
        var values = AssetsOf(call).Select(asset => (Asset: asset, Total: TotalOf(call, asset), Price: GeneralEndpoints.InDollars(call, asset) ?? 0)).ToList();
        var (cash, crypto) = (values.Where(value => CoinbaseMarkets.IsFiat(value.Asset)).Sum(value => value.Total * value.Price), values.Where(value => !CoinbaseMarkets.IsFiat(value.Asset)).Sum(value => value.Total * value.Price));
        json.WriteStartObject();
        json.WriteStartObject("breakdown");
        json.WritePropertyName("portfolio");
        WritePortfolio(call, json);
        json.WriteStartObject("portfolio_balances");
        json.PutAmount("total_balance", cash + crypto, "USD");
        json.PutAmount("total_futures_balance", 0, "USD");
        json.PutAmount("total_cash_equivalent_balance", cash, "USD");
        json.PutAmount("total_crypto_balance", crypto, "USD");
        json.WriteEndObject();
        json.WriteStartArray("spot_positions");
        foreach (var (asset, total, price) in values.Where(value => value.Total > 0))
        {
            json.WriteStartObject();
            json.WriteString("asset", asset);
            json.WriteString("account_uuid", CoinbaseVenue.WalletIdOf(call.Account, asset));
            json.WriteNumber("total_balance_fiat", total * price);
            json.WriteNumber("total_balance_crypto", total);
            json.WriteNumber("available_to_trade_fiat", call.Account.Of(asset).Free * price);
            json.WriteNumber("available_to_trade_crypto", call.Account.Of(asset).Free);
            json.WriteNumber("allocation", cash + crypto == 0 ? 0 : Math.Round(total * price / (cash + crypto), 8));
            json.WriteBoolean("is_cash", CoinbaseMarkets.IsFiat(asset));
            json.WriteString("account_type", TypeOf(asset));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        foreach (var name in (string[])["perp_positions", "futures_positions"])
        {
            json.WriteStartArray(name);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Permissions(CoinbaseCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteBoolean("can_view", true);
        json.WriteBoolean("can_trade", call.Account.Key!.MayTrade);
        json.WriteBoolean("can_transfer", call.Account.Key.MayWithdraw);
        json.WriteString("portfolio_uuid", CoinbaseVenue.PortfolioIdOf(call.Account));
        json.WriteString("portfolio_type", "DEFAULT");
        json.WriteEndObject();
    }

    /// <summary>All currencies that the account has or could have.</summary>
    public static IReadOnlyList<string> AssetsOf(CoinbaseCall call) =>
        [.. call.Account.Balances.Keys.Union(call.Venue.Assets, StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public static decimal TotalOf(CoinbaseCall call, string asset) => call.Account.Balances.TryGetValue(asset, out var balance) ? balance.Free + balance.Locked : 0;

    private static string TypeOf(string asset) => CoinbaseMarkets.IsFiat(asset) ? "ACCOUNT_TYPE_FIAT" : "ACCOUNT_TYPE_CRYPTO";

    private static void WritePortfolio(CoinbaseCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", "Default");
        json.WriteString("uuid", CoinbaseVenue.PortfolioIdOf(call.Account));
        json.WriteString("type", "DEFAULT");
        json.WriteBoolean("deleted", false);
        json.WriteEndObject();
    }

    private static void Write(CoinbaseCall call, Utf8JsonWriter json, string asset)
    {
        var has = call.Account.Balances.GetValueOrDefault(asset);
        json.WriteStartObject();
        json.WriteString("uuid", CoinbaseVenue.WalletIdOf(call.Account, asset));
        json.WriteString("name", $"{asset} Wallet");
        json.WriteString("currency", asset);
        json.PutAmount("available_balance", has?.Free ?? 0, asset);
        json.WriteBoolean("default", true);
        json.WriteBoolean("active", true);
        json.WriteString("created_at", "2023-01-01T00:00:00Z");
        json.Put("updated_at", call.Account.UpdatedAt);
        json.WriteNull("deleted_at");
        json.WriteString("type", TypeOf(asset));
        json.WriteBoolean("ready", true);
        json.PutAmount("hold", has?.Locked ?? 0, asset);
        json.WriteString("retail_portfolio_id", CoinbaseVenue.PortfolioIdOf(call.Account));
        json.WriteString("platform", "ACCOUNT_PLATFORM_CONSUMER");
        json.WriteEndObject();
    }
}
