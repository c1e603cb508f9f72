using System.Text;
using System.Text.Json;
using Tidemark.Venues.Json;
using Tidemark.Venues.Kraken.Wire;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Kraken.Trading;

/// <summary>Hands the events of orders on. Most of them tell only what has changed, so the orders are remembered.</summary>
/// <remarks>Source: Kraken's documentation, "Executions".</remarks>
internal sealed class ExecutionEvents(Func<string, InstrumentId?> instrumentOf, IOrderListener listener, LatestTime latest)
{
    /// <summary>How many orders that have ended are remembered: a late event may be about one of them.</summary>
    private const int MostEnded = 1_000;

    private readonly Dictionary<string, VenueOrder> orders = new(StringComparer.Ordinal);
    private readonly Queue<string> ended = new();

    /// <example><c>[{"order_id":"OK4GJX-KSTLS-7DZZO5","symbol":"BTC/USD","order_qty":0.005,"cum_cost":0.0,"time_in_force":"GTC","exec_type":"pending_new","side":"sell","order_type":"limit","order_userref":3,"limit_price":26500.0,"stop_price":0.0,"order_status":"pending_new","timestamp":"2023-09-22T10:33:05.709950Z"}]</c></example>
    /// <param name="items">Events, in their order.</param>
    public void Take(JsonElement items)
    {
        foreach (var item in items.EnumerateArray()) TakeOne(item);
    }

    private void TakeOne(JsonElement item)
    {
        var id = item.Text("order_id");
        var time = MessageTime.Read(Encoding.UTF8.GetBytes(item.Text("timestamp")));
        latest.Note(time);
        var before = orders.GetValueOrDefault(id);
        if (InstrumentOf(item, before) is not { } instrument)
        {
            listener.OnProblem($"an event of the order {id}, of which the instrument is not known");
            return;
        }
        // The fill first: whoever is told that an order has filled knows its fills then.
        if (item.TextOrEmpty("exec_type") == "trade") listener.OnFill(Fill(item, id, instrument, before, time));
        if (Order(item, id, instrument, before, time) is not { } order)
        {
            // A fill of an order from before our time tells enough by itself.
            if (item.TextOrEmpty("exec_type") != "trade") listener.OnProblem($"an event of the order {id}, of which the terms are not known");
            return;
        }
        Remember(order, before);
        listener.OnOrder(order);
    }

    private InstrumentId? InstrumentOf(JsonElement item, VenueOrder? before) =>
        item.TextOrEmpty("symbol") is { Length: > 0 } symbol ? instrumentOf(symbol) : before?.Instrument;

    /// <summary>The order after an event; null where its terms are not known.</summary>
    private static VenueOrder? Order(JsonElement item, string id, InstrumentId instrument, VenueOrder? before, Instant time)
    {
        var (side, type) = (item.TextOrEmpty("side"), item.TextOrEmpty("order_type"));
        var filled = item.ExactOrNull("cum_qty") ?? before?.FilledQuantity ?? 0m;
        // A market order may have been given a quantity in quote currency.
        var quantity = item.ExactOrNull("order_qty") ?? before?.Quantity ?? (item.ExactOrNull("cash_order_qty") is null ? null : filled);
        if (quantity is null || (side.Length == 0 && before is null) || (type.Length == 0 && before is null)) return null;
        var (status, reason) = OrderWords.ReadStatus(item.Text("order_status"), item.TextOrEmpty("reason"));
        var client = item.TextOrEmpty("cl_ord_id");
        return new VenueOrder
        {
            Instrument = instrument,
            ClientId = client.Length > 0 ? client : before?.ClientId ?? "",
            VenueId = id,
            Side = side.Length > 0 ? OrderWords.ReadSide(side) : before!.Side,
            Type = type.Length > 0 ? OrderWords.ReadType(type) : before!.Type,
            Status = status,
            Reason = reason,
            Quantity = quantity.Value,
            FilledQuantity = filled,
            FilledNotional = item.ExactOrNull("cum_cost") ?? before?.FilledNotional,
            LimitPrice = item.ExactUnlessZero("limit_price") ?? before?.LimitPrice,
            StopPrice = TriggerOf(item) ?? before?.StopPrice,
            UpdatedAt = time,
        };
    }

    private static decimal? TriggerOf(JsonElement item) =>
        item.TryGetProperty("triggers", out var triggers) && triggers.ValueKind == JsonValueKind.Object ? triggers.ExactUnlessZero("actual_price") ?? triggers.ExactUnlessZero("price") : item.ExactUnlessZero("stop_price");

    private static VenueFill Fill(JsonElement item, string id, InstrumentId instrument, VenueOrder? before, Instant time)
    {
        var (fee, asset) = (0m, instrument.Quote);
        if (item.TryGetProperty("fees", out var fees) && fees.ValueKind == JsonValueKind.Array && fees.GetArrayLength() > 0) (fee, asset) = (fees[0].Exact("qty"), fees[0].Text("asset"));
        var client = item.TextOrEmpty("cl_ord_id");
        return new VenueFill
        {
            Instrument = instrument,
            TradeId = new TradeId(item.Text("exec_id")),
            VenueOrderId = id,
            ClientId = client.Length > 0 ? client : before?.ClientId ?? "",
            Side = item.TextOrEmpty("side") is { Length: > 0 } side ? OrderWords.ReadSide(side) : before?.Side ?? throw new FormatException("a fill without a side"),
            Price = item.Exact("last_price"),
            Quantity = item.Exact("last_qty"),
            Fee = fee,
            FeeAsset = asset,
            Role = item.TextOrEmpty("liquidity_ind") == "m" ? LiquidityRole.Maker : LiquidityRole.Taker,
            Time = time,
        };
    }

    private void Remember(VenueOrder order, VenueOrder? before)
    {
        orders[order.VenueId] = order;
        if (!order.Status.IsFinal() || before?.Status.IsFinal() == true) return;
        ended.Enqueue(order.VenueId);
        if (ended.Count > MostEnded) orders.Remove(ended.Dequeue());
    }
}
