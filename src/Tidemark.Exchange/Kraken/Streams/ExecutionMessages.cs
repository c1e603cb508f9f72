using System.Text.Json;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Kraken.Endpoints;
using Tidemark.Exchange.Kraken.Wire;
using Tidemark.Exchange.Orders;
using Tidemark.Exchange.Wire;

namespace Tidemark.Exchange.Kraken.Streams;

/// <summary>Messages of the private channels of version 2.</summary>
internal sealed class ExecutionMessages(KrakenVenue venue)
{
    /// <summary>The event with all terms of the order.</summary>
    public byte[] Order(ExchangeOrder order, string execution, string status, V2Client client) => Message(client, "update", json => WriteOrder(json, order, execution, status, client));

    /// <summary>The event with only what changed.</summary>
    public byte[] State(ExchangeOrder order, string execution, V2Client client) => Message(client, "update", json => WriteState(json, order, execution, client));

    public byte[] Fill(ExchangeFill fill, V2Client client) => Message(client, "update", json => WriteFill(json, fill, client));

    /// <param name="orders">Live ones.</param>
    public byte[] Snapshot(IEnumerable<ExchangeOrder> orders, IEnumerable<ExchangeFill> fills, V2Client client) => Message(client, "snapshot", json =>
    {
        foreach (var order in orders) WriteOrder(json, order, order.Executed > 0 ? "status" : "new", OrderText.StatusV2(order), client);
        foreach (var fill in fills) WriteFill(json, fill, client);
    });

    public static byte[] Balances(ExchangeAccount account, V2Client client) => Numbered("balances", "snapshot", ++client.BalanceSequence, json =>
    {
        foreach (var (asset, balance) in account.Balances)
        {
            var total = balance.Free + balance.Locked;
            json.WriteStartObject();
            json.WriteString("asset", asset);
            json.WriteString("asset_class", "currency");
            json.Put("balance", total);
            json.WriteStartArray("wallets");
            json.WriteStartObject();
            json.WriteString("type", "spot");
            json.WriteString("id", "main");
            json.Put("balance", total);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
    });

    /// <param name="type">What changed it: <c>trade</c> or <c>adjustment</c>.</param>
    public byte[] BalanceChange(BalanceEntry entry, string type, V2Client client) => Numbered("balances", "update", ++client.BalanceSequence, json =>
    {
        json.WriteStartObject();
        json.WriteString("ledger_id", entry.IdIn(venue));
        json.WriteString("ref_id", venue.IdOf(entry.Fill));
        json.Put("timestamp", entry.Fill.Time);
        json.WriteString("type", type);
        json.WriteString("asset", entry.Asset);
        json.WriteString("asset_class", "currency");
        json.WriteString("category", type);
        json.WriteString("wallet_type", "spot");
        json.WriteString("wallet_id", "main");
        json.Put("amount", entry.Amount);
        json.Put("fee", entry.Fee);
        json.Put("balance", entry.Balance);
        json.WriteEndObject();
    });

    private void WriteOrder(Utf8JsonWriter json, ExchangeOrder order, string execution, string status, V2Client client)
    {
        var (pair, remarks, ticket) = (venue.Pairs.Of(order.Market), OrderText.Remarks(order), order.Ticket);
        json.WriteStartObject();
        WriteNames(json, order, execution, status);
        json.WriteString("order_type", remarks.OrderType);
        if (ticket.QuoteQuantity is { } cash) json.Put("cash_order_qty", cash);
        else json.Raw("order_qty", pair.Quantity(order.Quantity));
        if (ticket.IcebergQuantity is { } shown) json.Raw("display_qty", pair.Quantity(shown));
        WriteSums(json, order);
        json.WriteString("time_in_force", OrderText.Force(ticket));
        if (ticket.ExpiresAt is { } end) json.Put("expire_time", end);
        if (ticket.Price is { } limit) json.Raw("limit_price", pair.Price(limit));
        if (ticket.Price is not null) json.WriteString("limit_price_type", "static");
        json.Raw("stop_price", pair.Price(ticket.StopPrice ?? 0));
        if (ticket.StopPrice is { } trigger) WriteTrigger(json, pair.Price(trigger), order);
        json.WriteBoolean("post_only", ticket.PostOnly);
        json.WriteBoolean("reduce_only", false);
        json.WriteBoolean("margin", false);
        json.WriteString("fee_ccy_pref", remarks.FeesInBase ? "fcib" : "fciq");
        if (remarks.ReferenceId is not null) json.WriteString("ord_ref_id", remarks.ReferenceId);
        if (remarks.IsAmended) json.WriteBoolean("amended", true);
        WriteEnd(json, order, client);
    }

    /// <summary>The venue leaves out most terms here; symbol and side come along, since clients that know nothing of the order could not place it.</summary>
    private void WriteState(Utf8JsonWriter json, ExchangeOrder order, string execution, V2Client client)
    {
        json.WriteStartObject();
        WriteNames(json, order, execution, OrderText.StatusV2(order));
        json.WriteString("order_type", OrderText.Remarks(order).OrderType);
        WriteSums(json, order);
        if (OrderText.Remarks(order).Reason is { } reason && !order.IsLive)
        {
            json.WriteString("reason", reason);
            json.WriteString("cancel_reason", reason);
        }
        WriteEnd(json, order, client);
    }

    private void WriteFill(Utf8JsonWriter json, ExchangeFill fill, V2Client client)
    {
        var (order, pair) = (fill.Order, venue.Pairs.Of(fill.Order.Market));
        json.WriteStartObject();
        // The venue tells the end of an order by an event of its own.
        WriteNames(json, order, "trade", "partially_filled");
        json.WriteString("exec_id", venue.IdOf(fill));
        json.WriteNumber("trade_id", fill.TradeId);
        json.Raw("last_qty", pair.Quantity(fill.Quantity));
        json.Raw("last_price", pair.Price(fill.Price));
        json.WriteString("liquidity_ind", fill.IsMaker ? "m" : "t");
        json.Put("cost", fill.QuoteQuantity);
        json.WriteString("order_type", OrderText.Remarks(order).OrderType);
        json.Raw("order_qty", pair.Quantity(order.Quantity));
        WriteSums(json, order);
        json.WriteStartArray("fees");
        json.WriteStartObject();
        json.WriteString("asset", fill.FeeAsset);
        json.Put("qty", fill.Fee);
        json.WriteEndObject();
        json.WriteEndArray();
        json.Put("fee_usd_equiv", OrderJson.FeeInQuote(fill));
        WriteEnd(json, order, client, fill.Time);
    }

    private void WriteNames(Utf8JsonWriter json, ExchangeOrder order, string execution, string status)
    {
        json.WriteString("order_id", venue.IdOf(order));
        if (order.ClientOrderId.Length > 0) json.WriteString("cl_ord_id", order.ClientOrderId);
        if (OrderText.Remarks(order).UserReference is { } reference) json.WriteNumber("order_userref", reference);
        json.WriteString("symbol", venue.Pairs.Of(order.Market).Symbol);
        json.WriteString("side", OrderText.Side(order.Side));
        json.WriteString("exec_type", execution);
        json.WriteString("order_status", status);
    }

    private static void WriteSums(Utf8JsonWriter json, ExchangeOrder order)
    {
        json.Put("cum_qty", order.Executed);
        json.Put("cum_cost", order.ExecutedQuote);
        json.Put("avg_price", OrderJson.AveragePrice(order));
    }

    private static void WriteTrigger(Utf8JsonWriter json, string price, ExchangeOrder order)
    {
        json.WriteStartObject("triggers");
        json.WriteString("reference", "last");
        json.Raw("price", price);
        json.WriteString("price_type", "static");
        json.Raw("actual_price", price);
        json.WriteString("status", order.WorkingAt is null ? "untriggered" : "triggered");
        if (order.WorkingAt is { } at) json.Put("timestamp", at);
        json.WriteEndObject();
    }

    private void WriteEnd(Utf8JsonWriter json, ExchangeOrder order, V2Client client, Instant? time = null)
    {
        if (client.TellsRateCounter) json.WriteNumber("ratecount", (int)venue.Limits.TradingCount(order.Account, order.Market, venue.Now));
        json.Put("timestamp", time ?? order.UpdatedAt);
        json.WriteEndObject();
    }

    private static byte[] Message(V2Client client, string type, Action<Utf8JsonWriter> writeData) => Numbered("executions", type, ++client.ExecutionSequence, writeData);

    private static byte[] Numbered(string channel, string type, long sequence, Action<Utf8JsonWriter> writeData) => JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("channel", channel);
        json.WriteString("type", type);
        json.WriteStartArray("data");
        writeData(json);
        json.WriteEndArray();
        json.WriteNumber("sequence", sequence);
        json.WriteEndObject();
    });
}
