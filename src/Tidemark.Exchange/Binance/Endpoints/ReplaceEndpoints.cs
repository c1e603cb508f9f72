using System.Text.Json;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Binance.Endpoints;

/// <summary>Changes of an order: cancel and replace, and less at the same place in the queue.</summary>
internal static class ReplaceEndpoints
{
    public static void CancelReplace(BinanceCall call, Utf8JsonWriter json)
    {
        var market = call.Market();
        var mayGoOn = call.Parameters.Require("cancelReplaceMode") switch
        {
            "STOP_ON_FAILURE" => false,
            "ALLOW_FAILURE" => true,
            _ => throw BinanceError.Missing("cancelReplaceMode"),
        };
        var ticket = TicketReader.Read(call.Parameters, call.NewId("newClientOrderId"));
        // Everything that can be wrong with the request comes before the first change.
        var detail = OrderEndpoints.DetailOf(call.Parameters, ticket);
        var requestId = call.NewId("cancelNewClientOrderId");
        if (call.Parameters["cancelOrderId"] is null && call.Parameters["cancelOrigClientOrderId"] is null)
            throw new BinanceError(-1102, "Param 'cancelOrigClientOrderId' or 'cancelOrderId' must be sent, but both were empty/null!");
        var (canceled, cancelError) = Cancel(call, requestId, market);
        if (cancelError is not null && !mayGoOn)
            throw new ReplaceFailure(-2022, "Order cancel-replace failed.", 400, writer => WriteOutcome(writer, "FAILURE", cancelError, null, "NOT_ATTEMPTED", null, null, requestId, ""));
        var placed = call.Core.Place(call.Account, market, ticket);
        var placeError = placed.Order is null ? RefusalText.Of(placed.Refusal) : null;
        var cancelResult = cancelError is null ? "SUCCESS" : "FAILURE";
        var placeResult = placeError is null ? "SUCCESS" : "FAILURE";
        if (cancelError is not null || placeError is not null)
        {
            var isBoth = cancelError is not null && placeError is not null;
            throw new ReplaceFailure(isBoth ? -2022 : -2021, isBoth ? "Order cancel-replace failed." : "Order cancel-replace partially failed.", isBoth ? 400 : 409,
                writer => WriteOutcome(writer, cancelResult, cancelError, canceled, placeResult, placeError, placed.Order, requestId, detail));
        }
        WriteOutcome(json, cancelResult, null, canceled, placeResult, null, placed.Order, requestId, detail);
    }

    public static void Amend(BinanceCall call, Utf8JsonWriter json)
    {
        var order = call.Order(call.Market());
        var quantity = call.Parameters.Number("newQty") ?? throw BinanceError.Missing("newQty");
        var before = order.ClientOrderId;
        var newId = call.Parameters["newClientOrderId"] is null ? null : call.NewId("newClientOrderId");
        if (call.Core.Reduce(order, quantity, newId) is not OrderRefusal.None and var refusal)
            throw refusal == OrderRefusal.UnknownOrder ? new BinanceError(-2013, "Order does not exist.") : RefusalText.Of(refusal);
        json.WriteStartObject();
        json.Put("transactTime", call.Now);
        json.WriteNumber("executionId", call.Venue.NextExecution());
        json.WriteStartObject("amendedOrder");
        json.WriteString("symbol", order.Market.Rules.Symbol);
        json.WriteNumber("orderId", order.Id);
        json.WriteNumber("orderListId", order.Pair?.Id ?? -1);
        json.WriteString("origClientOrderId", before);
        json.WriteString("clientOrderId", order.ClientOrderId);
        json.Put("price", order.Ticket.Price ?? 0);
        json.Put("qty", order.Quantity);
        json.Put("executedQty", order.Executed);
        json.Put("preventedQty", order.PreventedQuantity);
        json.Put("quoteOrderQty", order.Ticket.QuoteQuantity ?? 0);
        json.Put("cumulativeQuoteQty", order.ExecutedQuote);
        json.WriteString("status", OrderText.State(order.State));
        json.WriteString("timeInForce", OrderText.Force(order.Ticket.TimeInForce));
        json.WriteString("type", OrderText.Type(order.Ticket));
        json.WriteString("side", OrderText.Side(order.Side));
        json.WriteNumber("workingTime", order.WorkingAt?.UnixMilliseconds ?? -1);
        json.WriteString("selfTradePreventionMode", OrderText.Prevention(order.Ticket.Prevention));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static (ExchangeOrder? Order, BinanceError? Error) Cancel(BinanceCall call, string requestId, Markets.Market market)
    {
        try
        {
            var order = call.Order(market, -2011, "cancelOrderId", "cancelOrigClientOrderId");
            return call.Core.Cancel(order, requestId) == OrderRefusal.None ? (order, null) : (null, RefusalText.Of(OrderRefusal.UnknownOrder));
        }
        catch (BinanceError e) when (e.Code == -2011)
        {
            return (null, e);
        }
    }

    private static void WriteOutcome(
        Utf8JsonWriter json, string cancelResult, BinanceError? cancelError, ExchangeOrder? canceled, string placeResult, BinanceError? placeError, ExchangeOrder? placed, string requestId, string detail)
    {
        json.WriteStartObject();
        json.WriteString("cancelResult", cancelResult);
        json.WriteString("newOrderResult", placeResult);
        json.WritePropertyName("cancelResponse");
        if (canceled is not null) OrderJson.WriteCanceled(json, canceled, requestId);
        else WriteError(json, cancelError);
        json.WritePropertyName("newOrderResponse");
        if (placed is not null) OrderJson.WriteNew(json, placed, detail);
        else WriteError(json, placeError);
        json.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter json, BinanceError? error)
    {
        if (error is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        json.WriteNumber("code", error.Code);
        json.WriteString("msg", error.Message);
        json.WriteEndObject();
    }
}
