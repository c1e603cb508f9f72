using System.Globalization;
using System.Text.Json;
using Tidemark.Venues.Binance.Trading;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Binance.Answers;

/// <summary>Reads events of the user data stream.</summary>
/// <remarks>Source: Binance's documentation, "User Data Streams".</remarks>
internal static class UserEventReader
{
    /// <example><c>{"e":"executionReport","E":1499405658658,"s":"ETHBTC","c":"mUvoqJxFIILMdfAW5iGSOW","S":"BUY","o":"LIMIT","f":"GTC","q":"1.0","p":"0.10264410","P":"0.0","C":"","x":"TRADE","X":"FILLED","r":"NONE","i":4293153,"l":"1.0","z":"1.0","L":"0.10264410","n":"0.001","N":"ETH","T":1499405658657,"t":77517,"m":false,"Z":"0.10264410"}</c></example>
    public static VenueOrder Order(JsonElement report, InstrumentId instrument)
    {
        var (status, reason) = OrderWords.ReadStatus(report.Text("X"));
        var (client, original) = (report.Text("c"), report.TextOrEmpty("C"));
        return new VenueOrder
        {
            Instrument = instrument,
            // A cancellation has a name of its own; the order's stands beside it.
            ClientId = report.Text("x") == "CANCELED" && original.Length > 0 ? original : client,
            VenueId = IdOf(report),
            Side = OrderWords.ReadSide(report.Text("S")),
            Type = OrderWords.ReadType(report.Text("o")),
            Status = status,
            Reason = status == OrderStatus.Rejected ? ReadRejection(report.TextOrEmpty("r")) : reason,
            Quantity = report.Exact("q"),
            FilledQuantity = report.Exact("z"),
            FilledNotional = report.ExactOrNull("Z"),
            LimitPrice = report.ExactUnlessZero("p"),
            StopPrice = report.ExactUnlessZero("P"),
            UpdatedAt = report.Time("T"),
        };
    }

    /// <summary>The execution in a report; null where it tells of none.</summary>
    public static VenueFill? Fill(JsonElement report, VenueOrder order) => report.Text("x") is not ("TRADE" or "CALCULATED") || report.Whole("t") <= 0 ? null : new VenueFill
    {
        Instrument = order.Instrument,
        TradeId = new TradeId(report.Whole("t")),
        VenueOrderId = order.VenueId,
        ClientId = order.ClientId,
        Side = order.Side,
        Price = report.Exact("L"),
        Quantity = report.Exact("l"),
        Fee = report.ExactOrNull("n") ?? 0m,
        FeeAsset = report.TextOrEmpty("N"),
        Role = report.Flag("m") ? LiquidityRole.Maker : LiquidityRole.Taker,
        Time = report.Time("T"),
    };

    /// <example><c>{"e":"outboundAccountPosition","E":1564034571105,"u":1564034571073,"B":[{"a":"ETH","f":"10000.000000","l":"0.000000"}]}</c></example>
    public static IReadOnlyList<VenueBalance> Balances(JsonElement report) =>
        [.. report.GetProperty("B").EnumerateArray().Select(item => new VenueBalance(item.Text("a"), item.Exact("f"), item.Exact("l")))];

    private static string IdOf(JsonElement report) => report.Whole("i").ToString(CultureInfo.InvariantCulture);

    private static OrderReason ReadRejection(string reason) => reason switch
    {
        "INSUFFICIENT_BALANCES" => OrderReason.InsufficientFunds,
        "WOULD_MATCH_IMMEDIATELY" => OrderReason.WouldTakeLiquidity,
        _ => OrderReason.None,
    };
}
