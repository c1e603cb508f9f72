using System.Text.Json;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Binance.Endpoints;

/// <summary>One cancels the other, in its present form (above and below) and its old one.</summary>
internal static class PairEndpoints
{
    public static void Place(BinanceCall call, Utf8JsonWriter json)
    {
        var market = call.Market();
        var above = Leg(call, "above");
        var below = Leg(call, "below");
        Place(call, json, market, above, below);
    }

    public static void PlaceOld(BinanceCall call, Utf8JsonWriter json)
    {
        var (market, parameters) = (call.Market(), call.Parameters);
        var side = TicketReader.ReadSide(parameters);
        var quantity = parameters.Number("quantity") ?? throw BinanceError.Missing("quantity");
        var prevention = TicketReader.ReadPrevention(parameters);
        var limit = new OrderTicket
        {
            ClientOrderId = call.NewId("limitClientOrderId"),
            Side = side,
            Type = OrderType.Limit,
            PostOnly = true,
            Quantity = quantity,
            Price = parameters.Number("price") ?? throw BinanceError.Missing("price"),
            IcebergQuantity = parameters.Number("limitIcebergQty"),
            Prevention = prevention,
        };
        var stopLimit = parameters.Number("stopLimitPrice");
        if (stopLimit is not null) _ = parameters.Require("stopLimitTimeInForce");
        var stop = new OrderTicket
        {
            ClientOrderId = call.NewId("stopClientOrderId"),
            Side = side,
            Type = stopLimit is null ? OrderType.Stop : OrderType.StopLimit,
            Quantity = quantity,
            Price = stopLimit,
            StopPrice = parameters.Number("stopPrice") ?? throw BinanceError.Missing("stopPrice"),
            TimeInForce = TicketReader.ReadForce(parameters["stopLimitTimeInForce"]),
            Prevention = prevention,
        };
        var (above, below) = side == Side.Sell ? (limit, stop) : (stop, limit);
        Place(call, json, market, above, below);
    }

    public static void Query(BinanceCall call, Utf8JsonWriter json) => OrderJson.WritePair(json, Find(call, -2018), call.Now);

    public static void Cancel(BinanceCall call, Utf8JsonWriter json)
    {
        _ = call.Market();
        var pair = Find(call, -2011);
        if (pair.IsDone) throw RefusalText.Of(OrderRefusal.UnknownOrder);
        var requestId = call.NewId("newClientOrderId");
        call.Core.Cancel(pair.First.IsLive ? pair.First : pair.Second, requestId);
        WriteEnded(call, json, pair, requestId);
    }

    public static void All(BinanceCall call, Utf8JsonWriter json)
    {
        var (from, start, end) = (call.Parameters.Whole("fromId"), call.Parameters.Time("startTime"), call.Parameters.Time("endTime"));
        OrderEndpoints.CheckSpan(start, end);
        Write(call, json, PairsOf(call).Where(pair => (from is null || pair.Id >= from) && (start is null || pair.CreatedAt >= start) && (end is null || pair.CreatedAt <= end)).Take(call.Parameters.Limit(500, 1000)));
    }

    public static void Open(BinanceCall call, Utf8JsonWriter json) => Write(call, json, PairsOf(call).Where(pair => !pair.IsDone));

    public static void WriteEnded(BinanceCall call, Utf8JsonWriter json, OrderPair pair, string requestId) =>
        OrderJson.WritePair(json, pair, call.Now, order => OrderJson.WriteCanceled(json, order, requestId));

    private static void Place(BinanceCall call, Utf8JsonWriter json, Market market, OrderTicket above, OrderTicket below)
    {
        var detail = call.Parameters["newOrderRespType"] is null ? "FULL" : OrderEndpoints.DetailOf(call.Parameters, above);
        CheckPrices(market, above, below);
        var (pair, refusal) = call.Core.PlacePair(call.Account, market, above, below, call.NewId("listClientOrderId"));
        if (pair is null) throw RefusalText.Of(refusal);
        OrderJson.WritePair(json, pair, call.Now, order => OrderJson.WriteNew(json, order, detail == "FULL" ? "RESULT" : detail));
    }

    /// <summary>One order on either side of the last price.</summary>
    private static void CheckPrices(Market market, OrderTicket above, OrderTicket below)
    {
        if ((above.StopPrice ?? above.Price) <= market.LastPrice || (below.StopPrice ?? below.Price) >= market.LastPrice) throw RefusalText.Of(OrderRefusal.PairPrices);
    }

    private static OrderTicket Leg(BinanceCall call, string prefix)
    {
        var parameters = call.Parameters;
        var typeName = parameters.Require(prefix + "Type");
        var (type, isPostOnly) = TicketReader.TypeOf(typeName);
        var side = TicketReader.ReadSide(parameters);
        if (type == OrderType.Market || (type == OrderType.Limit && !isPostOnly)) throw new BinanceError(-1116, "Invalid orderType.");
        // The order on the side of the profit is a LIMIT_MAKER or TAKE_PROFIT, the other one a stop.
        var isProfit = (prefix == "above") == (side == Side.Sell);
        if (isProfit != !type.IsStop()) throw new BinanceError(-1158, "List Order leg was sent with an order type that does not fit its side.");
        if (type.HasLimit() && !isPostOnly) _ = parameters.Require(prefix + "TimeInForce");
        return new OrderTicket
        {
            ClientOrderId = call.NewId(prefix + "ClientOrderId"),
            Side = side,
            Type = type,
            PostOnly = isPostOnly,
            Quantity = parameters.Number("quantity") ?? throw BinanceError.Missing("quantity"),
            Price = type.HasLimit() ? parameters.Number(prefix + "Price") ?? throw BinanceError.Missing(prefix + "Price") : null,
            StopPrice = type.WaitsForTrigger() ? parameters.Number(prefix + "StopPrice") ?? throw BinanceError.Missing(prefix + "StopPrice") : null,
            IcebergQuantity = parameters.Number(prefix + "IcebergQty"),
            TimeInForce = TicketReader.ReadForce(parameters[prefix + "TimeInForce"]),
            Prevention = TicketReader.ReadPrevention(parameters),
        };
    }

    private static IEnumerable<OrderPair> PairsOf(BinanceCall call) => call.Core.Ledger.Pairs.Where(pair => pair.First.Account == call.Account);

    private static OrderPair Find(BinanceCall call, int code)
    {
        var (id, clientId) = (call.Parameters.Whole("orderListId"), call.Parameters["listClientOrderId"] ?? call.Parameters["origClientOrderId"]);
        if (id is null && clientId is null) throw new BinanceError(-1102, "Param 'origClientOrderId' or 'orderListId' must be sent, but both were empty/null!");
        return PairsOf(call).LastOrDefault(pair => id is null ? pair.ClientId == clientId : pair.Id == id)
            ?? throw new BinanceError(code, code == -2011 ? "Unknown order sent." : "Order list does not exist.");
    }

    private static void Write(BinanceCall call, Utf8JsonWriter json, IEnumerable<OrderPair> pairs)
    {
        json.WriteStartArray();
        foreach (var pair in pairs) OrderJson.WritePair(json, pair, call.Now);
        json.WriteEndArray();
    }
}
