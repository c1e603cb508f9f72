using System.Text.Json;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Binance.Access;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Binance.Endpoints;

/// <summary>Balances, own trades, limits, user data streams.</summary>
internal static class AccountEndpoints
{
    public static void Account(BinanceCall call, Utf8JsonWriter json)
    {
        var account = call.Account;
        json.WriteStartObject();
        json.WriteNumber("makerCommission", (int)(account.MakerFeeRate * 10_000));
        json.WriteNumber("takerCommission", (int)(account.TakerFeeRate * 10_000));
        json.WriteNumber("buyerCommission", 0);
        json.WriteNumber("sellerCommission", 0);
        json.WriteStartObject("commissionRates");
        WriteRate(json, account.MakerFeeRate, account.TakerFeeRate);
        json.WriteEndObject();
        json.WriteBoolean("canTrade", true);
        json.WriteBoolean("canWithdraw", false);
        json.WriteBoolean("canDeposit", false);
        json.WriteBoolean("brokered", false);
        json.WriteBoolean("requireSelfTradePrevention", false);
        json.WriteBoolean("preventSor", false);
        json.Put("updateTime", account.UpdatedAt);
        json.WriteString("accountType", "SPOT");
        json.WriteStartArray("balances");
        var isShort = call.Parameters.Flag("omitZeroBalances");
        foreach (var (asset, balance) in account.Balances)
        {
            if (isShort && balance.Free + balance.Locked == 0) continue;
            json.WriteStartObject();
            json.WriteString("asset", asset);
            json.Put("free", balance.Free);
            json.Put("locked", balance.Locked);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("permissions");
        json.WriteStringValue("SPOT");
        json.WriteEndArray();
        json.WriteNumber("uid", account.Number);
        json.WriteEndObject();
    }

    public static void MyTrades(BinanceCall call, Utf8JsonWriter json)
    {
        var (market, limit, parameters) = (call.Market(), call.Parameters.Limit(500, 1000), call.Parameters);
        var (order, from, start, end) = (parameters.Whole("orderId"), parameters.Whole("fromId"), parameters.Time("startTime"), parameters.Time("endTime"));
        OrderEndpoints.CheckSpan(start, end);
        var chosen = call.Core.Ledger.FillsOf(call.Account, market).Where(fill => (order is null || fill.Order.Id == order) && (from is null || fill.TradeId >= from)
            && (start is null || fill.Time >= start) && (end is null || fill.Time.UnixMilliseconds <= end.Value.UnixMilliseconds));
        json.WriteStartArray();
        foreach (var fill in from is null && start is null ? chosen.TakeLast(limit) : chosen.Take(limit)) WriteFill(json, fill);
        json.WriteEndArray();
    }

    public static void OrderLimits(BinanceCall call, Utf8JsonWriter json)
    {
        var (shortly, daily) = call.Venue.Limits.Orders(call.Account.Number, call.Now);
        json.WriteStartArray();
        GeneralEndpoints.WriteLimit(json, "ORDERS", "SECOND", 10, RateLimits.OrdersPerTenSeconds, shortly);
        GeneralEndpoints.WriteLimit(json, "ORDERS", "DAY", 1, RateLimits.OrdersPerDay, daily);
        json.WriteEndArray();
    }

    public static void Commission(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("symbol", call.Market().Rules.Symbol);
        WriteRates(json, call.Account);
        json.WriteEndObject();
    }

    /// <summary>The properties of the rates, inside an object that is open.</summary>
    public static void WriteRates(Utf8JsonWriter json, ExchangeAccount account)
    {
        json.WriteStartObject("standardCommission");
        WriteRate(json, account.MakerFeeRate, account.TakerFeeRate);
        json.WriteEndObject();
        foreach (var name in (string[])["specialCommission", "taxCommission"])
        {
            json.WriteStartObject(name);
            WriteRate(json, 0, 0);
            json.WriteEndObject();
        }
        json.WriteStartObject("discount");
        json.WriteBoolean("enabledForAccount", false);
        json.WriteBoolean("enabledForSymbol", false);
        json.WriteString("discountAsset", "BNB");
        json.Put("discount", 0m);
        json.WriteEndObject();
    }

    public static void CreateListenKey(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("listenKey", call.Venue.ListenKeys.Create(call.Account, call.Now));
        json.WriteEndObject();
    }

    public static void RenewListenKey(BinanceCall call, Utf8JsonWriter json) =>
        Done(call.Venue.ListenKeys.Renew(call.Parameters.Require("listenKey"), call.Account, call.Now), json);

    public static void CloseListenKey(BinanceCall call, Utf8JsonWriter json) =>
        Done(call.Venue.ListenKeys.Close(call.Parameters.Require("listenKey"), call.Account, call.Now), json);

    private static void Done(bool isDone, Utf8JsonWriter json)
    {
        if (!isDone) throw new BinanceError(-1125, "This listenKey does not exist.");
        json.WriteStartObject();
        json.WriteEndObject();
    }

    private static void WriteRate(Utf8JsonWriter json, decimal maker, decimal taker)
    {
        json.Put("maker", maker);
        json.Put("taker", taker);
        json.Put("buyer", 0m);
        json.Put("seller", 0m);
    }

    private static void WriteFill(Utf8JsonWriter json, ExchangeFill fill)
    {
        json.WriteStartObject();
        json.WriteString("symbol", fill.Order.Market.Rules.Symbol);
        json.WriteNumber("id", fill.TradeId);
        json.WriteNumber("orderId", fill.Order.Id);
        json.WriteNumber("orderListId", fill.Order.Pair?.Id ?? -1);
        json.Put("price", fill.Price);
        json.Put("qty", fill.Quantity);
        json.Put("quoteQty", fill.QuoteQuantity);
        json.Put("commission", fill.Fee);
        json.WriteString("commissionAsset", fill.FeeAsset);
        json.Put("time", fill.Time);
        json.WriteBoolean("isBuyer", fill.Order.Side == Side.Buy);
        json.WriteBoolean("isMaker", fill.IsMaker);
        json.WriteBoolean("isBestMatch", true);
        json.WriteEndObject();
    }
}
