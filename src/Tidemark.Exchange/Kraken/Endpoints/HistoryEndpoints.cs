using System.Text.Json;
using Tidemark.Exchange.Kraken.Wire;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Kraken.Endpoints;

/// <summary>Open and past orders, own fills.</summary>
internal static class HistoryEndpoints
{
    private const int PageLength = 50;

    public static void Open(KrakenCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("open");
        WriteOrders(call, json, call.Venue.LiveOrders(call.Account).Where(order => IsAskedFor(call, order)).Reverse());
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Closed(KrakenCall call, Utf8JsonWriter json)
    {
        var by = call.Parameters["closetime"] ?? "both";
        if (by is not ("open" or "close" or "both")) throw KrakenError.Arguments("closetime");
        var (start, end) = Span(call);
        bool IsInside(ExchangeOrder order)
        {
            var closed = OrderText.Remarks(order).ClosedAt ?? order.UpdatedAt;
            bool Within(Instant time) => (start is null || time > start) && (end is null || time <= end);
            return (by != "close" && Within(order.CreatedAt)) || (by != "open" && Within(closed));
        }
        var chosen = call.Core.Ledger.OrdersOf(call.Account).Where(order => !order.IsLive && IsAskedFor(call, order) && IsInside(order))
            .OrderByDescending(order => OrderText.Remarks(order).ClosedAt ?? order.UpdatedAt).ToList();
        json.WriteStartObject();
        json.WriteStartObject("closed");
        WriteOrders(call, json, Page(call, chosen));
        json.WriteEndObject();
        if (!call.Parameters.Flag("without_count")) json.WriteNumber("count", chosen.Count);
        json.WriteEndObject();
    }

    public static void Query(KrakenCall call, Utf8JsonWriter json)
    {
        var ids = call.Parameters.List("txid");
        IEnumerable<ExchangeOrder> orders;
        if (ids.Count is > 0 and <= PageLength) orders = [.. ids.Select(id => call.Venue.Find(call.Account, id) ?? throw new KrakenError("EOrder:Invalid order"))];
        else if (call.Parameters["cl_ord_id"] is not null || call.Parameters["userref"] is not null) orders = call.Core.Ledger.OrdersOf(call.Account);
        else throw KrakenError.Arguments("txid");
        json.WriteStartObject();
        WriteOrders(call, json, orders.Where(order => IsAskedFor(call, order)));
        json.WriteEndObject();
    }

    public static void Trades(KrakenCall call, Utf8JsonWriter json)
    {
        var (start, end) = Span(call);
        var chosen = FillsOf(call).Where(fill => (start is null || fill.Time > start) && (end is null || fill.Time <= end)).Reverse().ToList();
        json.WriteStartObject();
        json.WriteStartObject("trades");
        foreach (var fill in Page(call, chosen)) WriteFill(call, json, fill);
        json.WriteEndObject();
        if (!call.Parameters.Flag("without_count")) json.WriteNumber("count", chosen.Count);
        json.WriteEndObject();
    }

    public static void QueryTrades(KrakenCall call, Utf8JsonWriter json)
    {
        var ids = call.Parameters.List("txid");
        if (ids.Count is 0 or > 20) throw KrakenError.Arguments("txid");
        json.WriteStartObject();
        foreach (var id in ids)
            WriteFill(call, json, FillsOf(call).FirstOrDefault(fill => call.Venue.IdOf(fill) == id) ?? throw new KrakenError("EOrder:Invalid order"));
        json.WriteEndObject();
    }

    /// <summary>What every fill took and gave, newest first, with the balance after it.</summary>
    public static void Ledgers(KrakenCall call, Utf8JsonWriter json)
    {
        var (start, end) = Span(call);
        var assets = call.Parameters.List("asset").Where(name => name != "all").Select(name => Names.KrakenAsset.Find(name)?.Code ?? throw new KrakenError("EQuery:Unknown asset")).ToHashSet();
        var isOther = call.Parameters["type"] is { } type and not ("all" or "trade");
        var entries = BalanceEntry.Of(call.Venue, call.Account)
            .Where(entry => !isOther && (assets.Count == 0 || assets.Contains(entry.Asset)) && (start is null || entry.Fill.Time > start) && (end is null || entry.Fill.Time <= end)).ToList();
        json.WriteStartObject();
        json.WriteStartObject("ledger");
        foreach (var entry in Page(call, entries)) entry.Write(json, call.Venue);
        json.WriteEndObject();
        json.WriteNumber("count", entries.Count);
        json.WriteEndObject();
    }

    public static void QueryLedgers(KrakenCall call, Utf8JsonWriter json)
    {
        var ids = call.Parameters.List("id");
        if (ids.Count is 0 or > 20) throw KrakenError.Arguments("id");
        var entries = BalanceEntry.Of(call.Venue, call.Account).Where(entry => ids.Contains(entry.IdIn(call.Venue))).ToList();
        if (entries.Count < ids.Count) throw new KrakenError("EQuery:Unknown ledger");
        json.WriteStartObject();
        foreach (var entry in entries) entry.Write(json, call.Venue);
        json.WriteEndObject();
    }

    private static IEnumerable<ExchangeFill> FillsOf(KrakenCall call) => call.Core.Ledger.Fills.Where(fill => ReferenceEquals(fill.Order.Account, call.Account));

    private static void WriteFill(KrakenCall call, Utf8JsonWriter json, ExchangeFill fill)
    {
        json.WritePropertyName(call.Venue.IdOf(fill));
        OrderJson.WriteFill(json, call.Venue, fill);
    }

    private static void WriteOrders(KrakenCall call, Utf8JsonWriter json, IEnumerable<ExchangeOrder> orders)
    {
        foreach (var order in orders)
        {
            json.WritePropertyName(call.Venue.IdOf(order));
            OrderJson.Write(json, call.Venue, order, call.Parameters.Flag("trades"));
        }
    }

    private static bool IsAskedFor(KrakenCall call, ExchangeOrder order) =>
        (call.Parameters.Whole("userref") is not { } reference || OrderText.Remarks(order).UserReference == reference)
        && (call.Parameters["cl_ord_id"] is not { } id || order.ClientOrderId == id);

    /// <summary>From and until are moments, or ids of orders or fills whose moment is meant.</summary>
    private static (Instant? Start, Instant? End) Span(KrakenCall call) => (Moment(call, "start"), Moment(call, "end"));

    private static Instant? Moment(KrakenCall call, string name)
    {
        if (call.Parameters[name] is not { } text) return null;
        if (call.Venue.Find(call.Account, text) is { } order) return order.CreatedAt;
        if (TransactionId.TryReadTrade(text, out _, out _, out _)) return FillsOf(call).FirstOrDefault(fill => call.Venue.IdOf(fill) == text)?.Time ?? throw KrakenError.Arguments(name);
        return call.Parameters.Seconds(name);
    }

    private static IEnumerable<T> Page<T>(KrakenCall call, List<T> items) =>
        items.Skip((int)Math.Clamp(call.Parameters.Whole("ofs") ?? 0, 0, int.MaxValue)).Take(PageLength);
}
