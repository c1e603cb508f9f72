using System.Globalization;
using System.Text.Json;
using Tidemark.Venues.Json;
using Tidemark.Venues.Kraken.Trading;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Kraken.Answers;

/// <summary>Reads orders and own trades of requests.</summary>
internal static class OrderReader
{
    /// <example><c>{"refid":null,"userref":0,"cl_ord_id":"…","status":"open","opentm":1688666559.8974,"expiretm":0,"descr":{"pair":"XBTUSD","type":"buy","ordertype":"limit","price":"30010.0","price2":"0"},"vol":"1.25","vol_exec":"0.375","cost":"11253.7","fee":"0.0","price":"30010.0","stopprice":"0.0","limitprice":"0.0","oflags":"fciq"}</c></example>
    /// <param name="id">The venue's name.</param>
    /// <param name="order">What it tells.</param>
    /// <param name="instrument">Of the order.</param>
    /// <param name="asOf">When that was not yet out of date.</param>
    public static VenueOrder Order(string id, JsonElement order, InstrumentId instrument, Instant asOf)
    {
        var terms = order.GetProperty("descr");
        var type = OrderWords.ReadType(terms.Text("ordertype"));
        var (status, reason) = OrderWords.ReadStatus(order.Text("status"), order.TextOrEmpty("reason"));
        var (quantity, filled) = (order.Exact("vol"), order.Exact("vol_exec"));
        // A market order may have been given a volume in quote currency.
        if (order.TextOrEmpty("oflags").Contains("viqc", StringComparison.Ordinal) && filled > 0m) quantity = filled;
        var opened = MarketReader.SecondsOf(order.GetProperty("opentm"));
        return new VenueOrder
        {
            Instrument = instrument,
            ClientId = order.TextOrEmpty("cl_ord_id"),
            VenueId = id,
            Side = OrderWords.ReadSide(terms.Text("type")),
            Type = type,
            Status = status == OrderStatus.Open && filled > 0m ? OrderStatus.PartiallyFilled : status,
            Reason = reason,
            Quantity = quantity,
            FilledQuantity = filled,
            FilledNotional = order.ExactOrNull("cost"),
            LimitPrice = type.WaitsForTrigger() ? PriceOf(terms, "price2") : type.HasLimit() ? PriceOf(terms, "price") : null,
            StopPrice = type == OrderType.TrailingStop ? order.ExactUnlessZero("stopprice") : type.WaitsForTrigger() ? PriceOf(terms, "price") : null,
            UpdatedAt = order.TryGetProperty("closetm", out var closed) && closed.ValueKind == JsonValueKind.Number ? MarketReader.SecondsOf(closed) : Instant.Max(opened, asOf),
        };
    }

    /// <summary>When an order came to be.</summary>
    public static Instant OpenedAt(JsonElement order) => MarketReader.SecondsOf(order.GetProperty("opentm"));

    /// <summary>The pair of an order, by one of its names.</summary>
    public static string PairOf(JsonElement order) => order.GetProperty("descr").Text("pair");

    /// <summary>Fees are in quote currency here.</summary>
    /// <example><c>{"ordertxid":"OQCLML-BW3P3-BUCMWZ","postxid":"TKH2SE-M7IF5-CFI7LT","pair":"XXBTZUSD","time":1688667796.8802,"type":"buy","ordertype":"limit","price":"30010.00000","cost":"600.20000","fee":"0.00000","vol":"0.02000000","margin":"0.00000","misc":"","trade_id":40274859,"maker":true}</c></example>
    public static VenueFill OwnTrade(string id, JsonElement trade, InstrumentId instrument) => new()
    {
        Instrument = instrument,
        TradeId = new TradeId(id),
        VenueOrderId = trade.Text("ordertxid"),
        Side = OrderWords.ReadSide(trade.Text("type")),
        Price = trade.Exact("price"),
        Quantity = trade.Exact("vol"),
        Fee = trade.Exact("fee"),
        FeeAsset = instrument.Quote,
        Role = trade.Flag("maker") ? LiquidityRole.Maker : LiquidityRole.Taker,
        Time = MarketReader.SecondsOf(trade.GetProperty("time")),
    };

    /// <summary>A price of the terms; null where it is none, or follows the market.</summary>
    private static decimal? PriceOf(JsonElement terms, string name) =>
        decimal.TryParse(terms.TextOrEmpty(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) && price > 0m ? price : null;
}
