using System.Globalization;
using System.Text.Json;
using Tidemark.Venues.Binance.Answers;
using Tidemark.Venues.Binance.Trading;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Binance.UsdM;

/// <summary>Reads orders for contracts, of requests and of the account's stream.</summary>
internal static class ContractOrderReader
{
    /// <summary>Marks the number of a conditional order: that of the order that follows it is another.</summary>
    public const string AlgoPrefix = "algo-";

    /// <example><c>{"orderId":22542179,"symbol":"BTCUSDT","status":"NEW","clientOrderId":"testOrder","price":"0","origQty":"10","executedQty":"0","cumQuote":"0","timeInForce":"GTC","type":"MARKET","origType":"STOP_MARKET","side":"BUY","stopPrice":"9300","updateTime":1566818724722}</c></example>
    public static VenueOrder Order(JsonElement order, InstrumentId instrument)
    {
        var now = order.Text("type");
        var original = order.TextOrEmpty("origType") is { Length: > 0 } given ? given : now;
        var read = OrderReader.Order(order, instrument, ContractWords.ReadType(original)) with { IsTriggered = original != now };
        return Told(read, order.TextOrEmpty("timeInForce"));
    }

    /// <example><c>{"algoId":2146760,"clientAlgoId":"6B2I9XVcJpCjqPAJ4YoFX7","algoType":"CONDITIONAL","orderType":"TAKE_PROFIT","symbol":"BNBUSDT","side":"SELL","timeInForce":"GTC","quantity":"0.01","algoStatus":"CANCELED","actualOrderId":"","triggerPrice":"750","price":"750","createTime":1750485492076,"updateTime":1750514545091}</c></example>
    public static VenueOrder Algo(JsonElement algo, InstrumentId instrument)
    {
        var type = algo.TextOrEmpty("orderType") is { Length: > 0 } given ? given : algo.Text("type");
        return Algo(algo, instrument, new AlgoNames("algoId", "clientAlgoId", "side", "quantity", "algoStatus", "actualOrderId", "price", "triggerPrice"), type,
            algo.TimeOrNull("updateTime") ?? algo.Time("createTime"));
    }

    /// <example><c>{"e":"ALGO_UPDATE","T":1750515742297,"E":1750515742303,"o":{"caid":"Q5xaq5EGKgXXa0fD7fs0Ip","aid":2148719,"at":"CONDITIONAL","o":"TAKE_PROFIT","s":"BNBUSDT","S":"SELL","q":"0.01","X":"CANCELED","ai":"","tp":"750","p":"750"}}</c></example>
    public static VenueOrder AlgoEvent(JsonElement message, JsonElement algo, InstrumentId instrument) =>
        Algo(algo, instrument, new AlgoNames("aid", "caid", "S", "q", "X", "ai", "p", "tp"), algo.Text("o"), message.Time("T"));

    /// <summary>The number of the order that a conditional one has become; null where it waits, or never did.</summary>
    public static string? ActualId(JsonElement algo, string name = "actualOrderId") =>
        algo.TryGetProperty(name, out var value) && value.ToString() is { Length: > 0 } id && id != "0" ? id : null;

    /// <example><c>{"s":"BTCUSDT","c":"TEST","S":"BUY","o":"LIMIT","f":"GTC","q":"0.001","p":"7100.50","ap":"7100.50","sp":"0","x":"TRADE","X":"PARTIALLY_FILLED","i":8886774,"l":"0.001","z":"0.001","L":"7100.50","N":"USDT","n":"0.01","T":1568879465651,"t":12345678,"m":true,"ot":"LIMIT"}</c></example>
    public static VenueOrder Event(JsonElement report, InstrumentId instrument)
    {
        var (status, reason) = ContractWords.ReadStatus(report.Text("X"));
        var (now, filled) = (report.Text("o"), report.Exact("z"));
        var original = report.TextOrEmpty("ot") is { Length: > 0 } given ? given : now;
        return Told(new VenueOrder
        {
            Instrument = instrument,
            ClientId = report.Text("c"),
            VenueId = report.Whole("i").ToString(CultureInfo.InvariantCulture),
            Side = OrderWords.ReadSide(report.Text("S")),
            Type = ContractWords.ReadType(original),
            Status = status,
            Reason = reason,
            Quantity = report.Exact("q"),
            FilledQuantity = filled,
            // A mean price that the venue has rounded.
            FilledNotional = report.ExactOrNull("ap") * filled,
            LimitPrice = report.ExactUnlessZero("p"),
            StopPrice = report.ExactUnlessZero("sp"),
            IsTriggered = original != now,
            UpdatedAt = report.Time("T"),
        }, report.TextOrEmpty("f"));
    }

    private static VenueOrder Algo(JsonElement algo, InstrumentId instrument, AlgoNames names, string type, Instant updatedAt)
    {
        var actual = ActualId(algo, names.ActualId);
        var state = ContractWords.ReadAlgoStatus(algo.Text(names.Status));
        return new VenueOrder
        {
            Instrument = instrument,
            ClientId = algo.Text(names.ClientId),
            VenueId = actual ?? AlgoPrefix + algo.GetProperty(names.Id).ToString(),
            Side = OrderWords.ReadSide(algo.Text(names.Side)),
            Type = ContractWords.ReadType(type),
            Status = state?.Status ?? OrderStatus.Open,
            Reason = state?.Reason ?? OrderReason.None,
            Quantity = algo.Exact(names.Quantity),
            LimitPrice = algo.ExactUnlessZero(names.Price),
            StopPrice = algo.ExactUnlessZero(names.Trigger),
            IsTriggered = state is null,
            UpdatedAt = updatedAt,
        };
    }

    private static VenueOrder Told(VenueOrder order, string force) =>
        order.Status == OrderStatus.Expired && force == "GTX" ? order with { Reason = OrderReason.WouldTakeLiquidity } : order;

    private sealed record AlgoNames(string Id, string ClientId, string Side, string Quantity, string Status, string ActualId, string Price, string Trigger);
}
