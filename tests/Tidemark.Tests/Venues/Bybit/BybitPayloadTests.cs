using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Tidemark.Engine.Books;
using Tidemark.Venues.Books;
using Tidemark.Venues.Bybit.Answers;
using Tidemark.Venues.Bybit.Streams;
using Tidemark.Venues.Bybit.Wire;
using Tidemark.Venues.Json;

namespace Tidemark.Tests.Venues.Bybit;

/// <summary>Payloads of Bybit give the values that they hold; those recorded with the reading of another library give the same as that.</summary>
public sealed class BybitPayloadTests
{
    private static readonly BookScale Bitcoin = new(0.1m, 0.000001m);

    [Fact]
    public void Bars_OfAnAnswer_EqualTheOtherLibrarys()
    {
        var (answer, parsed) = Recorded("fetch_ohlcv_BTC_USDT.json");
        var bars = MarketReader.Bars(answer);
        var expected = parsed.EnumerateArray().Select(row => new Bar(row[0].Time(), row[1].GetDouble(), row[2].GetDouble(), row[3].GetDouble(), row[4].GetDouble(), row[5].GetDouble()));
        Assert.Equal(expected, bars);
        Assert.Equal(3, bars.Count);
    }

    [Fact]
    public void Trades_OfAnAnswer_EqualTheOtherLibrarys()
    {
        var (answer, parsed) = Recorded("fetch_trades_BTC_USDT.json");
        var expected = parsed.EnumerateArray().Select(row => new Trade(row.Time("timestamp"), row.GetProperty("price").GetDouble(), row.GetProperty("amount").GetDouble(),
            row.Text("side") == "buy" ? Side.Buy : Side.Sell, row.Whole("id"))).ToArray();
        Assert.Equal(expected, MarketReader.Trades(answer));
        Assert.Equal(5, expected.Length);
    }

    [Fact]
    public void Book_OfAnAnswer_EqualsTheOtherLibrarys()
    {
        var (answer, parsed) = Recorded("fetch_order_book_BTC_USDT.json");
        var book = MarketReader.Book(answer, Bitcoin);
        var levels = Enumerable.Range(0, book.Ticks.Length).Select(row => (Bitcoin.PriceOf(book.Ticks.Span[row]), Bitcoin.QuantityOf(book.Lots.Span[row]))).ToArray();
        (double, double)[] Rows(string side) => [.. parsed.GetProperty(side).EnumerateArray().Select(row => (row[0].GetDouble(), row[1].GetDouble()))];
        Assert.Equal([.. Rows("bids"), .. Rows("asks")], levels);
        Assert.Equal((5, 14_168_789L, Instant.FromUnixMilliseconds(1_770_531_563_990)), (book.BidCount, book.UpdateId, book.Time));
    }

    [Fact]
    public void SpotInstruments_EqualTheOtherLibrarys()
    {
        var (_, parsed) = Recorded("fetch_markets.json.gz");
        var rows = parsed.EnumerateArray().ToArray();
        var answer = Json("{\"result\":{\"list\":[" + string.Join(',', rows.Select(row => row.GetProperty("info").GetRawText())) + "]}}");
        var (instruments, cursor) = InstrumentReader.Read(answer, default);
        Assert.Null(cursor);
        Assert.Equal(5, instruments.Count);
        foreach (var (row, instrument) in rows.Zip(instruments))
        {
            Assert.Equal((row.Text("symbol"), row.Text("id"), row.GetProperty("active").GetBoolean()), (instrument.Id.Symbol, instrument.Symbol, instrument.IsTrading));
            Assert.Equal((row.GetProperty("precision").Exact("price"), row.GetProperty("precision").Exact("amount")), (instrument.Rules.PriceTick, instrument.Rules.QuantityStep));
            var limits = row.GetProperty("limits");
            Assert.Equal((limits.GetProperty("amount").Exact("min"), limits.GetProperty("cost").Exact("min")), (instrument.Rules.MinimumQuantity, instrument.Rules.MinimumNotional));
        }
    }

    [Fact]
    public void Instruments_OfSpotAndContracts_CarryTheirRules()
    {
        var spot = InstrumentReader.Read(Payload("http_get_instruments_spot.json"), default).Instruments;
        Assert.Equal(["BTC/USDT@bybit", "ETH/USDT@bybit"], spot.Select(item => item.Id.ToString()));
        Assert.Equal((0.1m, 0.0001m, 0.001m, 100m, 10m, 1_000_000m), (spot[0].Rules.PriceTick, spot[0].Rules.QuantityStep, spot[0].Rules.MinimumQuantity, spot[0].Rules.MaximumQuantity, spot[0].Rules.MinimumNotional, spot[0].Rules.Bounds?.MaximumNotional));
        var linear = InstrumentReader.Read(Payload("http_get_instruments_linear.json"), default).Instruments;
        Assert.Equal(["BTC/USDT:USDT@bybit", "ETH/USDT:USDT@bybit"], linear.Select(item => item.Id.ToString()));
        Assert.Equal((0.5m, 0.001m, 50m, 5m), (linear[0].Rules.PriceTick, linear[0].Rules.QuantityStep, linear[0].Rules.MaximumMarketQuantity, linear[0].Rules.MinimumNotional));
        Assert.Equal(Instant.FromUnixMilliseconds(1_699_990_000_000), linear[0].Instrument.ListedAt);
        Assert.Null(InstrumentReader.Read(Payload("http_get_instruments_linear_symbol_type.json"), default).Instruments[0].Instrument.ListedAt);
        Assert.Empty(InstrumentReader.Read(Payload("http_get_instruments_inverse.json"), default).Instruments);
    }

    [Fact]
    public void Future_IsNamedAfterItsDelivery()
    {
        var answer = Json("""{"result":{"list":[{"symbol":"BTC-26DEC25","contractType":"LinearFutures","status":"Trading","baseCoin":"BTC","quoteCoin":"USDC","settleCoin":"USDC","launchTime":"1700000000000","deliveryTime":"1766736000000","priceFilter":{"tickSize":"0.5"},"lotSizeFilter":{"qtyStep":"0.001"}}],"nextPageCursor":"first%3D2"}}""");
        var (instruments, cursor) = InstrumentReader.Read(answer, default);
        Assert.Equal(("BTC/USDC:USDC-251226@bybit", "first%3D2"), (instruments[0].Id.ToString(), cursor));
        Assert.Equal(Instant.FromUnixMilliseconds(1_766_736_000_000), instruments[0].Id.ExpiresAt);
    }

    [Fact]
    public void FundingAndBars_OfContracts_AreTheOldestFirst()
    {
        var rates = MarketReader.Funding(Payload("http_get_funding_history.json"));
        Assert.Equal([(1_709_856_000_000, 0.00015), (1_709_884_800_000, 0.0001)], rates.Select(rate => (rate.Time.UnixMilliseconds, rate.Rate)));
        var bar = MarketReader.Bars(Payload("http_get_klines_linear.json")).Single();
        Assert.Equal(new Bar(Instant.FromUnixMilliseconds(1_709_891_679_000), 27_450, 27_460, 27_440, 27_455, 123.45), bar);
        var book = MarketReader.Book(Payload("http_get_orderbook.json"), new BookScale(0.5m, 0.001m));
        Assert.Equal([54_901, 54_900, 54_899, 54_902, 54_903, 54_904], book.Ticks.ToArray());
    }

    [Fact]
    public void StreamMessages_GiveTheirValues()
    {
        var message = new BookMessage();
        message.Read(Bytes("ws_orderbook_snapshot.json"), new BookScale(0.5m, 0.001m));
        Assert.Equal((true, 123_456_789L, 2, "27450.0 0.500"), (message.IsSnapshot, message.UpdateId, message.BidCount, $"{message.Ticks[0] * 0.5m} {message.Lots[0] * 0.001m}"));
        message.Read(Bytes("ws_orderbook_delta.json"), new BookScale(0.5m, 0.001m));
        Assert.Equal((false, 123_456_790L, 1, 0L, 1_709_891_679_500), (message.IsSnapshot, message.UpdateId, message.BidCount, message.Lots[1], message.Time.UnixMilliseconds));
        Assert.Equal("orderbook.1.BTCUSDT"u8, StreamHead.Topic(Bytes("ws_orderbook_delta.json")));
        Assert.True(StreamHead.Topic(Bytes("ws_subscription_ack.json")).IsEmpty);
        List<Trade> trades = [];
        MessageReader.Trades(Bytes("ws_public_trade.json"), trades);
        Assert.Equal(new Trade(Instant.FromUnixMilliseconds(1_709_891_679_000), 27_451, 0.01, Side.Buy, TradeNumber.Of("9dc75fca-4bdd-4773-9f78-6f5d7ab2a110")), trades.Single());
        Assert.Equal([(new Bar(Instant.FromUnixMilliseconds(1_672_324_800_000), 16_649.5, 16_677, 16_608, 16_677, 2.081), false)], MessageReader.Bars(Bytes("ws_kline.json")));
        Assert.Equal((true, 17_217.33, -0.000212, Instant.FromUnixMilliseconds(1_673_280_000_000)), MessageReader.Ticker(Bytes("ws_ticker_linear.json")));
    }

    [Fact]
    public void RecordedBook_FollowsTheRule_AndIsNeverCrossed()
    {
        var scale = new BookScale(0.0001m, 1m);
        var builder = new BookBuilder(scale);
        var (message, rule, updates) = (new BookMessage(), new SequenceRule(), 0);
        foreach (var line in Lines(SharedFolders.DataPath("orderbook/bybit_XRPUSDT_ob500_20241201.jsonl.gz")))
        {
            message.Read(Encoding.UTF8.GetBytes(line), scale);
            if (message.IsSnapshot) builder.Apply(message.ToSnapshot().ToArrival(new InstrumentIndex(0), message.Time));
            else
            {
                Assert.Equal(UpdateVerdict.Next, rule.Judge(builder.Book.UpdateId, false, message.Mark));
                builder.Apply(message.ToArrival(new InstrumentIndex(0), message.Time));
                updates++;
            }
            Assert.True(builder.Book is { IsValid: true, IsCrossed: false, BidCount: 500, AskCount: 500 }, $"{builder.Book.UpdateId}: {builder.Book.BidCount} bids, {builder.Book.AskCount} asks");
        }
        Assert.Equal(49, updates);
    }

    [Fact]
    public void Update_WithNumberOne_IsTheBookAnew()
    {
        var message = new BookMessage();
        message.Read("""{"topic":"orderbook.50.BTCUSDT","type":"delta","ts":1687940967466,"data":{"s":"BTCUSDT","b":[["30247.20","30.028"]],"a":[],"u":1,"seq":66544703342},"cts":1687940967464}"""u8, Bitcoin);
        Assert.True(message.IsSnapshot);
    }

    [Theory]
    [InlineData("""{"topic":"orderbook.50.BTCUSDT","type":"delta","ts":1,"data":{"b":[["30247.25","1"]],"a":[],"u":2}}""")]
    [InlineData("""{"topic":"orderbook.50.BTCUSDT","type":"delta","ts":1,"data":{"b":[["30247.2",1]],"a":[],"u":2}}""")]
    [InlineData("""{"topic":"orderbook.50.BTCUSDT","type":"delta","ts":1,"data":{"b":[["30247.2"]],"a":[],"u":2}}""")]
    [InlineData("""{"topic":"orderbook.50.BTCUSDT","type":"delta","ts":1,"data":{"b":[["30247.2","-1"]],"a":[],"u":2}}""")]
    [InlineData("""{"topic":"orderbook.50.BTCUSDT","type":"other","ts":1,"data":{"b":[],"a":[],"u":2}}""")]
    [InlineData("""{"topic":"orderbook.50.BTCUSDT","type":"delta","ts":1,"data":{"b":[],"u":2}}""")]
    [InlineData("""{"topic":"orderbook.50.BTCUSDT","type":"delta","data":{"b":[],"a":[],"u":2}}""")]
    [InlineData("""{"topic":"orderbook.50.BTCUSDT","type":"delta","ts":1,"data":{"b":[],"a":[],"u":2}""")]
    public void BookMessage_ThatIsNotWhatItShouldBe_IsRefused(string text)
    {
        var failure = Record.Exception(() => new BookMessage().Read(Encoding.UTF8.GetBytes(text), Bitcoin));
        Assert.True(failure is not null && JsonFields.IsFault(failure), $"{failure}");
    }

    [Fact]
    public void TradeNumber_IsKept_OrMadeOfTheName()
    {
        Assert.Equal(2_290_000_001_022_367_683, TradeNumber.Of("2290000001022367683"));
        Assert.Equal(TradeNumber.Of("20f43950-d8dd-5b31-9112-a178eb6023af"), TradeNumber.Of("20f43950-d8dd-5b31-9112-a178eb6023af"));
        Assert.NotEqual(TradeNumber.Of("20f43950-d8dd-5b31-9112-a178eb6023af"), TradeNumber.Of("20f43950-d8dd-5b31-9112-a178eb6023ae"));
    }

    /// <summary>An answer and what the other library made of it.</summary>
    private static (JsonElement Answer, JsonElement Parsed) Recorded(string file)
    {
        var root = Json(string.Concat(Lines(SharedFolders.DataPath($"fixtures/ccxt_rs/bybit/{file}"))));
        return (root.GetProperty("http_response"), root.GetProperty("parsed_response"));
    }

    private static JsonElement Payload(string file) => Json(Encoding.UTF8.GetString(Bytes(file)));

    private static byte[] Bytes(string file) => File.ReadAllBytes(SharedFolders.DataPath($"fixtures/nautilus/bybit/{file}"));

    private static IEnumerable<string> Lines(string path)
    {
        using Stream file = File.OpenRead(path);
        using var text = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        while (text.ReadLine() is { } line) yield return line;
    }

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
