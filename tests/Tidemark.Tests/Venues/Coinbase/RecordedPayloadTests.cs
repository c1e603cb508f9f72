using System.Text.Json;
using Tidemark.Venues.Coinbase.Wire;
using Tidemark.Venues.Ports;

namespace Tidemark.Tests.Venues.Coinbase;

/// <summary>Payloads of Advanced Trade that others have kept are read as what they say.</summary>
public sealed class RecordedPayloadTests
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Spot("BTC", "USD", "coinbase");
    private static readonly BookScale Scale = new(0.01m, 0.00000001m);
    private static readonly Instant Now = Instant.FromDate(2026, 4, 8);

    [Fact]
    public void Products_AreInstrumentsWithTheirRules()
    {
        var instruments = InstrumentReader.Read(Load("http_products.json"), Now);
        Assert.Equal(["BTC/USD@coinbase", "BTC/USDC@coinbase"], instruments.Select(item => item.Id.ToString()));
        var bitcoin = instruments[0];
        Assert.True(bitcoin is { Symbol: "BTC-USD", IsTrading: true, Rules: { PriceTick: 0.01m, QuantityStep: 0.00000001m, MinimumQuantity: 0.00000001m, MaximumQuantity: 3_400m, MinimumNotional: 1m, Bounds.MaximumNotional: 150_000_000m } });
        Assert.Equal(Scale, bitcoin.Scale);
        // Futures are left out.
        Assert.Empty(InstrumentReader.Read(Load("http_products_future.json"), Now));
    }

    [Fact]
    public void Candles_AreBarsOldestFirst()
    {
        var bars = MarketReader.Bars(Load("http_candles.json"));
        Assert.Equal([Bar.Create(Instant.FromUnixSeconds(1712188800), 65984.18, 66387.77, 65857.35, 66314.59, 358.74851052), Bar.Create(Instant.FromUnixSeconds(1712192400), 66312.4, 66331.99, 66055.14, 66181.6, 355.82896243)], bars);
    }

    [Fact]
    public void Ticker_IsTradesOldestFirst_WithTheOtherSideThanTheVenues()
    {
        var trades = MarketReader.Trades(Load("http_ticker.json"));
        Assert.Equal([995098661, 995098662, 995098663], trades.Select(trade => trade.TradeId));
        Assert.Equal(new Trade(Instant.Parse("2026-04-07T00:28:58.544778Z"), 68923.67, 0.00064, Side.Buy, 995098663), trades[^1]);
        Assert.Equal(Side.Sell, trades[0].Aggressor);
    }

    [Fact]
    public void ProductBook_IsOnTheGrid()
    {
        var book = MarketReader.Book(Load("http_product_book.json"), Scale);
        Assert.Equal((5, 10), (book.BidCount, book.Ticks.Length));
        Assert.Equal((6892366L, 17189468L), (book.Ticks.Span[0], book.Lots.Span[0]));
        Assert.Equal((6892367L, 16987193L), (book.Ticks.Span[5], book.Lots.Span[5]));
        Assert.Equal(Instant.Parse("2026-04-07T00:28:59.662782Z"), book.Time);
    }

    [Fact]
    public void Orders_AreReadWithTheirTerms()
    {
        var order = OrderReader.Order(Load("http_order.json").GetProperty("order"), Bitcoin, Now);
        Assert.True(order is { ClientId: "11111-000000-000000", VenueId: "0000-000000-000000", Side: Side.Buy, Type: OrderType.Limit, Status: OrderStatus.PartiallyFilled, Quantity: 0.001m, FilledQuantity: 0.001m, FilledNotional: 10_000m, LimitPrice: 10_000m });
        var list = Load("http_orders_list.json").GetProperty("orders").EnumerateArray().Select(item => OrderReader.Order(item, Bitcoin, Now)).ToArray();
        Assert.True(list[0] is { Status: OrderStatus.Open, Type: OrderType.Limit, LimitPrice: 45_000m, Quantity: 0.01m, FilledQuantity: 0m });
        Assert.True(list[^1] is { Status: OrderStatus.Filled, Type: OrderType.Market });
    }

    [Fact]
    public void Fills_HaveTheirFeeInQuoteCurrency()
    {
        var root = Load("../../ccxt/coinbase_static_responses.json")[1].GetProperty("httpResponse").GetProperty("fills")[0];
        var fill = OrderReader.Fill(root, InstrumentId.Spot("ADA", "USDT", "coinbase"))!;
        Assert.Equal(new TradeId("19fc7eee-f4b4-40a7-8104-033da1db5311"), fill.TradeId);
        Assert.True(fill is { VenueOrderId: "01b6e467-b659-432f-9490-c7cefe949564", Side: Side.Sell, Price: 0.392m, Quantity: 10m, Fee: 0.03136m, FeeAsset: "USDT", Role: LiquidityRole.Taker });
        Assert.Equal(Instant.Parse("2023-11-26T10:19:47.504Z"), fill.Time);
    }

    [Fact]
    public void Accounts_AreBalances()
    {
        var balances = Load("http_accounts.json").GetProperty("accounts").EnumerateArray().Select(AccountReader.Balance);
        Assert.Equal([new VenueBalance("BTC", 1.23456789m, 0.005m), new VenueBalance("USD", 10_000.50m, 450m)], balances);
    }

    [Theory]
    [InlineData("ws_l2_data_snapshot.json", 0, true, 3, new[] { 6890000L, 6889950L, 6889900L, 6890100L, 6890150L, 6890200L }, new[] { 150000000L, 75000000L, 230000000L, 50000000L, 120000000L, 80000000L })]
    [InlineData("ws_l2_data_update.json", 1, false, 1, new[] { 6890000L, 6890100L }, new[] { 200000000L, 0L })]
    public void Levels_AreReadFromTheirBytes(string file, long sequence, bool isSnapshot, int bids, long[] ticks, long[] lots)
    {
        var envelope = StreamEnvelope.Read(Bytes(file));
        Assert.Equal(("l2_data", sequence), (envelope.Channel, envelope.Sequence));
        var (levels, heard) = (new LevelEvent(), new List<string>());
        LevelReader.Read(envelope.Events, _ => Scale, levels, heard.Add);
        Assert.Equal(["BTC-USD"], heard);
        Assert.Equal((isSnapshot, bids), (levels.IsSnapshot, levels.BidCount));
        Assert.Equal(ticks, levels.Ticks.ToArray());
        Assert.Equal(lots, levels.Lots.ToArray());
    }

    [Theory]
    [InlineData("ws_ticker.json", "ticker", 12, "2026-04-07T14:30:03Z")]
    [InlineData("ws_market_trades.json", "market_trades", 5, "2026-04-07T14:30:02.789012Z")]
    [InlineData("ws_user.json", "user", 1, "2026-04-07T14:30:06Z")]
    [InlineData("ws_heartbeats.json", "heartbeats", 0, "2026-04-07T14:30:10Z")]
    [InlineData("ws_subscriptions.json", "subscriptions", 0, "2026-04-07T14:30:00Z")]
    public void Envelopes_TellChannelNumberAndTime(string file, string channel, long sequence, string time)
    {
        var envelope = StreamEnvelope.Read(Bytes(file));
        Assert.Equal((channel, sequence, Instant.Parse(time)), (envelope.Channel, envelope.Sequence, envelope.Time));
        Assert.Equal(JsonValueKind.Array, JsonElement.Parse(envelope.Events).ValueKind);
    }

    [Fact]
    public void Stream_TellsTradesAndOrders()
    {
        var trades = JsonElement.Parse(StreamEnvelope.Read(Bytes("ws_market_trades.json")).Events)[0].GetProperty("trades").EnumerateArray().Select(MarketReader.Trade).ToArray();
        Assert.Equal(new Trade(Instant.Parse("2026-04-07T14:30:02.789012Z"), 68900.5, 0.0015, Side.Sell, 995098700), trades[0]);
        var order = OrderReader.Update(JsonElement.Parse(StreamEnvelope.Read(Bytes("ws_user.json")).Events)[0].GetProperty("orders")[0], Bitcoin, Now);
        Assert.True(order is { ClientId: "11111-000000-000001", Status: OrderStatus.Open, Type: OrderType.Limit, Side: Side.Buy, Quantity: 0.001m, FilledQuantity: 0m });
    }

    [Theory]
    [InlineData("""{"type":"error","message":"authentication failure"}""", "authentication failure")]
    [InlineData("""{"type":"error"}""", "error")]
    public void Errors_AreToldAsSuch(string message, string expected) => Assert.Equal(expected, StreamEnvelope.Read(System.Text.Encoding.UTF8.GetBytes(message)).Error);

    private static JsonElement Load(string file) => JsonElement.Parse(Bytes(file));

    private static byte[] Bytes(string file) => File.ReadAllBytes(SharedFolders.DataPath($"fixtures/nautilus/coinbase/{file}"));
}
