using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Coinbase.Wire;

/// <summary>Orders and fills as the REST API writes them.</summary>
internal static class OrderJson
{
    public static void Write(Utf8JsonWriter json, OrderView view)
    {
        var (order, ticket) = (view.Main, view.Ticket);
        json.WriteStartObject();
        json.WriteString("order_id", view.Id);
        json.WriteString("product_id", order.Market.Rules.Symbol);
        json.WriteString("user_id", CoinbaseVenue.UserIdOf(order.Account));
        WriteConfiguration(json, view);
        json.WriteString("side", SideOf(order.Side));
        json.WriteString("client_order_id", order.ClientOrderId);
        json.WriteString("status", view.Status);
        json.WriteString("time_in_force", view.Force);
        json.Put("created_time", order.CreatedAt);
        json.WriteString("completion_percentage", CompletionOf(view));
        json.Put("filled_size", view.Executed);
        json.Put("average_filled_price", view.AveragePrice);
        json.WriteString("fee", "");
        json.PutWhole("number_of_fills", view.Fills.Count());
        json.Put("filled_value", view.ExecutedQuote);
        json.WriteBoolean("pending_cancel", false);
        json.WriteBoolean("size_in_quote", ticket.QuoteQuantity is not null);
        json.Put("total_fees", view.Fees);
        json.WriteBoolean("size_inclusive_of_fees", ticket.QuoteQuantity is not null && order.Side == Side.Buy);
        json.Put("total_value_after_fees", view.ValueAfterFees);
        json.WriteString("trigger_status", view.Trigger);
        json.WriteString("order_type", view.Kind);
        json.WriteString("reject_reason", "REJECT_REASON_UNSPECIFIED");
        json.WriteBoolean("settled", !view.IsOpen);
        json.WriteString("product_type", "SPOT");
        json.WriteString("reject_message", "");
        json.WriteString("cancel_message", view.Status == "CANCELLED" ? CancelReasonOf(order) : "");
        json.WriteString("order_placement_source", "RETAIL_ADVANCED");
        json.Put("outstanding_hold_amount", view.Hold);
        json.WriteBoolean("is_liquidation", false);
        if (view.Fills.LastOrDefault() is { } last) json.Put("last_fill_time", last.Time);
        else json.WriteNull("last_fill_time");
        json.WriteStartArray("edit_history");
        json.WriteEndArray();
        json.WriteString("leverage", "");
        json.WriteString("margin_type", "UNKNOWN_MARGIN_TYPE");
        json.WriteString("retail_portfolio_id", CoinbaseVenue.PortfolioIdOf(order.Account));
        json.WriteString("originating_order_id", "");
        json.WriteString("attached_order_id", "");
        json.WriteNull("attached_order_configuration");
        json.WriteEndObject();
    }

    public static void WriteFill(Utf8JsonWriter json, ExchangeFill fill, long number)
    {
        var order = fill.Order;
        json.WriteStartObject();
        json.WriteString("entry_id", CoinbaseText.IdOf($"entry {OrderIds.Of(fill)}").Replace("-", "", StringComparison.Ordinal));
        json.WriteString("trade_id", OrderIds.Of(fill));
        json.WriteString("order_id", OrderView.Of(order).Id);
        json.Put("trade_time", fill.Time);
        json.WriteString("trade_type", "FILL");
        json.Put("price", fill.Price);
        json.Put("size", fill.Quantity);
        json.Put("commission", fill.Fee);
        json.WriteString("product_id", order.Market.Rules.Symbol);
        json.Put("sequence_timestamp", fill.Time);
        json.WriteString("liquidity_indicator", fill.IsMaker ? "MAKER" : "TAKER");
        json.WriteBoolean("size_in_quote", false);
        json.WriteString("user_id", CoinbaseVenue.UserIdOf(order.Account));
        json.WriteString("side", SideOf(order.Side));
        json.WriteString("retail_portfolio_id", CoinbaseVenue.PortfolioIdOf(order.Account));
        json.WriteString("fillSource", "FILL_SOURCE_CLOB");
        json.WriteString("cursor", number.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    public static string SideOf(Side side) => side == Side.Buy ? "BUY" : "SELL";

    public static string CompletionOf(OrderView view)
    {
        if (view.Status == "FILLED") return "100.00";
        if (view.Executed == 0) return "0";
        var part = view.Ticket.QuoteQuantity is { } quote ? (view.ExecutedQuote + view.Fees) / quote : view.Executed / view.Quantity;
        return (part * 100).ToString("0.00", CultureInfo.InvariantCulture);
    }

    public static string CancelReasonOf(ExchangeOrder order) => order.State switch
    {
        OrderState.Canceled => "User requested cancel",
        OrderState.ExpiredInMatch => "Self trade prevention",
        _ => "Ended by its own terms",
    };

    private static void WriteConfiguration(Utf8JsonWriter json, OrderView view)
    {
        var ticket = view.Ticket;
        json.WriteStartObject("order_configuration");
        json.WriteStartObject(view.Configuration);
        if (ticket.QuoteQuantity is { } quote) json.Put("quote_size", quote);
        else json.Put("base_size", view.Quantity);
        if (ticket.Price is { } price) json.Put("limit_price", price);
        if (view.StopLeg?.Ticket.StopPrice is { } trigger) json.Put("stop_trigger_price", trigger);
        if (ticket.StopPrice is { } stop) json.Put("stop_price", stop);
        if (ticket.ExpiresAt is { } end) json.Put("end_time", end);
        if (view.Kind == "STOP_LIMIT") json.WriteString("stop_direction", ticket.Side == Side.Buy == (ticket.Type == OrderType.StopLimit) ? "STOP_DIRECTION_STOP_UP" : "STOP_DIRECTION_STOP_DOWN");
        if (view.Kind == "LIMIT" && ticket.TimeInForce == TimeInForce.Gtc) json.WriteBoolean("post_only", ticket.PostOnly);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
