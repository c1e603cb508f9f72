using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Tidemark.Venues.Kraken.Answers;
using Tidemark.Venues.Kraken.Wire;
using Tidemark.Venues.Ports;

namespace Tidemark.Tests.Venues.Kraken;

/// <summary>Messages and answers of Kraken, recorded ones where there are.</summary>
public sealed class KrakenWireTests
{
    [Fact]
    public void Book_RecordedUpdatesAtDepthThousand_FitEveryChecksum()
    {
        var books = new Dictionary<string, BookView>();
        var compared = 0;
        using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedFolders.DataPath("fixtures/cryptofeed/KRAKEN.ws.50.0.gz")), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            var at = line.IndexOf(": [", StringComparison.Ordinal);
            if (at < 0) continue;
            using var document = JsonDocument.Parse(line[(at + 2)..]);
            var parts = document.RootElement.EnumerateArray().ToList();
            var name = parts[^1].GetString()!;
            var isWhole = parts[1].TryGetProperty("as", out _);
            var (item, decimals) = AsVersionTwo(name, parts);
            if (isWhole) books[name] = new BookView(Pair(name, decimals), 1_000);
            books[name].Take(Encoding.UTF8.GetBytes(item), isWhole);
            if (isWhole) continue;
            Assert.True(books[name].IsRight(), line);
            compared++;
        }
        Assert.True(compared > 3_000, $"only {compared} checksums");
    }

    [Fact]
    public void Book_LevelsPushedOutOfTheDepth_AreToldAsGone()
    {
        var view = new BookView(Pair("BTC/USD", (1, 8)), 10);
        string Levels(IEnumerable<int> prices) => string.Join(',', prices.Select(price => $$"""{"price":{{price}}.0,"qty":1.00000000}"""));
        view.Take(Encoding.UTF8.GetBytes($$"""{"symbol":"BTC/USD","asks":[{{Levels(Enumerable.Range(101, 10))}}],"bids":[{{Levels(Enumerable.Range(91, 10).Reverse())}}]}"""), isWhole: true);
        var (ticks, lots) = (new List<long>(), new List<long>());
        Assert.Equal(10, view.TakeChanges(ticks, lots));
        ticks.Clear();
        lots.Clear();
        view.Take("""{"asks":[{"price":100.5,"qty":2},{"price":103.0,"qty":0},{"price":100.6,"qty":1e-08}],"bids":[{"price":90.0,"qty":1}]}"""u8, isWhole: false);
        Assert.Equal(1, view.TakeChanges(ticks, lots));
        // Bid 90 is below the depth; ask 110 falls out, since two better ones came and one left.
        Assert.Equal([900, 1_005, 1_006, 1_030, 1_100], ticks);
        Assert.Equal([0, 200_000_000, 1, 0, 0], lots);
        Assert.Equal(20, view.ToRows().Ticks.Length);
    }

    [Theory]
    [InlineData("45285.2", 1, 452852)]
    [InlineData("45285", 1, 452850)]
    [InlineData("0.10000000", 8, 10_000_000)]
    [InlineData("1e-08", 8, 1)]
    [InlineData("1.50", 1, 15)]
    public void StepNumber_OfText_IsExact(string text, int decimals, long expected) => Assert.Equal(expected, StepNumber.Read(Encoding.UTF8.GetBytes(text), decimals));

    [Theory]
    [InlineData("1.55")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("1.-5")]
    public void StepNumber_OfWhatIsNone_Throws(string text) => Assert.Throws<FormatException>(() => StepNumber.Read(Encoding.UTF8.GetBytes(text), 1));

    [Fact]
    public void Message_OuterPartInAnyOrder_IsFound()
    {
        var message = SocketMessage.Read("""{"channel":"balances","data":[{"asset":"BTC"},{"symbol":"BTC/USD","x":[1,{"symbol":"no"}]}],"type":"snapshot","sequence":7}"""u8);
        Assert.Equal(("balances", true, 7), (Encoding.UTF8.GetString(message.Channel), message.IsSnapshot, message.Sequence));
        var items = new DataItems(message.Data);
        Assert.True(items.MoveNext());
        Assert.Equal("", Encoding.UTF8.GetString(items.Symbol));
        Assert.True(items.MoveNext());
        Assert.Equal(("BTC/USD", true), (Encoding.UTF8.GetString(items.Symbol), items.Item.EndsWith("}]}"u8)));
        Assert.False(items.MoveNext());
        Assert.True(SocketMessage.Read("""{"method":"pong","req_id":1}"""u8).Channel.IsEmpty);
    }

    [Fact]
    public void Time_WithSixAndNineDecimals_IsExact()
    {
        Assert.Equal(Instant.Parse("2023-10-06T17:35:55.440295Z"), MessageTime.Read("2023-10-06T17:35:55.440295Z"u8));
        Assert.Equal(Instant.Parse("2023-10-04T16:25:00Z"), MessageTime.Read("2023-10-04T16:25:00.000000000Z"u8));
        Assert.Throws<FormatException>(() => MessageTime.Read("2023-10-04 16:25"u8));
    }

    [Fact]
    public void Instruments_Recorded_HaveTheirRules()
    {
        var pair = Assert.Single(InstrumentReader.Read(Result("http_asset_pairs.json"), default));
        Assert.Equal(("XBTUSDT", "BTC/USDT", InstrumentId.Spot("BTC", "USDT", "kraken")), (pair.Key, pair.SocketSymbol, pair.Instrument.Id));
        Assert.Equal((0.1m, 0.00000001m, 0.00005m, 0.5m, 0.004m, 0.0025m, 1), (pair.Instrument.Rules.PriceTick, pair.Instrument.Rules.QuantityStep, pair.Instrument.Rules.MinimumQuantity, pair.Instrument.Rules.MinimumNotional,
            pair.Instrument.Rules.TakerFeeRate, pair.Instrument.Rules.MakerFeeRate, pair.UnitsPerTick));
    }

    [Fact]
    public void BarsTradesAndBook_Recorded_HaveTheirValues()
    {
        var bars = MarketReader.Bars(Result("http_ohlc.json"));
        Assert.Equal(new Bar(Instant.FromUnixSeconds(1762777200), 106038.1, 106044.3, 106038.1, 106040.1, 0.08317981), bars[3]);
        var trades = MarketReader.Trades(Result("http_trades.json")).Trades;
        Assert.Equal((10218208, 105433.6, 0.00027625, Side.Buy), (trades[0].TradeId, trades[0].Price, trades[0].Quantity, trades[0].Aggressor!.Value));
        Assert.Equal(Enumerable.Range(0, trades.Count).Select(i => trades[0].TradeId + i), trades.Select(trade => trade.TradeId));
        var book = MarketReader.Book(Result("http_order_book.json"), Pair("XBT/USDT", (1, 8)), default);
        Assert.Equal((5, 1_059_442, 200_000, 1_059_443), (book.BidCount, book.Ticks.Span[0], book.Lots.Span[0], book.Ticks.Span[5]));
    }

    private static JsonElement Result(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedFolders.DataPath("fixtures/nautilus/kraken/" + name)));
        return document.RootElement.GetProperty("result").Clone();
    }

    private static KrakenPair Pair(string symbol, (int Price, int Quantity) decimals)
    {
        static decimal Step(int count) => new(1, 0, 0, false, (byte)count);
        var rules = new TradingRules(Instant.FromUnixSeconds(0), Step(decimals.Price), Step(decimals.Quantity), null, null);
        return new KrakenPair(new VenueInstrument(new Instrument(InstrumentId.Parse(symbol + "@kraken"), [rules]), symbol, true), symbol, symbol, decimals.Price, decimals.Quantity);
    }

    /// <summary>The same book message in version 2, with the numbers as they were written.</summary>
    private static (string Item, (int Price, int Quantity) Decimals) AsVersionTwo(string symbol, List<JsonElement> parts)
    {
        var (asks, bids, checksum, decimals) = (new List<string>(), new List<string>(), "0", (Price: 0, Quantity: 0));
        foreach (var property in parts.Where(part => part.ValueKind == JsonValueKind.Object).SelectMany(part => part.EnumerateObject()))
        {
            if (property.Name == "c")
            {
                checksum = property.Value.GetString()!;
                continue;
            }
            foreach (var level in property.Value.EnumerateArray())
            {
                var (price, quantity) = (level[0].GetString()!, level[1].GetString()!);
                decimals = (price.Length - price.IndexOf('.', StringComparison.Ordinal) - 1, quantity.Length - quantity.IndexOf('.', StringComparison.Ordinal) - 1);
                (property.Name[0] == 'a' ? asks : bids).Add(string.Create(CultureInfo.InvariantCulture, $$"""{"price":{{price}},"qty":{{quantity}}}"""));
            }
        }
        return ($$"""{"symbol":"{{symbol}}","bids":[{{string.Join(',', bids)}}],"asks":[{{string.Join(',', asks)}}],"checksum":{{checksum}}}""", decimals);
    }
}
