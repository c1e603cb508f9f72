using System.Text.Json;
using Tidemark.Exchange.Coinbase.Wire;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Coinbase.Endpoints;

/// <summary>New price or size for an open limit order, which keeps its id; a smaller size keeps its place in the queue.</summary>
internal static class EditEndpoints
{
    public static void Edit(CoinbaseCall call, Utf8JsonWriter json)
    {
        call.RequireRightToTrade();
        var (order, change, reason) = Read(call);
        string? preview = null;
        if (reason is null && call.Core.Amend(order!, change!) is not OrderRefusal.None and var refusal) (reason, preview) = ReasonOf(refusal, order!);
        json.WriteStartObject();
        json.WriteBoolean("success", reason is null);
        if (reason is null)
        {
            json.WriteStartObject("success_response");
            json.WriteString("order_id", OrderIds.Of(order!));
            json.WriteEndObject();
        }
        else
        {
            json.WriteStartObject("error_response");
            WriteReason(json, reason, preview);
            json.WriteEndObject();
        }
        json.WriteStartArray("errors");
        WriteError(json, reason, preview);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Preview(CoinbaseCall call, Utf8JsonWriter json)
    {
        var (order, change, reason) = Read(call);
        json.WriteStartObject();
        json.WriteStartArray("errors");
        WriteError(json, reason, null);
        json.WriteEndArray();
        var ticket = order is null ? null : order.Ticket with { Price = change?.Price ?? order.Ticket.Price, Quantity = change?.Quantity ?? order.Quantity };
        PreviewEndpoints.WriteEstimate(json, order?.Market, ticket is null ? default : PreviewEndpoints.Estimate.Of(order!.Market, ticket, call.Account.TakerFeeRate));
        json.WriteEndObject();
    }

    private static (ExchangeOrder? Order, OrderChange? Change, string? Reason) Read(CoinbaseCall call)
    {
        var id = call.Require("order_id");
        decimal? Number(string name) => call.Text(name) is { Length: > 0 } text ? OrderReader.ReadNumber(name, text) : null;
        var change = new OrderChange { Price = Number("price"), Quantity = Number("size") };
        if (change.Price is null && change.Quantity is null) throw CoinbaseError.Argument("price or size is required");
        if (call.Venue.Ids.Find(call.Account, id) is not { } order) return (null, null, "ORDER_NOT_FOUND");
        if (!OrderView.Of(order).IsOpen) return (order, change, "ONLY_OPEN_ORDERS_CAN_BE_EDITED");
        if (order.Ticket.Type != OrderType.Limit || order.Pair is not null) return (order, change, "ONLY_LIMIT_ORDER_EDITS_SUPPORTED");
        return (order, change, change.Quantity <= order.Executed ? "CANNOT_EDIT_TO_BELOW_FILLED_SIZE" : null);
    }

    private static (string Reason, string? Preview) ReasonOf(OrderRefusal refusal, ExchangeOrder order) => refusal switch
    {
        OrderRefusal.PriceFilter or OrderRefusal.PercentPrice => ("INVALID_EDITED_LIMIT_PRICE", null),
        OrderRefusal.LotSize or OrderRefusal.Notional => ("INVALID_EDITED_SIZE", null),
        OrderRefusal.UnknownOrder => ("ONLY_OPEN_ORDERS_CAN_BE_EDITED", null),
        _ => ("COMMANDER_REJECTED_EDIT_ORDER", OrderRejection.Of(refusal, order.Ticket, order.Market).Preview),
    };

    private static void WriteError(Utf8JsonWriter json, string? reason, string? preview)
    {
        if (reason is null) return;
        json.WriteStartObject();
        WriteReason(json, reason, preview);
        json.WriteEndObject();
    }

    private static void WriteReason(Utf8JsonWriter json, string reason, string? preview)
    {
        json.WriteString("edit_failure_reason", reason);
        json.WriteString("preview_failure_reason", preview ?? "UNKNOWN_PREVIEW_FAILURE_REASON");
    }
}
