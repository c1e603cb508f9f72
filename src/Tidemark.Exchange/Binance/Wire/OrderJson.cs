using System.Text.Json;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Binance.Wire;

/// <summary>Orders as the REST and WebSocket APIs write them.</summary>
internal static class OrderJson
{
    /// <summary>The answer to a new order.</summary>
    /// <param name="detail"><c>ACK</c>, <c>RESULT</c> or <c>FULL</c>.</param>
    public static void WriteNew(Utf8JsonWriter json, ExchangeOrder order, string detail)
    {
        json.WriteStartObject();
        WriteNames(json, order);
        json.Put("transactTime", order.CreatedAt);
        if (detail != "ACK") WriteTerms(json, order);
        if (detail == "FULL") WriteFills(json, order);
        json.WriteEndObject();
    }

    /// <summary>An order that was asked for.</summary>
    public static void WriteQuery(Utf8JsonWriter json, ExchangeOrder order)
    {
        json.WriteStartObject();
        WriteNames(json, order);
        WriteTerms(json, order);
        if (order.Ticket.StopPrice is null) json.Put("stopPrice", 0m);
        if (order.Ticket.IcebergQuantity is null) json.Put("icebergQty", 0m);
        json.Put("time", order.CreatedAt);
        json.Put("updateTime", order.UpdatedAt);
        json.WriteBoolean("isWorking", order.WorkingAt is not null);
        json.WriteEndObject();
    }

    /// <summary>An order that was canceled just now.</summary>
    public static void WriteCanceled(Utf8JsonWriter json, ExchangeOrder order, string requestClientId)
    {
        json.WriteStartObject();
        json.WriteString("symbol", order.Market.Rules.Symbol);
        json.WriteString("origClientOrderId", order.ClientOrderId);
        json.WriteNumber("orderId", order.Id);
        json.WriteNumber("orderListId", order.Pair?.Id ?? -1);
        json.WriteString("clientOrderId", requestClientId);
        json.Put("transactTime", order.UpdatedAt);
        WriteTerms(json, order, hasWorkingTime: false);
        json.WriteEndObject();
    }

    /// <summary>A pair with its orders; reports where <paramref name="report"/> writes them.</summary>
    public static void WritePair(Utf8JsonWriter json, OrderPair pair, Instant now, Action<ExchangeOrder>? report = null)
    {
        json.WriteStartObject();
        json.WriteNumber("orderListId", pair.Id);
        json.WriteString("contingencyType", "OCO");
        json.WriteString("listStatusType", pair.IsDone ? "ALL_DONE" : "EXEC_STARTED");
        json.WriteString("listOrderStatus", pair.IsDone ? "ALL_DONE" : "EXECUTING");
        json.WriteString("listClientOrderId", pair.ClientId);
        json.Put("transactionTime", report is null ? pair.CreatedAt : now);
        json.WriteString("symbol", pair.First.Market.Rules.Symbol);
        json.WriteStartArray("orders");
        foreach (var order in (ExchangeOrder[])[pair.First, pair.Second])
        {
            json.WriteStartObject();
            json.WriteString("symbol", order.Market.Rules.Symbol);
            json.WriteNumber("orderId", order.Id);
            json.WriteString("clientOrderId", order.ClientOrderId);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (report is not null)
        {
            json.WriteStartArray("orderReports");
            report(pair.First);
            report(pair.Second);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, ExchangeOrder order)
    {
        json.WriteString("symbol", order.Market.Rules.Symbol);
        json.WriteNumber("orderId", order.Id);
        json.WriteNumber("orderListId", order.Pair?.Id ?? -1);
        json.WriteString("clientOrderId", order.ClientOrderId);
    }

    private static void WriteTerms(Utf8JsonWriter json, ExchangeOrder order, bool hasWorkingTime = true)
    {
        var ticket = order.Ticket;
        json.Put("price", ticket.Price ?? 0);
        json.Put("origQty", order.Quantity);
        json.Put("executedQty", order.Executed);
        json.Put("origQuoteOrderQty", ticket.QuoteQuantity ?? 0);
        json.Put("cummulativeQuoteQty", order.ExecutedQuote);
        json.WriteString("status", OrderText.State(order.State));
        json.WriteString("timeInForce", OrderText.Force(ticket.TimeInForce));
        json.WriteString("type", OrderText.Type(ticket));
        json.WriteString("side", OrderText.Side(order.Side));
        if (ticket.StopPrice is { } stop) json.Put("stopPrice", stop);
        if (ticket.IcebergQuantity is { } shown) json.Put("icebergQty", shown);
        if (hasWorkingTime) json.WriteNumber("workingTime", order.WorkingAt?.UnixMilliseconds ?? -1);
        json.WriteString("selfTradePreventionMode", OrderText.Prevention(ticket.Prevention));
        if (order.PreventedQuantity > 0) json.Put("preventedQuantity", order.PreventedQuantity);
    }

    private static void WriteFills(Utf8JsonWriter json, ExchangeOrder order)
    {
        json.WriteStartArray("fills");
        foreach (var fill in order.Fills)
        {
            json.WriteStartObject();
            json.Put("price", fill.Price);
            json.Put("qty", fill.Quantity);
            json.Put("commission", fill.Fee);
            json.WriteString("commissionAsset", fill.FeeAsset);
            json.WriteNumber("tradeId", fill.TradeId);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
