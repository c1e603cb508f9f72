using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Contracts;
using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Binance.Futures;

/// <summary>Wallet, positions and what they hold and risk.</summary>
internal static class FuturesAccount
{
    public static void AccountV2(BinanceCall call, Utf8JsonWriter json) => Write(call, json, isWhole: true);

    public static void AccountV3(BinanceCall call, Utf8JsonWriter json) => Write(call, json, isWhole: false);

    public static void Balance(BinanceCall call, Utf8JsonWriter json)
    {
        var margin = call.Margin();
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteString("accountAlias", "SIMULATED");
        json.WriteString("asset", ContractCore.MarginAsset);
        json.Put("balance", margin.Wallet);
        json.Put("crossWalletBalance", margin.CrossWallet);
        json.Put("crossUnPnl", margin.CrossPnl);
        json.Put("availableBalance", margin.Available);
        json.Put("maxWithdrawAmount", 0m);
        json.WriteBoolean("marginAvailable", true);
        json.Put("updateTime", call.Account.UpdatedAt);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>Every symbol, with a position or without.</summary>
    public static void RiskV2(BinanceCall call, Utf8JsonWriter json) => Risk(call, json, isWhole: true);

    /// <summary>Only where there is a position or an open order.</summary>
    public static void RiskV3(BinanceCall call, Utf8JsonWriter json) => Risk(call, json, isWhole: false);

    public static void Income(BinanceCall call, Utf8JsonWriter json)
    {
        var (limit, parameters) = (call.Parameters.Limit(100, 1000), call.Parameters);
        var (start, end, kind) = (parameters.Time("startTime"), parameters.Time("endTime"), parameters["incomeType"]);
        var chosen = call.Holder().Income.Where(entry => (parameters["symbol"] is not { } symbol || entry.Symbol == symbol) && (kind is null || NameOf(entry.Kind) == kind)
            && (start is null || entry.Time >= start) && (end is null || entry.Time.UnixMilliseconds <= end.Value.UnixMilliseconds));
        json.WriteStartArray();
        foreach (var entry in start is null ? chosen.TakeLast(limit) : chosen.Take(limit))
        {
            json.WriteStartObject();
            json.WriteString("symbol", entry.Symbol);
            json.WriteString("incomeType", NameOf(entry.Kind));
            json.Put("income", entry.Amount);
            json.WriteString("asset", entry.Asset);
            json.WriteString("info", entry.TradeId is { } made ? made.ToString(CultureInfo.InvariantCulture) : NameOf(entry.Kind));
            json.Put("time", entry.Time);
            json.WriteNumber("tranId", entry.Id);
            json.WriteString("tradeId", entry.TradeId is { } id ? id.ToString(CultureInfo.InvariantCulture) : "");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static IEnumerable<ContractPosition> PositionsOf(BinanceCall call, Market market) =>
        (call.Holder().IsHedged ? (ContractSide[])[ContractSide.Long, ContractSide.Short] : [ContractSide.Both]).Select(side => call.Holder().Find(market, side) ?? new ContractPosition(market, side));

    private static string NameOf(IncomeKind kind) => kind switch
    {
        IncomeKind.Transfer => "TRANSFER",
        IncomeKind.RealizedPnl => "REALIZED_PNL",
        IncomeKind.Commission => "COMMISSION",
        IncomeKind.FundingFee => "FUNDING_FEE",
        _ => "INSURANCE_CLEAR",
    };

    private static void Write(BinanceCall call, Utf8JsonWriter json, bool isWhole)
    {
        var margin = call.Margin();
        json.WriteStartObject();
        if (isWhole)
        {
            json.WriteNumber("feeTier", 0);
            json.WriteBoolean("canTrade", true);
            json.WriteBoolean("canDeposit", false);
            json.WriteBoolean("canWithdraw", false);
            json.WriteBoolean("feeBurn", false);
            json.WriteNumber("tradeGroupId", -1);
            json.WriteNumber("updateTime", 0);
            json.WriteBoolean("multiAssetsMargin", false);
        }
        json.Put("totalInitialMargin", margin.PositionInitial + margin.OpenOrderInitial);
        json.Put("totalMaintMargin", margin.TotalMaintenance);
        json.Put("totalWalletBalance", margin.Wallet);
        json.Put("totalUnrealizedProfit", margin.TotalPnl);
        json.Put("totalMarginBalance", margin.Wallet + margin.TotalPnl);
        json.Put("totalPositionInitialMargin", margin.PositionInitial);
        json.Put("totalOpenOrderInitialMargin", margin.OpenOrderInitial);
        json.Put("totalCrossWalletBalance", margin.CrossWallet);
        json.Put("totalCrossUnPnl", margin.CrossPnl);
        json.Put("availableBalance", margin.Available);
        json.Put("maxWithdrawAmount", 0m);
        json.WriteStartArray("assets");
        json.WriteStartObject();
        json.WriteString("asset", ContractCore.MarginAsset);
        json.Put("walletBalance", margin.Wallet);
        json.Put("unrealizedProfit", margin.TotalPnl);
        json.Put("marginBalance", margin.Wallet + margin.TotalPnl);
        json.Put("maintMargin", margin.TotalMaintenance);
        json.Put("initialMargin", margin.PositionInitial + margin.OpenOrderInitial);
        json.Put("positionInitialMargin", margin.PositionInitial);
        json.Put("openOrderInitialMargin", margin.OpenOrderInitial);
        json.Put("crossWalletBalance", margin.CrossWallet);
        json.Put("crossUnPnl", margin.CrossPnl);
        json.Put("availableBalance", margin.Available);
        json.Put("maxWithdrawAmount", 0m);
        json.WriteBoolean("marginAvailable", true);
        json.Put("updateTime", call.Account.UpdatedAt);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("positions");
        foreach (var market in call.Core.Markets)
            foreach (var position in PositionsOf(call, market))
                if (isWhole || IsAlive(margin, position)) WritePosition(call, json, margin, position, isWhole);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static bool IsAlive(Margin margin, ContractPosition position) => position.Quantity != 0 || margin.OpenOf(position.Market, position.Side) is not (0, 0);

    private static void WritePosition(BinanceCall call, Utf8JsonWriter json, Margin margin, ContractPosition position, bool isWhole)
    {
        var (holder, market) = (call.Holder(), position.Market);
        var (initial, open) = (margin.Initial(position), margin.OpenOrderInitialOf(market));
        json.WriteStartObject();
        json.WriteString("symbol", market.Rules.Symbol);
        json.WriteString("positionSide", FuturesText.Position(position.Side));
        json.Plain("positionAmt", position.Quantity);
        json.Put("unrealizedProfit", margin.Pnl(position));
        json.Put("isolatedMargin", margin.Isolated(position));
        json.Put("notional", margin.Notional(position));
        json.Put("isolatedWallet", position.IsolatedWallet);
        json.Put("initialMargin", initial + open);
        json.Put("maintMargin", margin.Maintenance(position));
        if (isWhole)
        {
            var (bids, asks) = margin.OpenOf(market, position.Side);
            json.Put("positionInitialMargin", initial);
            json.Put("openOrderInitialMargin", open);
            json.WriteString("leverage", holder.LeverageOf(market).ToString(CultureInfo.InvariantCulture));
            json.WriteBoolean("isolated", holder.IsIsolated(market));
            json.Plain("entryPrice", position.EntryPrice);
            json.Plain("breakEvenPrice", BreakEven(call, position));
            json.Plain("maxNotional", ContractMarkets.LargestAt(market, holder.LeverageOf(market)));
            json.Plain("bidNotional", bids);
            json.Plain("askNotional", asks);
        }
        json.Put("updateTime", position.UpdatedAt);
        json.WriteEndObject();
    }

    private static void Risk(BinanceCall call, Utf8JsonWriter json, bool isWhole)
    {
        var (margin, holder) = (call.Margin(), call.Holder());
        json.WriteStartArray();
        foreach (var position in call.ChosenMarkets().SelectMany(market => PositionsOf(call, market)))
        {
            if (!isWhole && !IsAlive(margin, position)) continue;
            var market = position.Market;
            json.WriteStartObject();
            json.WriteString("symbol", market.Rules.Symbol);
            json.WriteString("positionSide", FuturesText.Position(position.Side));
            json.Plain("positionAmt", position.Quantity);
            json.Plain("entryPrice", position.EntryPrice);
            json.Plain("breakEvenPrice", BreakEven(call, position));
            json.Put("markPrice", call.Contracts().MarkOf(market).Mark);
            json.Put("unRealizedProfit", margin.Pnl(position));
            json.Plain("liquidationPrice", margin.LiquidationPriceOf(position) ?? 0);
            json.WriteString("leverage", holder.LeverageOf(market).ToString(CultureInfo.InvariantCulture));
            json.Plain("maxNotionalValue", ContractMarkets.LargestAt(market, holder.LeverageOf(market)));
            json.WriteString("marginType", holder.IsIsolated(market) ? "isolated" : "cross");
            json.Put("isolatedMargin", margin.Isolated(position));
            json.WriteString("isAutoAddMargin", "false");
            json.Put("notional", margin.Notional(position));
            json.Put("isolatedWallet", position.IsolatedWallet);
            json.WriteString("marginAsset", ContractCore.MarginAsset);
            json.Put("initialMargin", margin.Initial(position) + margin.OpenOrderInitialOf(market));
            json.Put("maintMargin", margin.Maintenance(position));
            json.Put("positionInitialMargin", margin.Initial(position));
            json.Put("openOrderInitialMargin", margin.OpenOrderInitialOf(market));
            json.WriteNumber("adl", 0);
            json.WriteString("bidNotional", FuturesNumber.Of(margin.OpenOf(market, position.Side).Bids));
            json.WriteString("askNotional", FuturesNumber.Of(margin.OpenOf(market, position.Side).Asks));
            json.Put("updateTime", position.UpdatedAt);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Where closing it as a taker would lose nothing, the fee of opening it included.</summary>
    private static decimal BreakEven(BinanceCall call, ContractPosition position) =>
        position.Quantity == 0 ? 0 : Math.Round(position.EntryPrice * (1 + Math.Sign(position.Quantity) * call.Account.TakerFeeRate), 8);
}
