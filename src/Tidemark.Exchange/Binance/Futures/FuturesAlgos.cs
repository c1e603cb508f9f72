using System.Text.Json;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Binance.Futures;

/// <summary>Conditional orders in the form that the venue has had for them since the end of 2025; their algo id is the id of the order that follows.</summary>
internal static class FuturesAlgos
{
    public static void Place(BinanceCall call, Utf8JsonWriter json)
    {
        if (call.Parameters.Require("algoType") != "CONDITIONAL") throw new BinanceError(-1130, "Data sent for parameter 'algoType' is not valid.");
        // Clients from before send the client id by its old name.
        var id = call.Parameters["clientAlgoId"] is null ? call.NewId("newClientOrderId") : call.NewId("clientAlgoId");
        var ticket = FuturesTicketReader.Read(call.Parameters, id, isAlgo: true);
        if (!ticket.Type.WaitsForTrigger()) throw new BinanceError(-1116, "Invalid orderType.");
        FuturesOrderJson.WriteAlgo(json, FuturesOrders.Take(call, call.Market(), ticket));
    }

    public static void Query(BinanceCall call, Utf8JsonWriter json) => FuturesOrderJson.WriteAlgo(json, Find(call, -2013));

    public static void Cancel(BinanceCall call, Utf8JsonWriter json)
    {
        var order = Find(call, -2011);
        if (order.TriggeredAt is not null) throw new BinanceError(-2011, "Unknown order sent.");
        FuturesOrders.Cancel(call, order);
        json.WriteStartObject();
        json.WriteNumber("algoId", order.Id);
        json.WriteString("clientAlgoId", order.ClientOrderId);
        json.WriteString("code", "200");
        json.WriteString("msg", "success");
        json.WriteEndObject();
    }

    public static void CancelAll(BinanceCall call, Utf8JsonWriter json)
    {
        var market = call.Market();
        foreach (var order in AlgosOf(call).Where(order => order.Market == market && order is { IsLive: true, TriggeredAt: null }).ToArray()) call.Core.Cancel(order);
        FuturesCalls.WriteDone(json, "The operation of cancel all open order is done.");
    }

    public static void Open(BinanceCall call, Utf8JsonWriter json)
    {
        var markets = call.ChosenMarkets().ToHashSet();
        Write(json, AlgosOf(call).Where(order => markets.Contains(order.Market) && order is { IsLive: true, TriggeredAt: null }));
    }

    public static void All(BinanceCall call, Utf8JsonWriter json)
    {
        var (market, limit, parameters) = (call.Market(), call.Parameters.Limit(500, 1000), call.Parameters);
        var (from, start, end) = (parameters.Whole("algoId"), parameters.Time("startTime"), parameters.Time("endTime"));
        var chosen = AlgosOf(call).Where(order => order.Market == market && (from is null || order.Id >= from)
            && (start is null || order.CreatedAt >= start) && (end is null || order.CreatedAt.UnixMilliseconds <= end.Value.UnixMilliseconds));
        Write(json, from is null && start is null ? chosen.TakeLast(limit) : chosen.Take(limit));
    }

    /// <summary>The id alone is enough here; where symbols count for themselves the last such order is meant.</summary>
    private static ExchangeOrder Find(BinanceCall call, int code)
    {
        var (id, clientId) = (call.Parameters.Whole("algoId"), call.Parameters["clientAlgoId"]);
        if (id is null && clientId is null) throw new BinanceError(-1102, "Param 'algoid' or 'clientalgoid' must be sent, but both were empty/null!");
        var market = call.Parameters["symbol"] is null ? null : call.Market();
        return AlgosOf(call).LastOrDefault(order => (market is null || order.Market == market) && (id is not null ? order.Id == id : order.ClientOrderId == clientId))
            ?? throw new BinanceError(code, code == -2013 ? "Order does not exist." : "Unknown order sent.");
    }

    private static IEnumerable<ExchangeOrder> AlgosOf(BinanceCall call) =>
        call.Core.Ledger.OrdersOf(call.Account).Where(order => FuturesText.Original(order).Contract is { IsAlgo: true });

    private static void Write(Utf8JsonWriter json, IEnumerable<ExchangeOrder> orders)
    {
        json.WriteStartArray();
        foreach (var order in orders) FuturesOrderJson.WriteAlgo(json, order);
        json.WriteEndArray();
    }
}
