using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Coinbase.Wire;

namespace Tidemark.Exchange.Coinbase.Endpoints;

/// <summary>Orders and fills, newest first and in pages: a cursor is the number of the last that was told.</summary>
internal static class HistoryEndpoints
{
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;

    public static void One(CoinbaseCall call, Utf8JsonWriter json)
    {
        if (call.Venue.Ids.Find(call.Account, call.Argument) is not { } order) throw CoinbaseError.NotFound("order with this orderID was not found");
        json.WriteStartObject();
        json.WritePropertyName("order");
        OrderJson.Write(json, OrderView.Of(order));
        json.WriteEndObject();
    }

    public static void Orders(CoinbaseCall call, Utf8JsonWriter json)
    {
        var query = call.Query;
        var (ids, products, states, kinds, forces) = (Names(query, "order_ids"), Products(query), Names(query, "order_status"), Names(query, "order_types"), Names(query, "time_in_forces"));
        if (states.Contains("OPEN") && states.Count > 1) throw CoinbaseError.Argument("OPEN orders cannot be asked for together with others");
        var (side, start, end) = (query["order_side"], query.Time("start_date"), query.Time("end_date"));
        var isSpot = query["product_type"] is null or "SPOT" or "UNKNOWN_PRODUCT_TYPE";
        bool Matches(OrderView view) => isSpot
            && IsIn(ids, view.Id) && IsIn(products, view.Main.Market.Rules.Symbol) && IsIn(states, view.Status) && IsIn(kinds, view.Kind) && IsIn(forces, view.Force)
            && (side is null || side == OrderJson.SideOf(view.Main.Side)) && (start is null || view.Main.CreatedAt >= start) && (end is null || view.Main.CreatedAt < end);
        var all = call.Core.Ledger.Orders;
        json.WriteStartObject();
        json.WriteStartArray("orders");
        var (cursor, hasNext) = WritePage(query, all.Count, number =>
        {
            var view = OrderView.Of(all[number]);
            // Of a bracket the second order is not told of by itself.
            if (all[number].Account != call.Account || view.Main != all[number] || !Matches(view)) return null;
            return () => OrderJson.Write(json, view);
        });
        json.WriteEndArray();
        json.WriteString("sequence", "0");
        json.WriteBoolean("has_next", hasNext);
        json.WriteString("cursor", cursor);
        json.WriteEndObject();
    }

    public static void Fills(CoinbaseCall call, Utf8JsonWriter json)
    {
        var query = call.Query;
        var (orders, trades, products) = (Names(query, "order_ids"), Names(query, "trade_ids"), Products(query));
        orders.UnionWith(Names(query, "order_id"));
        var (start, end) = (query.Time("start_sequence_timestamp"), query.Time("end_sequence_timestamp"));
        var all = call.Core.Ledger.Fills;
        json.WriteStartObject();
        json.WriteStartArray("fills");
        var (cursor, _) = WritePage(query, all.Count, number =>
        {
            var fill = all[number];
            var isWanted = fill.Order.Account == call.Account && IsIn(products, fill.Order.Market.Rules.Symbol) && (start is null || fill.Time >= start) && (end is null || fill.Time <= end)
                && IsIn(orders, OrderView.Of(fill.Order).Id) && IsIn(trades, OrderIds.Of(fill));
            return isWanted ? () => OrderJson.WriteFill(json, fill, number) : null;
        });
        json.WriteEndArray();
        json.WriteString("cursor", cursor);
        json.WriteEndObject();
    }

    /// <summary>Writes a page from the newest on, or from what the cursor names on.</summary>
    /// <param name="find">What writes the thing of a number; null where it is not asked for.</param>
    private static (string Cursor, bool HasNext) WritePage(QueryParameters query, int count, Func<int, Action?> find)
    {
        var left = query.Limit(UsualPage, LargestPage);
        var from = query["cursor"] is not { } text ? count
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, count)
            : throw CoinbaseError.Argument("cursor is invalid");
        var last = 0;
        for (var i = from - 1; i >= 0; i--)
        {
            if (find(i) is not { } write) continue;
            if (left-- == 0) return (last.ToString(CultureInfo.InvariantCulture), true);
            write();
            last = i;
        }
        return ("", false);
    }

    private static HashSet<string> Names(QueryParameters query, string name) => [.. query.All(name)];

    private static HashSet<string> Products(QueryParameters query) => [.. query.All("product_ids"), .. query.All("product_id")];

    private static bool IsIn(HashSet<string> wanted, string name) => wanted.Count == 0 || wanted.Contains(name);
}
