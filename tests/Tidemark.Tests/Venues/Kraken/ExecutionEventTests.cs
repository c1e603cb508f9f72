using System.Text.Json;
using Tidemark.Venues.Kraken.Trading;
using Tidemark.Venues.Ports;

namespace Tidemark.Tests.Venues.Kraken;

/// <summary>Events of orders, as the venue documents them: most leave out what was told before.</summary>
public sealed class ExecutionEventTests
{
    private const string Begun = """
        {"order_id":"OK4GJX-KSTLS-7DZZO5","cl_ord_id":"ours","symbol":"BTC/USD","order_qty":0.005,"cum_cost":0.0,"time_in_force":"GTC","exec_type":"pending_new","side":"sell","order_type":"limit","order_userref":3,
        "limit_price_type":"static","triggers":null,"stop_price":0.0,"limit_price":26500.0,"fee_usd_equiv":0.0,"fee_ccy_pref":"fciq","order_status":"pending_new","timestamp":"2023-09-22T10:33:05.709950Z"}
        """;

    private static readonly InstrumentId Bitcoin = InstrumentId.Spot("BTC", "USD", "kraken");
    private readonly OrderLog log = new();
    private readonly LatestTime latest = new();
    private readonly ExecutionEvents events;

    public ExecutionEventTests() => events = new ExecutionEvents(name => name == "BTC/USD" ? Bitcoin : null, log, latest);

    [Fact]
    public void OrderThatFills_KeepsWhatWasToldOfItBefore()
    {
        Take(Begun);
        Take("""{"timestamp":"2023-09-22T10:33:05.709982Z","order_status":"new","exec_type":"new","order_userref":3,"order_id":"OK4GJX-KSTLS-7DZZO5"}""");
        Take("""
            {"order_id":"OK4GJX-KSTLS-7DZZO5","exec_id":"T2HS6G-V7KMM-ZX4UQX","exec_type":"trade","trade_id":365573,"symbol":"BTC/USD","side":"sell","last_qty":0.005,"last_price":26599.9,"liquidity_ind":"m",
            "cost":132.9995,"order_status":"filled","order_type":"limit","cum_qty":0.005,"cum_cost":132.9995,"timestamp":"2023-09-22T10:33:06.1Z","fee_usd_equiv":0.34,"fees":[{"asset":"USD","qty":0.3458}]}
            """);
        Take("""{"timestamp":"2023-09-22T10:33:06.1Z","order_status":"filled","exec_type":"filled","order_userref":3,"order_id":"OK4GJX-KSTLS-7DZZO5","cum_qty":0.005,"cum_cost":132.9995,"avg_price":26599.9}""");
        Assert.Equal([OrderStatus.Open, OrderStatus.Open, OrderStatus.Filled, OrderStatus.Filled], log.Orders.Select(order => order.Status));
        Assert.All(log.Orders, order => Assert.Equal(("ours", Side.Sell, OrderType.Limit, 0.005m, (decimal?)26_500m), (order.ClientId, order.Side, order.Type, order.Quantity, order.LimitPrice)));
        Assert.Equal((0.005m, 132.9995m), (log.Orders[^1].FilledQuantity, log.Orders[^1].FilledNotional));
        Assert.Equal(new VenueFill
        {
            Instrument = Bitcoin,
            TradeId = new TradeId("T2HS6G-V7KMM-ZX4UQX"),
            VenueOrderId = "OK4GJX-KSTLS-7DZZO5",
            ClientId = "ours",
            Side = Side.Sell,
            Price = 26_599.9m,
            Quantity = 0.005m,
            Fee = 0.3458m,
            FeeAsset = "USD",
            Role = LiquidityRole.Maker,
            Time = Instant.Parse("2023-09-22T10:33:06.1Z"),
        }, Assert.Single(log.Fills));
        Assert.Equal(Instant.Parse("2023-09-22T10:33:06.1Z"), latest.Value);
    }

    [Fact]
    public void OrderThatIsAmended_AndCanceled_SaysSo()
    {
        Take(Begun);
        Take("""{"order_id":"OK4GJX-KSTLS-7DZZO5","exec_type":"amended","order_status":"new","order_qty":0.004,"limit_price":26400.0,"timestamp":"2023-09-22T10:34:00Z"}""");
        Take("""{"order_id":"OK4GJX-KSTLS-7DZZO5","exec_type":"canceled","order_status":"canceled","cum_qty":0.0,"reason":"User requested","timestamp":"2023-09-22T10:35:00Z"}""");
        Assert.Equal((0.004m, (decimal?)26_400m), (log.Orders[1].Quantity, log.Orders[1].LimitPrice));
        Assert.Equal((OrderStatus.Canceled, OrderReason.Requested, 0.004m), (log.Orders[2].Status, log.Orders[2].Reason, log.Orders[2].Quantity));
        Assert.Empty(log.Problems);
    }

    [Fact]
    public void EventOfAnUnknownOrder_IsAProblem_ButAFillOfOneIsNot()
    {
        Take("""{"order_id":"OTHER1-KSTLS-7DZZO5","exec_type":"canceled","order_status":"canceled","timestamp":"2023-09-22T10:35:00Z"}""");
        Take("""{"order_id":"OTHER2-KSTLS-7DZZO5","exec_type":"canceled","order_status":"canceled","symbol":"BTC/USD","timestamp":"2023-09-22T10:35:00Z"}""");
        Take("""
            {"order_id":"OTHER3-KSTLS-7DZZO5","exec_id":"T2HS6G-V7KMM-ZX4UQX","exec_type":"trade","symbol":"BTC/USD","side":"buy","last_qty":0.005,"last_price":26599.9,"liquidity_ind":"t","order_status":"filled","order_type":"limit","timestamp":"2023-09-22T10:33:06.1Z"}
            """);
        Assert.Equal(2, log.Problems.Count);
        Assert.Empty(log.Orders);
        Assert.Equal((Side.Buy, LiquidityRole.Taker, 0m), (log.Fills[0].Side, log.Fills[0].Role, log.Fills[0].Fee));
    }

    private void Take(string item)
    {
        using var document = JsonDocument.Parse($"[{item}]");
        events.Take(document.RootElement);
    }
}
