using System.Text.Json;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Coinbase.Wire;

/// <summary>Reads orders and fills.</summary>
internal static class OrderReader
{
    private const int QuantityDecimals = 8;

    /// <summary>An order of an answer.</summary>
    /// <example><c>{"order_id":"0000","product_id":"BTC-USD","order_configuration":{"limit_limit_gtc":{"base_size":"0.001","limit_price":"10000.00","post_only":false}},"side":"BUY","client_order_id":"1111","status":"OPEN","time_in_force":"GOOD_UNTIL_CANCELLED","created_time":"2021-05-31T09:59:59Z","filled_size":"0.001","filled_value":"10000","order_type":"LIMIT"}</c></example>
    /// <param name="order">As it stands.</param>
    /// <param name="instrument">Its instrument.</param>
    /// <param name="askedAt">The venue's time when it was asked for: the venue does not say when the order last changed.</param>
    public static VenueOrder Order(JsonElement order, InstrumentId instrument, Instant askedAt)
    {
        var side = OrderWords.ReadSide(order.Text("side"));
        var filled = order.Exact("filled_size");
        var terms = order.TryGetProperty("order_configuration", out var configuration) && configuration.ValueKind == JsonValueKind.Object
            ? configuration.EnumerateObject().FirstOrDefault(kind => kind.Value.ValueKind == JsonValueKind.Object).Value : default;
        decimal? Term(string name) => terms.ValueKind == JsonValueKind.Object ? terms.ExactUnlessZero(name) : null;
        var (status, reason) = OrderWords.ReadStatus(order.Text("status"), order.TextOrEmpty("time_in_force"), filled > 0m);
        return new VenueOrder
        {
            Instrument = instrument,
            ClientId = order.Text("client_order_id"),
            VenueId = order.Text("order_id"),
            Side = side,
            Type = OrderWords.ReadType(order.Text("order_type"), side, terms.ValueKind == JsonValueKind.Object ? terms.TextOrEmpty("stop_direction") : ""),
            Status = status,
            Reason = reason,
            Quantity = Term("base_size") ?? filled,
            FilledQuantity = filled,
            FilledNotional = order.ExactOrNull("filled_value"),
            LimitPrice = Term("limit_price"),
            StopPrice = Term("stop_price") ?? Term("stop_trigger_price"),
            IsTriggered = order.TextOrEmpty("trigger_status") == "STOP_TRIGGERED",
            UpdatedAt = Latest(askedAt, MarketReader.TimeOrNull(order, "last_fill_time")),
        };
    }

    /// <summary>An order of the user's channel.</summary>
    /// <example><c>{"order_id":"a1","client_order_id":"11111","cumulative_quantity":"0","leaves_quantity":"0.001","avg_price":"0","status":"OPEN","product_id":"BTC-USD","creation_time":"2026-04-07T14:29:55.123456Z","order_side":"BUY","order_type":"Limit","time_in_force":"GOOD_UNTIL_CANCELLED","limit_price":"68900.5"}</c></example>
    public static VenueOrder Update(JsonElement order, InstrumentId instrument, Instant time)
    {
        var side = OrderWords.ReadSide(order.Text("order_side"));
        var filled = order.Exact("cumulative_quantity");
        var (status, reason) = OrderWords.ReadStatus(order.Text("status"), order.TextOrEmpty("time_in_force"), filled > 0m);
        return new VenueOrder
        {
            Instrument = instrument,
            ClientId = order.Text("client_order_id"),
            VenueId = order.Text("order_id"),
            Side = side,
            Type = OrderWords.ReadType(order.Text("order_type"), side, ""),
            Status = status,
            Reason = reason,
            Quantity = filled + order.Exact("leaves_quantity"),
            FilledQuantity = filled,
            FilledNotional = order.ExactOrNull("filled_value"),
            LimitPrice = order.ExactUnlessZero("limit_price"),
            StopPrice = order.ExactUnlessZero("stop_price"),
            IsTriggered = order.TextOrEmpty("trigger_status") == "STOP_TRIGGERED",
            UpdatedAt = time,
        };
    }

    /// <returns>Null where it is not an execution: the venue also writes corrections of its books.</returns>
    /// <example><c>{"entry_id":"dc74","trade_id":"19fc7eee-f4b4-40a7-8104-033da1db5311","order_id":"01b6e467-b659-432f-9490-c7cefe949564","trade_time":"2023-11-26T10:19:47.504Z","trade_type":"FILL","price":"0.392","size":"10","commission":"0.03136","product_id":"ADA-USDT","liquidity_indicator":"TAKER","size_in_quote":false,"side":"SELL"}</c></example>
    public static VenueFill? Fill(JsonElement fill, InstrumentId instrument)
    {
        if (fill.TextOrEmpty("trade_type") is not ("FILL" or "")) return null;
        var (price, size) = (fill.Exact("price"), fill.Exact("size"));
        return new VenueFill
        {
            Instrument = instrument,
            TradeId = new TradeId(fill.Text("trade_id")),
            VenueOrderId = fill.Text("order_id"),
            Side = OrderWords.ReadSide(fill.Text("side")),
            Price = price,
            Quantity = fill.Flag("size_in_quote") ? Math.Round(size / price, QuantityDecimals) : size,
            Fee = fill.Exact("commission"),
            FeeAsset = instrument.Quote,
            Role = fill.TextOrEmpty("liquidity_indicator") == "MAKER" ? LiquidityRole.Maker : LiquidityRole.Taker,
            Time = MarketReader.Time(fill, "trade_time"),
        };
    }

    private static Instant Latest(Instant one, Instant? other) => other is { } time && time > one ? time : one;
}
