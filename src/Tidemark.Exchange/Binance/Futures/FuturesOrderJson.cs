using System.Text.Json;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Binance.Futures;

/// <summary>Orders and conditional orders as the futures API writes them.</summary>
internal static class FuturesOrderJson
{
    /// <param name="isAccepted">Whether only that it was taken on is told, and nothing of what followed.</param>
    public static void Write(Utf8JsonWriter json, ExchangeOrder order, bool isAccepted = false)
    {
        var (ticket, original) = (order.Ticket, FuturesText.Original(order));
        var terms = ticket.Contract ?? ContractTerms.Usual;
        var (executed, quote) = isAccepted ? (0m, 0m) : (order.Executed, order.ExecutedQuote);
        json.WriteStartObject();
        json.WriteNumber("orderId", order.Id);
        json.WriteString("symbol", order.Market.Rules.Symbol);
        json.WriteString("pair", order.Market.Rules.Symbol);
        json.WriteString("status", isAccepted ? "NEW" : OrderText.State(order.State));
        json.WriteString("clientOrderId", order.ClientOrderId);
        json.Plain("price", ticket.Price ?? 0);
        json.Plain("avgPrice", executed == 0 ? 0 : quote / executed);
        json.Plain("origQty", terms.ClosesPosition && order.Executed == 0 ? 0 : order.Quantity);
        json.Plain("executedQty", executed);
        json.Plain("cumQty", executed);
        json.Plain("cumQuote", quote);
        json.WriteString("timeInForce", FuturesText.Force(ticket));
        json.WriteString("type", FuturesText.Type(ticket));
        json.WriteString("origType", FuturesText.Type(original));
        json.WriteBoolean("reduceOnly", terms.ReduceOnly);
        json.WriteBoolean("closePosition", terms.ClosesPosition);
        json.WriteString("side", OrderText.Side(order.Side));
        json.WriteString("positionSide", FuturesText.Position(terms.Position));
        json.Plain("stopPrice", original.StopPrice ?? 0);
        json.WriteString("workingType", FuturesText.WorkingType(original));
        json.WriteBoolean("priceProtect", false);
        json.WriteString("priceMatch", "NONE");
        json.WriteString("selfTradePreventionMode", OrderText.Prevention(ticket.Prevention));
        json.WriteNumber("goodTillDate", ticket.ExpiresAt?.UnixMilliseconds ?? 0);
        json.Put("time", order.CreatedAt);
        json.Put("updateTime", isAccepted ? order.CreatedAt : order.UpdatedAt);
        json.WriteEndObject();
    }

    public static void WriteAlgo(Utf8JsonWriter json, ExchangeOrder order)
    {
        var ticket = FuturesText.Original(order);
        var terms = ticket.Contract!;
        json.WriteStartObject();
        json.WriteNumber("algoId", order.Id);
        json.WriteString("clientAlgoId", ticket.ClientOrderId);
        json.WriteString("algoType", "CONDITIONAL");
        json.WriteString("orderType", FuturesText.Type(ticket));
        json.WriteString("symbol", order.Market.Rules.Symbol);
        json.WriteString("side", OrderText.Side(order.Side));
        json.WriteString("positionSide", FuturesText.Position(terms.Position));
        json.WriteString("timeInForce", FuturesText.Force(ticket));
        json.Plain("quantity", ticket.Quantity ?? 0);
        json.WriteString("algoStatus", FuturesText.AlgoState(order));
        json.WriteString("actualOrderId", order.TriggeredAt is null ? "" : order.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        json.Plain("actualPrice", order.Executed == 0 ? 0 : order.ExecutedQuote / order.Executed);
        json.Plain("actualQty", order.Executed);
        json.Plain("triggerPrice", ticket.StopPrice ?? 0);
        json.Plain("price", ticket.Price ?? 0);
        json.WriteNull("icebergQuantity");
        json.WriteString("selfTradePreventionMode", OrderText.Prevention(ticket.Prevention));
        json.WriteString("workingType", FuturesText.WorkingType(ticket));
        json.WriteString("priceMatch", "NONE");
        json.WriteBoolean("closePosition", terms.ClosesPosition);
        json.WriteBoolean("priceProtect", false);
        json.WriteBoolean("reduceOnly", terms.ReduceOnly);
        json.Put("createTime", order.CreatedAt);
        json.Put("updateTime", order.UpdatedAt);
        json.WriteNumber("triggerTime", order.TriggeredAt?.UnixMilliseconds ?? 0);
        json.WriteNumber("goodTillDate", ticket.ExpiresAt?.UnixMilliseconds ?? 0);
        json.WriteEndObject();
    }

    public static void WriteFill(Utf8JsonWriter json, ExchangeFill fill)
    {
        json.WriteStartObject();
        json.WriteString("symbol", fill.Order.Market.Rules.Symbol);
        json.WriteNumber("id", fill.TradeId);
        json.WriteNumber("orderId", fill.Order.Id);
        json.WriteString("side", OrderText.Side(fill.Order.Side));
        json.Plain("price", fill.Price);
        json.Plain("qty", fill.Quantity);
        json.Put("realizedPnl", fill.RealizedPnl);
        json.WriteString("marginAsset", fill.FeeAsset);
        json.Plain("quoteQty", fill.QuoteQuantity);
        json.Put("commission", fill.Fee);
        json.WriteString("commissionAsset", fill.FeeAsset);
        json.Put("time", fill.Time);
        json.WriteString("positionSide", FuturesText.Position(fill.Order.Ticket.Contract!.Position));
        json.WriteBoolean("buyer", fill.Order.Side == Side.Buy);
        json.WriteBoolean("maker", fill.IsMaker);
        json.WriteEndObject();
    }
}
