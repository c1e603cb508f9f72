using System.Text.Json;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Binance.Futures;

/// <summary>Orders of contracts, single and in batches.</summary>
internal static class FuturesOrders
{
    public const int MostInBatch = 5;
    private const int MostCanceled = 10;

    public static void Place(BinanceCall call, Utf8JsonWriter json)
    {
        var detail = DetailOf(call.Parameters);
        var order = Place(call);
        FuturesOrderJson.Write(json, order, isAccepted: detail == "ACK");
    }

    public static void Test(BinanceCall call, Utf8JsonWriter json)
    {
        var (market, ticket) = (call.Market(), FuturesTicketReader.Read(call.Parameters, call.NewId("newClientOrderId")));
        if (call.Core.Check(call.Account, market, ticket) is not OrderRefusal.None and var refusal) throw FuturesRefusals.Of(refusal);
        json.WriteStartObject();
        json.WriteEndObject();
    }

    public static void Amend(BinanceCall call, Utf8JsonWriter json) => FuturesOrderJson.Write(json, Amend(call));

    public static void Query(BinanceCall call, Utf8JsonWriter json) => FuturesOrderJson.Write(json, Visible(call.Order(call.Market()), -2013));

    public static void QueryOpen(BinanceCall call, Utf8JsonWriter json)
    {
        var order = Visible(call.Order(call.Market()), -2013);
        FuturesOrderJson.Write(json, order.IsLive ? order : throw new BinanceError(-2013, "Order does not exist."));
    }

    public static void Cancel(BinanceCall call, Utf8JsonWriter json) => FuturesOrderJson.Write(json, Cancel(call, Visible(call.Order(call.Market(), code: -2011), -2011)));

    public static void CancelAll(BinanceCall call, Utf8JsonWriter json)
    {
        foreach (var order in OpenOf(call, call.Market()).ToArray())
            if (order.IsLive) call.Core.Cancel(order, order.ClientOrderId);
        FuturesCalls.WriteDone(json, "The operation of cancel all open order is done.");
    }

    public static void Open(BinanceCall call, Utf8JsonWriter json) => Write(json, call.ChosenMarkets().SelectMany(market => OpenOf(call, market)));

    public static void All(BinanceCall call, Utf8JsonWriter json)
    {
        var (market, limit, parameters) = (call.Market(), call.Parameters.Limit(500, 1000), call.Parameters);
        var (from, start, end) = (parameters.Whole("orderId"), parameters.Time("startTime"), parameters.Time("endTime"));
        CheckSpan(start, end);
        var chosen = call.Core.Ledger.OrdersOf(call.Account).Where(order => order.Market == market && FuturesText.IsVisible(order)
            && (from is null || order.Id >= from) && (start is null || order.CreatedAt >= start) && (end is null || order.CreatedAt.UnixMilliseconds <= end.Value.UnixMilliseconds));
        Write(json, from is null && start is null ? chosen.TakeLast(limit) : chosen.Take(limit));
    }

    public static void Forced(BinanceCall call, Utf8JsonWriter json)
    {
        var markets = call.ChosenMarkets().ToHashSet();
        Write(json, call.Core.Ledger.OrdersOf(call.Account).Where(order => markets.Contains(order.Market) && order.Ticket.Contract is { IsForced: true }).TakeLast(call.Parameters.Limit(50, 100)));
    }

    public static void Trades(BinanceCall call, Utf8JsonWriter json)
    {
        var (market, limit, parameters) = (call.Market(), call.Parameters.Limit(500, 1000), call.Parameters);
        var (order, from, start, end) = (parameters.Whole("orderId"), parameters.Whole("fromId"), parameters.Time("startTime"), parameters.Time("endTime"));
        CheckSpan(start, end);
        var chosen = call.Core.Ledger.FillsOf(call.Account, market).Where(fill => (order is null || fill.Order.Id == order) && (from is null || fill.TradeId >= from)
            && (start is null || fill.Time >= start) && (end is null || fill.Time.UnixMilliseconds <= end.Value.UnixMilliseconds));
        json.WriteStartArray();
        foreach (var fill in from is null && start is null ? chosen.TakeLast(limit) : chosen.Take(limit)) FuturesOrderJson.WriteFill(json, fill);
        json.WriteEndArray();
    }

    public static void PlaceBatch(BinanceCall call, Utf8JsonWriter json) => Batch(call, json, Place);

    public static void AmendBatch(BinanceCall call, Utf8JsonWriter json) => Batch(call, json, Amend);

    public static void CancelBatch(BinanceCall call, Utf8JsonWriter json)
    {
        // The venue takes these names in any case, and ids also as text.
        var byId = call.Parameters["orderIdList"] ?? call.Parameters["orderidlist"];
        var list = byId ?? call.Parameters["origClientOrderIdList"] ?? call.Parameters["origclientorderidlist"] ?? throw new BinanceError(-1102, "Param 'origClientOrderIdList' or 'orderIdList' must be sent, but both were empty/null!");
        using var document = Parse(list, byId is null ? "origClientOrderIdList" : "orderIdList");
        var market = call.Market();
        if (document.RootElement.GetArrayLength() > MostCanceled) throw new BinanceError(-1130, "Data sent for parameter 'orderIdList' is not valid.");
        json.WriteStartArray();
        foreach (var item in document.RootElement.EnumerateArray())
            Try(json, () => Cancel(call, Visible((byId is not null ? call.Core.Ledger.Find(call.Account, market, IdOf(item)) : call.Core.Ledger.Find(call.Account, market, item.GetString() ?? ""))
                ?? throw new BinanceError(-2011, "Unknown order sent."), -2011)));
        json.WriteEndArray();
    }

    public static ExchangeOrder Cancel(BinanceCall call, ExchangeOrder order) =>
        call.Core.Cancel(order, order.ClientOrderId) is not OrderRefusal.None and var refusal ? throw FuturesRefusals.Of(refusal) : order;

    public static ExchangeOrder Take(BinanceCall call, Market market, OrderTicket ticket)
    {
        var result = call.Core.Place(call.Account, market, ticket);
        return result.Order ?? throw FuturesRefusals.Of(result.Refusal);
    }

    /// <summary>The venue tells about no more than a week at once.</summary>
    private static void CheckSpan(Instant? start, Instant? end)
    {
        if (start is { } from && end is { } to && to - from > Duration.FromDays(7)) throw new BinanceError(-4166, "Search window is restricted to recent 7 days only.");
    }

    private static ExchangeOrder Place(BinanceCall call) => Take(call, call.Market(), FuturesTicketReader.Read(call.Parameters, call.NewId("newClientOrderId")));

    private static ExchangeOrder Amend(BinanceCall call)
    {
        var order = Visible(call.Order(call.Market()), -2013);
        _ = TicketReader.ReadSide(call.Parameters);
        if (order.Ticket.Type != OrderType.Limit) throw new BinanceError(-5025, "Only limit order is supported.");
        var (quantity, price) = (call.Parameters.Number("quantity") ?? throw BinanceError.Missing("quantity"), call.Parameters.Number("price") ?? throw BinanceError.Missing("price"));
        if (quantity == order.Quantity && price == order.Ticket.Price) throw new BinanceError(-5027, "No need to modify the order.");
        if (call.Core.Amend(order, new OrderChange { Quantity = quantity, Price = price }, order.ClientOrderId) is not OrderRefusal.None and var refusal)
            throw refusal == OrderRefusal.UnknownOrder ? new BinanceError(-2013, "Order does not exist.") : FuturesRefusals.Of(refusal);
        return order;
    }

    private static string DetailOf(CallParameters parameters) => parameters["newOrderRespType"] switch
    {
        null or "ACK" => "ACK",
        "RESULT" or "FULL" => "RESULT",
        _ => throw new BinanceError(-1100, "Illegal characters found in parameter 'newOrderRespType'; legal range is 'ACK, RESULT'."),
    };

    private static ExchangeOrder Visible(ExchangeOrder order, int code) =>
        FuturesText.IsVisible(order) ? order : throw new BinanceError(code, code == -2013 ? "Order does not exist." : "Unknown order sent.");

    private static IEnumerable<ExchangeOrder> OpenOf(BinanceCall call, Market market) =>
        market.Live.Values.Where(order => order.Account == call.Account && FuturesText.IsVisible(order)).OrderBy(order => order.Id);

    private static void Batch(BinanceCall call, Utf8JsonWriter json, Func<BinanceCall, ExchangeOrder> act)
    {
        using var document = Parse(call.Parameters.Require("batchOrders"), "batchOrders");
        if (document.RootElement.GetArrayLength() > MostInBatch) throw new BinanceError(-4082, "Invalid number of batch place orders.");
        json.WriteStartArray();
        foreach (var item in document.RootElement.EnumerateArray())
            Try(json, () =>
            {
                var parameters = new CallParameters();
                foreach (var property in item.EnumerateObject()) parameters.Set(property.Name, property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText());
                return act(new BinanceCall(call.Venue, parameters, call.Account));
            });
        json.WriteEndArray();
    }

    private static long IdOf(JsonElement item) => item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var id) ? id
        : item.ValueKind == JsonValueKind.String && long.TryParse(item.GetString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var written) ? written
        : throw new BinanceError(-1130, "Data sent for parameter 'orderIdList' is not valid.");

    private static JsonDocument Parse(string text, string name)
    {
        try
        {
            var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Array) return document;
            document.Dispose();
        }
        catch (JsonException)
        {
            // Said below.
        }
        throw new BinanceError(-1130, $"Data sent for parameter '{name}' is not valid.");
    }

    /// <summary>One of a batch: the order, or why not; the others go on.</summary>
    private static void Try(Utf8JsonWriter json, Func<ExchangeOrder> act)
    {
        try
        {
            FuturesOrderJson.Write(json, act());
        }
        catch (BinanceError e)
        {
            BinanceRest.WriteError(json, e);
        }
        catch (InvalidOperationException)
        {
            BinanceRest.WriteError(json, new BinanceError(-1130, "Data sent for a parameter is not valid."));
        }
    }

    private static void Write(Utf8JsonWriter json, IEnumerable<ExchangeOrder> orders)
    {
        json.WriteStartArray();
        foreach (var order in orders) FuturesOrderJson.Write(json, order);
        json.WriteEndArray();
    }
}
