using System.Text.Json;
using Tidemark.Exchange.Coinbase.Wire;
using Tidemark.Exchange.Wire;

namespace Tidemark.Exchange.Coinbase.Streams;

/// <summary>What the user's channel tells of orders; single fills are not in it.</summary>
internal static class UserMessages
{
    public static byte[] Orders(string type, IEnumerable<OrderView> orders) => JsonBody.Write(json =>
    {
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteStartArray("orders");
        foreach (var view in orders) Write(json, view);
        json.WriteEndArray();
        json.WriteStartObject("positions");
        foreach (var name in (string[])["perpetual_futures_positions", "expiring_futures_positions"])
        {
            json.WriteStartArray(name);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, OrderView view)
    {
        var (order, ticket) = (view.Main, view.Ticket);
        json.WriteStartObject();
        json.Put("avg_price", view.AveragePrice);
        json.WriteString("cancel_reason", view.Status == "CANCELLED" ? OrderJson.CancelReasonOf(order) : "");
        json.WriteString("client_order_id", order.ClientOrderId);
        json.WriteString("completion_percentage", OrderJson.CompletionOf(view));
        json.WriteString("contract_expiry_type", "UNKNOWN_CONTRACT_EXPIRY_TYPE");
        json.Put("cumulative_quantity", view.Executed);
        json.Put("filled_value", view.ExecutedQuote);
        json.Put("leaves_quantity", Math.Max(0, view.Quantity - view.Executed));
        json.Put("limit_price", ticket.Price ?? 0);
        json.PutWhole("number_of_fills", view.Fills.Count());
        json.WriteString("order_id", view.Id);
        json.WriteString("order_side", OrderJson.SideOf(order.Side));
        json.WriteString("order_type", view.Kind switch { "MARKET" => "Market", "LIMIT" => "Limit", "BRACKET" => "Bracket", _ => "Stop Limit" });
        json.Put("outstanding_hold_amount", view.Hold);
        json.WriteString("post_only", ticket.PostOnly ? "true" : "false");
        json.WriteString("product_id", order.Market.Rules.Symbol);
        json.WriteString("product_type", "SPOT");
        json.WriteString("reject_reason", "");
        json.WriteString("retail_portfolio_id", CoinbaseVenue.PortfolioIdOf(order.Account));
        json.WriteString("risk_managed_by", "UNKNOWN_RISK_MANAGEMENT_TYPE");
        json.WriteString("status", view.Status);
        json.WriteString("stop_price", (view.StopLeg?.Ticket.StopPrice ?? ticket.StopPrice) is { } stop ? CoinbaseText.Of(stop) : "");
        json.WriteString("time_in_force", view.Force);
        json.Put("total_fees", view.Fees);
        json.Put("total_value_after_fees", view.ValueAfterFees);
        json.WriteString("trigger_status", view.Trigger);
        json.Put("creation_time", order.CreatedAt);
        json.WriteString("end_time", ticket.ExpiresAt is { } end ? CoinbaseText.Of(end) : "0001-01-01T00:00:00Z");
        json.WriteString("start_time", "0001-01-01T00:00:00Z");
        json.WriteEndObject();
    }
}
