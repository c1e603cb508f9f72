using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Orders;
using Tidemark.Exchange.Wire;

namespace Tidemark.Exchange.Binance.Streams;

/// <summary>Messages of the user data streams.</summary>
internal static class UserMessages
{
    public static byte[] Execution(ExecutionReport report, long executionId, Instant now) => JsonBody.Write(json =>
    {
        var (order, fill, ticket) = (report.Order, report.Fill, report.Order.Ticket);
        json.WriteStartObject();
        json.WriteString("e", "executionReport");
        json.Put("E", now);
        json.WriteString("s", order.Market.Rules.Symbol);
        // A cancellation has an id of its own, and the order's stands in C; an amended order has its new id in c.
        var isCanceled = report is { Kind: ReportKind.Canceled, RequestClientId: not null };
        json.WriteString("c", isCanceled ? report.RequestClientId : order.ClientOrderId);
        json.WriteString("S", OrderText.Side(order.Side));
        json.WriteString("o", OrderText.Type(ticket));
        json.WriteString("f", OrderText.Force(ticket.TimeInForce));
        json.Put("q", order.Quantity);
        json.Put("p", ticket.Price ?? 0);
        json.Put("P", ticket.StopPrice ?? 0);
        json.Put("F", ticket.IcebergQuantity ?? 0);
        json.WriteNumber("g", order.Pair?.Id ?? -1);
        json.WriteString("C", isCanceled ? order.ClientOrderId : report.Kind == ReportKind.Replaced ? report.RequestClientId ?? "" : "");
        json.WriteString("x", KindOf(report.Kind));
        json.WriteString("X", OrderText.State(order.State));
        json.WriteString("r", "NONE");
        json.WriteNumber("i", order.Id);
        json.Put("l", fill?.Quantity ?? 0);
        json.Put("z", order.Executed);
        json.Put("L", fill?.Price ?? 0);
        json.Put("n", fill?.Fee ?? 0);
        json.WriteString("N", fill?.FeeAsset);
        json.Put("T", order.UpdatedAt);
        json.WriteNumber("t", fill?.TradeId ?? -1);
        json.WriteNumber("I", executionId);
        json.WriteBoolean("w", order is { IsLive: true, WorkingAt: not null });
        json.WriteBoolean("m", fill?.IsMaker ?? false);
        json.WriteBoolean("M", fill is not null);
        json.Put("O", order.CreatedAt);
        json.Put("Z", order.ExecutedQuote);
        json.Put("Y", fill?.QuoteQuantity ?? 0);
        json.Put("Q", ticket.QuoteQuantity ?? 0);
        if (order.WorkingAt is { } working) json.Put("W", working);
        json.WriteString("V", OrderText.Prevention(ticket.Prevention));
        if (order.PreventedQuantity > 0) json.Put("A", order.PreventedQuantity);
        json.WriteEndObject();
    });

    public static byte[] Balances(ExchangeAccount account, IReadOnlyCollection<string> assets, Instant now) => JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("e", "outboundAccountPosition");
        json.Put("E", now);
        json.Put("u", account.UpdatedAt);
        json.WriteStartArray("B");
        foreach (var asset in assets)
        {
            json.WriteStartObject();
            json.WriteString("a", asset);
            json.Put("f", account.Of(asset).Free);
            json.Put("l", account.Of(asset).Locked);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static byte[] Pair(OrderPair pair, Instant now) => JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("e", "listStatus");
        json.Put("E", now);
        json.WriteString("s", pair.First.Market.Rules.Symbol);
        json.WriteNumber("g", pair.Id);
        json.WriteString("c", "OCO");
        json.WriteString("l", pair.IsDone ? "ALL_DONE" : "EXEC_STARTED");
        json.WriteString("L", pair.IsDone ? "ALL_DONE" : "EXECUTING");
        json.WriteString("r", "NONE");
        json.WriteString("C", pair.ClientId);
        json.Put("T", now);
        json.WriteStartArray("O");
        foreach (var order in (ExchangeOrder[])[pair.First, pair.Second])
        {
            json.WriteStartObject();
            json.WriteString("s", order.Market.Rules.Symbol);
            json.WriteNumber("i", order.Id);
            json.WriteString("c", order.ClientOrderId);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>The stream has ended: by the life of its key, or because the client asked for it.</summary>
    public static byte[] Ended(string kind, string? listenKey, Instant now) => JsonBody.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("e", kind);
        json.Put("E", now);
        if (listenKey is not null) json.WriteString("listenKey", listenKey);
        json.WriteEndObject();
    });

    private static string KindOf(ReportKind kind) => kind switch
    {
        ReportKind.New => "NEW",
        ReportKind.Trade => "TRADE",
        ReportKind.Canceled => "CANCELED",
        ReportKind.Replaced => "REPLACED",
        ReportKind.TradePrevention => "TRADE_PREVENTION",
        _ => "EXPIRED",
    };
}
