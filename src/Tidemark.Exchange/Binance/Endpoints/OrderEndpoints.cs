using System.Text.Json;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Binance.Endpoints;

/// <summary>Single orders.</summary>
internal static class OrderEndpoints
{
    public static void Place(BinanceCall call, Utf8JsonWriter json)
    {
        var market = call.Market();
        var ticket = TicketReader.Read(call.Parameters, call.NewId("newClientOrderId"));
        var detail = DetailOf(call.Parameters, ticket);
        OrderJson.WriteNew(json, Place(call, market, ticket), detail);
    }

    public static ExchangeOrder Place(BinanceCall call, Market market, OrderTicket ticket)
    {
        var result = call.Core.Place(call.Account, market, ticket);
        return result.Order ?? throw RefusalText.Of(result.Refusal);
    }

    public static string DetailOf(CallParameters parameters, OrderTicket ticket) => parameters["newOrderRespType"] switch
    {
        null => ticket.Type is OrderType.Market || ticket is { Type: OrderType.Limit, PostOnly: false } ? "FULL" : "ACK",
        "ACK" => "ACK",
        "RESULT" => "RESULT",
        "FULL" => "FULL",
        _ => throw new BinanceError(-1100, "Illegal characters found in parameter 'newOrderRespType'; legal range is 'ACK, RESULT, FULL'."),
    };

    public static void Test(BinanceCall call, Utf8JsonWriter json)
    {
        var market = call.Market();
        var ticket = TicketReader.Read(call.Parameters, call.NewId("newClientOrderId"));
        if (call.Core.Check(call.Account, market, ticket) is not OrderRefusal.None and var refusal) throw RefusalText.Of(refusal);
        json.WriteStartObject();
        if (call.Parameters.Flag("computeCommissionRates")) AccountEndpoints.WriteRates(json, call.Account);
        json.WriteEndObject();
    }

    public static void Query(BinanceCall call, Utf8JsonWriter json) => OrderJson.WriteQuery(json, call.Order(call.Market()));

    public static void Cancel(BinanceCall call, Utf8JsonWriter json)
    {
        var order = call.Order(call.Market(), code: -2011);
        CheckRestriction(call, order);
        var requestId = call.NewId("newClientOrderId");
        if (call.Core.Cancel(order, requestId) is not OrderRefusal.None and var refusal) throw RefusalText.Of(refusal);
        if (order.Pair is { } pair) PairEndpoints.WriteEnded(call, json, pair, requestId);
        else OrderJson.WriteCanceled(json, order, requestId);
    }

    public static void CancelAll(BinanceCall call, Utf8JsonWriter json)
    {
        var market = call.Market();
        var open = market.Live.Values.Where(order => order.Account == call.Account).OrderBy(order => order.Id).ToArray();
        if (open.Length == 0) throw new BinanceError(-2011, "Unknown order sent.");
        HashSet<OrderPair> told = [];
        json.WriteStartArray();
        foreach (var order in open)
        {
            var requestId = BinanceVenue.NextId();
            if (call.Core.Cancel(order, requestId) != OrderRefusal.None && order.IsLive) continue;
            if (order.Pair is null) OrderJson.WriteCanceled(json, order, requestId);
            else if (told.Add(order.Pair)) PairEndpoints.WriteEnded(call, json, order.Pair, requestId);
        }
        json.WriteEndArray();
    }

    public static void Open(BinanceCall call, Utf8JsonWriter json)
    {
        IEnumerable<Market> markets = call.Parameters["symbol"] is null ? call.Core.Markets : [call.Market()];
        Write(json, markets.SelectMany(market => market.Live.Values.OrderBy(order => order.Id)).Where(order => order.Account == call.Account));
    }

    public static void All(BinanceCall call, Utf8JsonWriter json)
    {
        var (market, limit, parameters) = (call.Market(), call.Parameters.Limit(500, 1000), call.Parameters);
        var (from, start, end) = (parameters.Whole("orderId"), parameters.Time("startTime"), parameters.Time("endTime"));
        CheckSpan(start, end);
        var chosen = call.Core.Ledger.OrdersOf(call.Account).Where(order => order.Market == market
            && (from is null || order.Id >= from) && (start is null || order.CreatedAt >= start) && (end is null || order.CreatedAt.UnixMilliseconds <= end.Value.UnixMilliseconds));
        Write(json, from is null && start is null ? chosen.TakeLast(limit) : chosen.Take(limit));
    }

    /// <summary>The venue tells about no more than a day at once.</summary>
    public static void CheckSpan(Instant? start, Instant? end)
    {
        if (start is { } from && end is { } to && (to - from) > Duration.FromDays(1)) throw new BinanceError(-1127, "More than 24 hours between startTime and endTime.");
    }

    private static void CheckRestriction(BinanceCall call, ExchangeOrder order)
    {
        var isAllowed = call.Parameters["cancelRestrictions"] switch
        {
            "ONLY_NEW" => order.State == OrderState.New,
            "ONLY_PARTIALLY_FILLED" => order.State == OrderState.PartiallyFilled,
            _ => true,
        };
        if (!isAllowed && order.IsLive) throw new BinanceError(-2011, "Order was not canceled due to cancel restrictions.");
    }

    private static void Write(Utf8JsonWriter json, IEnumerable<ExchangeOrder> orders)
    {
        json.WriteStartArray();
        foreach (var order in orders) OrderJson.WriteQuery(json, order);
        json.WriteEndArray();
    }
}
