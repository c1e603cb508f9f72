using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Binance.Access;
using Tidemark.Exchange.Binance.Endpoints;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Contracts;
using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Binance.Futures;

/// <summary>Leverage, margin type, position mode, fee rates, margin tables and listen keys.</summary>
internal static class FuturesSettings
{
    public static void SetLeverage(BinanceCall call, Utf8JsonWriter json)
    {
        var (market, leverage) = (call.Market(), call.Parameters.Whole("leverage") ?? throw BinanceError.Missing("leverage"));
        var highest = ContractMarkets.TableOf(market).Tiers[0].MaximumLeverage!.Value;
        if (leverage < 1 || leverage > highest) throw new BinanceError(-4028, $"Leverage {leverage} is not valid");
        var (holder, largest) = (call.Holder(), ContractMarkets.LargestAt(market, (int)leverage));
        if (FuturesAccount.PositionsOf(call, market).Any(position => Math.Abs(call.Margin().Notional(position)) > largest)) throw new BinanceError(-2027, "Exceeded the maximum allowable position at current leverage.");
        if (holder.IsIsolated(market) && leverage < holder.LeverageOf(market) && HasPosition(call, market))
            throw new BinanceError(-4161, "Leverage reduction is not supported in Isolated Margin Mode with open positions");
        call.Contracts().SetLeverage(holder, market, (int)leverage);
        json.WriteStartObject();
        json.WriteString("symbol", market.Rules.Symbol);
        json.WriteNumber("leverage", leverage);
        json.Plain("maxNotionalValue", largest);
        json.WriteEndObject();
    }

    public static void SetMarginType(BinanceCall call, Utf8JsonWriter json)
    {
        var (market, holder) = (call.Market(), call.Holder());
        var isIsolated = call.Parameters.Require("marginType") switch
        {
            "ISOLATED" => true,
            "CROSSED" => false,
            _ => throw BinanceError.Missing("marginType"),
        };
        if (isIsolated == holder.IsIsolated(market)) throw new BinanceError(-4046, "No need to change margin type.");
        if (HasOrders(call, market)) throw new BinanceError(-4047, "Margin type cannot be changed if there exists open orders.");
        if (HasPosition(call, market)) throw new BinanceError(-4048, "Margin type cannot be changed if there exists position.");
        holder.SetIsolated(market, isIsolated);
        FuturesCalls.WriteDone(json);
    }

    public static void MoveMargin(BinanceCall call, Utf8JsonWriter json)
    {
        var (market, holder) = (call.Market(), call.Holder());
        var amount = call.Parameters.Number("amount") ?? throw BinanceError.Missing("amount");
        var type = call.Parameters.Whole("type") ?? throw BinanceError.Missing("type");
        var position = holder.Find(market, FuturesText.PositionOf(call.Parameters["positionSide"]));
        if (position is null || position.Quantity == 0 || !holder.IsIsolated(market)) throw new BinanceError(-4051, "Isolated balance insufficient.");
        if (!call.Contracts().MoveMargin(call.Account, position, type == 1 ? amount : -amount))
            throw type == 1 ? new BinanceError(-4050, "Cross balance insufficient.") : new BinanceError(-4051, "Isolated balance insufficient.");
        json.WriteStartObject();
        json.WriteNumber("amount", amount);
        json.WriteNumber("code", 200);
        json.WriteString("msg", "Successfully modify position margin.");
        json.WriteNumber("type", type);
        json.WriteEndObject();
    }

    public static void SetDual(BinanceCall call, Utf8JsonWriter json)
    {
        _ = call.Parameters.Require("dualSidePosition");
        var (holder, isDual) = (call.Holder(), call.Parameters.Flag("dualSidePosition"));
        if (isDual == holder.IsHedged) throw new BinanceError(-4059, "No need to change position side.");
        if (call.Core.Markets.Any(market => HasOrders(call, market))) throw new BinanceError(-4067, "Position side cannot be changed if there exists open orders.");
        if (holder.Positions.Any(position => position.Quantity != 0)) throw new BinanceError(-4068, "Position side cannot be changed if there exists position.");
        holder.IsHedged = isDual;
        FuturesCalls.WriteDone(json);
    }

    public static void Dual(BinanceCall call, Utf8JsonWriter json) => One(json, "dualSidePosition", call.Holder().IsHedged);

    public static void MultiAssets(BinanceCall call, Utf8JsonWriter json) => One(json, "multiAssetsMargin", false);

    public static void Brackets(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var market in call.ChosenMarkets())
        {
            var tiers = ContractMarkets.TableOf(market).Tiers;
            json.WriteStartObject();
            json.WriteString("symbol", market.Rules.Symbol);
            json.WriteNumber("notionalCoef", 1);
            json.WriteStartArray("brackets");
            for (var i = 0; i < tiers.Length; i++)
            {
                json.WriteStartObject();
                json.WriteNumber("bracket", i + 1);
                json.WriteNumber("initialLeverage", tiers[i].MaximumLeverage!.Value);
                json.WriteNumber("notionalCap", i + 1 < tiers.Length ? tiers[i + 1].NotionalFrom : ContractMarkets.LargestNotional);
                json.WriteNumber("notionalFloor", tiers[i].NotionalFrom);
                json.WriteNumber("maintMarginRatio", tiers[i].Rate);
                json.WriteNumber("cum", tiers[i].Deduction);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void Commission(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("symbol", call.Market().Rules.Symbol);
        json.Plain("makerCommissionRate", call.Account.MakerFeeRate);
        json.Plain("takerCommissionRate", call.Account.TakerFeeRate);
        json.WriteEndObject();
    }

    public static void AccountConfig(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("feeTier", 0);
        json.WriteBoolean("canTrade", true);
        json.WriteBoolean("canDeposit", false);
        json.WriteBoolean("canWithdraw", false);
        json.WriteBoolean("dualSidePosition", call.Holder().IsHedged);
        json.WriteNumber("updateTime", 0);
        json.WriteBoolean("multiAssetsMargin", false);
        json.WriteNumber("tradeGroupId", -1);
        json.WriteEndObject();
    }

    public static void SymbolConfig(BinanceCall call, Utf8JsonWriter json)
    {
        var holder = call.Holder();
        json.WriteStartArray();
        foreach (var market in call.ChosenMarkets())
        {
            json.WriteStartObject();
            json.WriteString("symbol", market.Rules.Symbol);
            json.WriteString("marginType", holder.IsIsolated(market) ? "ISOLATED" : "CROSSED");
            json.WriteBoolean("isAutoAddMargin", false);
            json.WriteNumber("leverage", holder.LeverageOf(market));
            json.WriteString("maxNotionalValue", ContractMarkets.LargestAt(market, holder.LeverageOf(market)).ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void OrderLimits(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        GeneralEndpoints.WriteLimit(json, "ORDERS", "SECOND", 10, RateLimits.OrdersPerTenSeconds, null);
        json.WriteEndArray();
    }

    /// <summary>The key's account has one listen key; naming it is not needed.</summary>
    public static void RenewListenKey(BinanceCall call, Utf8JsonWriter json)
    {
        if (call.Venue.ListenKeys.FindOf(call.Account, call.Now) is null) throw new BinanceError(-1125, "This listenKey does not exist.");
        AccountEndpoints.CreateListenKey(call, json);
    }

    public static void CloseListenKey(BinanceCall call, Utf8JsonWriter json)
    {
        if (call.Venue.ListenKeys.FindOf(call.Account, call.Now) is not { } key || !call.Venue.ListenKeys.Close(key, call.Account, call.Now)) throw new BinanceError(-1125, "This listenKey does not exist.");
        json.WriteStartObject();
        json.WriteEndObject();
    }

    private static bool HasPosition(BinanceCall call, Market market) => FuturesAccount.PositionsOf(call, market).Any(position => position.Quantity != 0);

    private static bool HasOrders(BinanceCall call, Market market) => market.Live.Values.Any(order => order.Account == call.Account);

    private static void One(Utf8JsonWriter json, string name, bool value)
    {
        json.WriteStartObject();
        json.WriteBoolean(name, value);
        json.WriteEndObject();
    }
}
