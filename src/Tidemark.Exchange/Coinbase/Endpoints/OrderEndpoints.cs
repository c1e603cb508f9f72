using System.Text.Json;
using Tidemark.Exchange.Coinbase.Wire;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Coinbase.Endpoints;

/// <summary>New orders and cancellations.</summary>
internal static class OrderEndpoints
{
    private const int MostCancels = 100;

    public static void Place(CoinbaseCall call, Utf8JsonWriter json)
    {
        call.RequireRightToTrade();
        var clientId = call.Require("client_order_id");
        if (clientId.Length > 128) throw CoinbaseError.Argument("client_order_id is too long");
        try
        {
            var plan = OrderReader.Read(call, clientId);
            // An id that was there before brings back its order, and nothing new.
            var order = FindByClientId(call, clientId) ?? Place(call, plan);
            json.WriteStartObject();
            json.WriteBoolean("success", true);
            json.WriteString("failure_reason", "UNKNOWN_FAILURE_REASON");
            json.WriteString("order_id", OrderView.Of(order).Id);
            json.WriteStartObject("success_response");
            json.WriteString("order_id", OrderView.Of(order).Id);
            json.WriteString("product_id", order.Market.Rules.Symbol);
            json.WriteString("side", OrderJson.SideOf(order.Side));
            json.WriteString("client_order_id", clientId);
            json.WriteString("attached_order_id", "");
            json.WriteEndObject();
            WriteConfiguration(json, plan.Configuration);
            json.WriteEndObject();
        }
        catch (OrderRejection e)
        {
            WriteFailure(call, json, e);
        }
    }

    public static void Cancel(CoinbaseCall call, Utf8JsonWriter json)
    {
        call.RequireRightToTrade();
        if (!call.Body.TryGetProperty("order_ids", out var given) || given.ValueKind != JsonValueKind.Array || given.GetArrayLength() == 0) throw CoinbaseError.Argument("order_ids is required");
        if (given.GetArrayLength() > MostCancels) throw CoinbaseError.Argument($"order_ids has more than {MostCancels} ids");
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        json.WriteStartObject();
        json.WriteStartArray("results");
        foreach (var item in given.EnumerateArray())
        {
            var id = item.ValueKind == JsonValueKind.String ? item.GetString()! : "";
            var reason = seen.Add(id) ? Cancel(call, id) : "DUPLICATE_CANCEL_REQUEST";
            json.WriteStartObject();
            json.WriteBoolean("success", reason is null);
            json.WriteString("failure_reason", reason ?? "UNKNOWN_CANCEL_FAILURE_REASON");
            json.WriteString("order_id", id);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <returns>Why not; null where it is done.</returns>
    private static string? Cancel(CoinbaseCall call, string id)
    {
        if (call.Venue.Ids.Find(call.Account, id) is not { } order) return "UNKNOWN_CANCEL_ORDER";
        var view = OrderView.Of(order);
        if (!view.IsOpen) return view.Status == "FILLED" ? "ORDER_IS_FULLY_FILLED" : "UNKNOWN_CANCEL_ORDER";
        // Of a bracket one of the two may have ended already.
        var live = view.Main.IsLive ? view.Main : view.StopLeg!;
        return call.Core.Cancel(live) == OrderRefusal.None ? null : "COMMANDER_REJECTED_CANCEL_ORDER";
    }

    private static ExchangeOrder Place(CoinbaseCall call, OrderPlan plan)
    {
        if (plan.StopLeg is { } stop)
        {
            var (pair, why) = call.Core.PlacePair(call.Account, plan.Market, plan.Ticket, stop, plan.Ticket.ClientOrderId);
            return pair?.First ?? throw OrderRejection.Of(why, plan.Ticket, plan.Market);
        }
        var placed = call.Core.Place(call.Account, plan.Market, plan.Ticket);
        return placed.Order ?? throw OrderRejection.Of(placed.Refusal, plan.Ticket, plan.Market);
    }

    private static ExchangeOrder? FindByClientId(CoinbaseCall call, string clientId) =>
        call.Core.Markets.Select(market => call.Core.Ledger.Find(call.Account, market, clientId)).FirstOrDefault(order => order is not null);

    private static void WriteFailure(CoinbaseCall call, Utf8JsonWriter json, OrderRejection rejection)
    {
        json.WriteStartObject();
        json.WriteBoolean("success", false);
        json.WriteString("failure_reason", "UNKNOWN_FAILURE_REASON");
        json.WriteString("order_id", "");
        json.WriteStartObject("error_response");
        json.WriteString("error", rejection.Error);
        json.WriteString("message", rejection.Message);
        json.WriteString("error_details", "");
        json.WriteString("preview_failure_reason", rejection.Preview);
        json.WriteString("new_order_failure_reason", rejection.Error);
        json.WriteEndObject();
        if (call.Body.TryGetProperty("order_configuration", out var configuration)) WriteConfiguration(json, configuration);
        json.WriteEndObject();
    }

    private static void WriteConfiguration(Utf8JsonWriter json, JsonElement configuration)
    {
        json.WritePropertyName("order_configuration");
        configuration.WriteTo(json);
    }
}
