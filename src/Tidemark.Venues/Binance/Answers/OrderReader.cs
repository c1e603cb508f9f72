using System.Collections.Immutable;
using System.Text.Json;
using Tidemark.Venues.Binance.Trading;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Binance.Answers;

/// <summary>Reads orders and own trades of requests.</summary>
internal static class OrderReader
{
    /// <example><c>{"symbol":"LTCBTC","orderId":1,"clientOrderId":"myOrder1","price":"0.1","origQty":"1.0","executedQty":"0.0","cummulativeQuoteQty":"0.0","status":"NEW","timeInForce":"GTC","type":"LIMIT","side":"BUY","stopPrice":"0.0","updateTime":1499827319559}</c></example>
    /// <param name="order">A new, queried, canceled or amended order.</param>
    /// <param name="instrument">Its instrument.</param>
    public static VenueOrder Order(JsonElement order, InstrumentId instrument) => Order(order, instrument, OrderWords.ReadType(order.Text("type")));

    /// <param name="order">A new, queried, canceled or amended order.</param>
    /// <param name="instrument">Its instrument.</param>
    /// <param name="type">Its type, for which each market has words of its own.</param>
    public static VenueOrder Order(JsonElement order, InstrumentId instrument, OrderType type)
    {
        var (status, reason) = OrderWords.ReadStatus(order.Text("status"));
        var original = order.TextOrEmpty("origClientOrderId");
        var updatedAt = order.TimeOrNull("updateTime") ?? order.TimeOrNull("transactTime") ?? order.TimeOrNull("time") ?? Instant.MinValue;
        var read = new VenueOrder
        {
            Instrument = instrument,
            // A canceled order's own id stands beside that of the cancellation.
            ClientId = status == OrderStatus.Canceled && original.Length > 0 ? original : order.Text("clientOrderId"),
            VenueId = order.Whole("orderId").ToString(System.Globalization.CultureInfo.InvariantCulture),
            Side = OrderWords.ReadSide(order.Text("side")),
            Type = type,
            Status = status,
            Reason = reason,
            Quantity = order.ExactOrNull("origQty") ?? order.Exact("qty"),
            FilledQuantity = order.Exact("executedQty"),
            FilledNotional = (order.ExactOrNull("cummulativeQuoteQty") ?? order.ExactOrNull("cumulativeQuoteQty") ?? order.ExactOrNull("cumQuote")) is { } worth and >= 0m ? worth : null,
            LimitPrice = order.ExactUnlessZero("price"),
            StopPrice = order.ExactUnlessZero("stopPrice"),
            PostOnly = OrderWords.IsPostOnly(order.Text("type"), order.TextOrEmpty("timeInForce")),
            TimeInForce = OrderWords.ReadForce(order.TextOrEmpty("timeInForce")),
            DisplayedQuantity = order.ExactUnlessZero("icebergQty"),
            UpdatedAt = updatedAt,
        };
        return order.TryGetProperty("fills", out var fills) && fills.ValueKind == JsonValueKind.Array ? read with { Fills = Fills(fills, read) } : read;
    }

    /// <summary>An order that was canceled. One of a pair takes the other with it, and the answer is about both.</summary>
    public static VenueOrder Canceled(JsonElement root, OrderReference order) => !root.TryGetProperty("orderReports", out var reports) ? Order(root, order.Instrument)
        : reports.EnumerateArray().Select(report => Order(report, order.Instrument)).First(report => order.ClientId.Length > 0 ? report.ClientId == order.ClientId : report.VenueId == order.VenueId);

    /// <example><c>{"symbol":"BNBBTC","id":28457,"orderId":100234,"price":"4.00000100","qty":"12.0","quoteQty":"48.000012","commission":"10.1","commissionAsset":"BNB","time":1499865549590,"isBuyer":true,"isMaker":false}</c></example>
    public static VenueFill OwnTrade(JsonElement trade, InstrumentId instrument) => new()
    {
        Instrument = instrument,
        TradeId = new TradeId(trade.Whole("id")),
        VenueOrderId = trade.Whole("orderId").ToString(System.Globalization.CultureInfo.InvariantCulture),
        Side = trade.Flag("isBuyer") || trade.Flag("buyer") ? Side.Buy : Side.Sell,
        Price = trade.Exact("price"),
        Quantity = trade.Exact("qty"),
        Fee = trade.Exact("commission"),
        FeeAsset = trade.Text("commissionAsset"),
        Role = trade.Flag("isMaker") || trade.Flag("maker") ? LiquidityRole.Maker : LiquidityRole.Taker,
        Time = trade.Time("time"),
    };

    /// <summary>What a new order filled at once: it took.</summary>
    private static ImmutableArray<VenueFill> Fills(JsonElement fills, VenueOrder order) => [.. fills.EnumerateArray().Select(fill => new VenueFill
    {
        Instrument = order.Instrument,
        TradeId = new TradeId(fill.Whole("tradeId")),
        VenueOrderId = order.VenueId,
        ClientId = order.ClientId,
        Side = order.Side,
        Price = fill.Exact("price"),
        Quantity = fill.Exact("qty"),
        Fee = fill.Exact("commission"),
        FeeAsset = fill.Text("commissionAsset"),
        Role = LiquidityRole.Taker,
        Time = order.UpdatedAt,
    })];
}
