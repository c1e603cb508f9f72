using System.Text;
using Tidemark.Venues.Binance.Wire;

namespace Tidemark.Tests.Venues.Binance.Wire;

/// <summary>What the parsers read, and what they refuse by name.</summary>
[Collection(Allocated.Alone)]
public class WireParserTests
{
    private const string SpotDepth = """{"e":"depthUpdate","E":1633998512068,"s":"NKNUSDT","U":499869750,"u":499869752,"b":[["0.35130000","6195.00000000"],["0.34750000","0.00000000"]],"a":[["0.35300000","6500.00000000"]]}""";
    private const string FuturesDepth = """{"e":"depthUpdate","E":1626992741037,"T":1626992741024,"s":"SUSHIUSDT","U":600859599090,"u":600859600917,"pu":600859598061,"b":[],"a":[["7.6150","1563"]]}""";
    private const string Trade = """{"e":"trade","E":1723161255343,"s":"BTCUSDT","t":3735683259,"p":"61837.63000000","q":"0.02000000","T":1723161255342,"m":true,"M":true}""";
    private const string Aggregate = """{"e":"aggTrade","E":1626992741575,"a":16599292,"s":"CTKUSDT","p":"1.01100","q":"10","f":23961322,"l":23961324,"T":1626992741421,"m":false}""";
    private const string Ticker = """{"u":499869768,"s":"NKNUSDT","b":"0.35210000","B":"672.00000000","a":"0.35260000","A":"3199.00000000"}""";
    private const string Kline = """{"e":"kline","E":1633998532144,"s":"NKNUSDT","k":{"t":1633998480000,"T":1633998539999,"s":"NKNUSDT","i":"1m","f":-1,"L":-1,"o":"0.3518","c":"0.3533","h":"0.3534","l":"0.3517","v":"7342","n":9,"x":true,"q":"2587.7","V":"4893","Q":"1725.8","B":"0"}}""";

    private static readonly WireScale Scale = new(new BookScale(0.0001m, 1m));
    private readonly DepthUpdate depth = new();

    [Fact]
    public void Depth_OfSpot_IsTicksAndLots()
    {
        Assert.True(Read(SpotDepth).IsOk);
        Assert.Equal((499869750, 499869752, DepthUpdate.NoId), (depth.FirstId, depth.LastId, depth.PreviousId));
        Assert.Equal(Instant.FromUnixMilliseconds(1633998512068), depth.EventTime);
        Assert.Equal(depth.EventTime, depth.TransactionTime);
        Assert.Equal([3513, 3475], depth.BidTicks);
        Assert.Equal([6195, 0], depth.BidLots);
        Assert.Equal([3530], depth.AskTicks);
        Assert.Equal([6500], depth.AskLots);
    }

    [Fact]
    public void Depth_OfFutures_HasTheChainAndTheTimeOfTheTransaction()
    {
        Assert.True(Read(FuturesDepth).IsOk);
        Assert.Equal(600859598061, depth.PreviousId);
        Assert.Equal(Instant.FromUnixMilliseconds(1626992741024), depth.TransactionTime);
        Assert.Equal(Instant.FromUnixMilliseconds(1626992741037), depth.EventTime);
        Assert.True(depth.BidTicks.IsEmpty);
        var arrival = depth.ToArrival(new InstrumentIndex(0), depth.EventTime);
        Assert.Equal((BookMessageKind.Update, 600859600917, 0, 1), (arrival.Kind, arrival.Id, arrival.BidTicks.Length, arrival.AskTicks.Length));
    }

    [Theory]
    [InlineData("""{"stream":"nknusdt@depth@100ms","data":#}""")]
    [InlineData("""{"data":#,"stream":"nknusdt@depth@100ms"}""")]
    [InlineData("""  { "stream" : "x\u0040depth" , "more" : [1,{"data":2}] , "data" : # , "n" : null }  """)]
    public void Depth_InAWrapper_IsTheSame(string wrapper)
    {
        Assert.True(Read(wrapper.Replace("#", SpotDepth, StringComparison.Ordinal)).IsOk);
        Assert.Equal(499869752, depth.LastId);
        Assert.Equal([3513, 3475], depth.BidTicks);
    }

    [Fact]
    public void Depth_InAnotherOrderWithBlanksAndUnknownFields_IsTheSame()
    {
        var text = """
            { "a" : [ [ "0.35300000" , "6500" , [] , {"x":"]"} ] ], "new" : {"b":[["1","2"]],"deep":[[[]],"\"",-1.5e+3,true,null]} ,
              "b" : [ ["0.3513","6195.0"], ["0.34750000000000000000000000","0"] ] , "u" : 499869752 , "U" : 499869750,
              "s":"NKNUSDT", "E": 1633998512068 , "e" : "depthUpdate" }
            """;
        Assert.True(Read(text).IsOk);
        Assert.Equal([3513, 3475], depth.BidTicks);
        Assert.Equal([6195, 0], depth.BidLots);
        Assert.Equal([3530], depth.AskTicks);
        Assert.Equal([6500], depth.AskLots);
    }

    [Fact]
    public void Depth_WithEscapedNamesAndValues_IsTheSame()
    {
        Assert.True(Read(SpotDepth.Replace("\"U\"", "\"\\u0055\"", StringComparison.Ordinal).Replace("\"0.3513", "\"\\u0030.3513", StringComparison.Ordinal)).IsOk);
        Assert.Equal((499869750, 3513), (depth.FirstId, depth.BidTicks[0]));
    }

    [Theory]
    [InlineData("\"0.35130000\"", "\"0.35135000\"", WireFault.TooManyDigits, "b")]
    [InlineData("\"0.35130000\"", "\"0.351300001\"", WireFault.TooManyDigits, "b")]
    [InlineData("\"6195.00000000\"", "\"6195.5\"", WireFault.TooManyDigits, "b")]
    [InlineData("\"0.35130000\"", "\"-0.35130000\"", WireFault.Negative, "b")]
    [InlineData("\"0.35130000\"", "\"0.00000000\"", WireFault.NotPositive, "b")]
    [InlineData("\"0.35130000\"", "\"NaN\"", WireFault.NotANumber, "b")]
    [InlineData("\"0.35130000\"", "\"Infinity\"", WireFault.NotANumber, "b")]
    [InlineData("\"0.35130000\"", "\"1e5\"", WireFault.NotANumber, "b")]
    [InlineData("\"0.35130000\"", "\"\"", WireFault.NotANumber, "b")]
    [InlineData("\"0.35130000\"", "\"0.3.5130\"", WireFault.NotANumber, "b")]
    [InlineData("\"0.35130000\"", "\".5\"", WireFault.NotANumber, "b")]
    [InlineData("\"0.35130000\"", "\"1.\"", WireFault.NotANumber, "b")]
    [InlineData("\"0.35130000\"", "\" 0.3513\"", WireFault.NotANumber, "b")]
    [InlineData("\"0.35130000\"", "0.35130000", WireFault.WrongType, "b")]
    [InlineData("\"0.35130000\"", "null", WireFault.WrongType, "b")]
    [InlineData("\"0.35130000\"", "\"99999999999999999999\"", WireFault.TooLarge, "b")]
    [InlineData("\"0.35130000\"", "\"9223372036854775807\"", WireFault.TooLarge, "b")]
    [InlineData("\"u\":499869752", "\"u\":99999999999999999999", WireFault.TooLarge, "u")]
    [InlineData("\"u\":499869752", "\"u\":-1", WireFault.Negative, "u")]
    [InlineData("\"u\":499869752", "\"u\":1.5", WireFault.WrongType, "u")]
    [InlineData("\"u\":499869752", "\"u\":\"1\"", WireFault.WrongType, "u")]
    [InlineData("\"u\":499869752", "\"u\":499869749", WireFault.Contradiction, "U")]
    [InlineData("\"u\":499869752", "\"u\":499869752,\"u\":499869752", WireFault.DuplicateField, "u")]
    [InlineData("\"E\":1633998512068", "\"E\":99999999999999", WireFault.TooLarge, "E")]
    [InlineData("\"u\":499869752,", "", WireFault.MissingField, "u")]
    [InlineData(",\"a\":[[\"0.35300000\",\"6500.00000000\"]]", "", WireFault.MissingField, "a")]
    [InlineData("depthUpdate", "trade", WireFault.OtherKind, "e")]
    [InlineData("[\"0.35300000\",\"6500.00000000\"]", "[\"0.35300000\"]", WireFault.WrongType, "a")]
    [InlineData("[\"0.35300000\",\"6500.00000000\"]", "{}", WireFault.WrongType, "a")]
    [InlineData("[[\"0.35300000\",\"6500.00000000\"]]", "null", WireFault.WrongType, "a")]
    [InlineData("\"U\":", "\"U\"", WireFault.NotJson, "")]
    [InlineData("{\"e\"", "{}\"e\"", WireFault.NotJson, "")]
    [InlineData("{\"e\"", "{},\"e\"", WireFault.NotJson, "")]
    public void Depth_WithSomethingWrong_IsRefusedByName(string good, string bad, WireFault fault, string field)
    {
        Assert.Contains(good, SpotDepth, StringComparison.Ordinal);
        var result = Read(SpotDepth.Replace(good, bad, StringComparison.Ordinal));
        Assert.Equal((fault, field), (result.Fault, result.Field));
        Assert.Contains(field.Length == 0 ? "the message" : $"the field {field} ", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_BetweenTwoTicks_IsRefused()
    {
        var result = DepthParser.Read(Encoding.UTF8.GetBytes(SpotDepth), new WireScale(new BookScale(0.0005m, 1m)), depth);
        Assert.Equal(WireFault.OffGrid, result.Fault);
        Assert.True(DepthParser.Read(Encoding.UTF8.GetBytes(SpotDepth.Replace("0.35130000", "0.3515", StringComparison.Ordinal)), new WireScale(new BookScale(0.0005m, 5m)), depth).IsOk);
        Assert.Equal([703, 695], depth.BidTicks);
        Assert.Equal([1239, 0], depth.BidLots);
    }

    [Fact]
    public void Messages_CutAtAnyByte_AreRefused()
    {
        foreach (var text in new[] { SpotDepth, FuturesDepth, Trade, Aggregate, Ticker, Kline })
        {
            foreach (var message in new[] { Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes($$"""{"stream":"s","data":{{text}}}""") })
            {
                for (var length = 0; length < message.Length; length++)
                {
                    var cut = message[..length];
                    Assert.False(DepthParser.Read(cut, Scale, depth).IsOk);
                    Assert.False(QuoteParser.Read(cut, out _).IsOk);
                    Assert.False(TradeParser.Read(cut, out _).IsOk);
                    Assert.False(KlineParser.Read(cut, out _).IsOk);
                }
            }
        }
    }

    [Fact]
    public void Trade_OfOneAndOfSeveral_HasPriceSideAndNumbers()
    {
        Assert.True(TradeParser.Read(Encoding.UTF8.GetBytes(Trade), out var single).IsOk);
        Assert.Equal(new Trade(Instant.FromUnixMilliseconds(1723161255342), 61837.63, 0.02, Side.Sell, 3735683259), single.ToTrade());
        Assert.True(TradeParser.Read(Encoding.UTF8.GetBytes(Aggregate), out var several).IsOk);
        Assert.Equal(new Trade(Instant.FromUnixMilliseconds(1626992741421), 1.011, 10, Side.Buy, 16599292), several.ToTrade());
        Assert.Equal((23961322, 23961324), (several.FirstTradeId, several.LastTradeId));
    }

    [Theory]
    [InlineData("\"p\":\"61837.63000000\"", "\"p\":\"0\"", WireFault.NotPositive, "p")]
    [InlineData("\"q\":\"0.02000000\"", "\"q\":\"0.00\"", WireFault.NotPositive, "q")]
    [InlineData("\"m\":true", "\"m\":\"true\"", WireFault.WrongType, "m")]
    [InlineData("\"m\":true", "\"m\":truely", WireFault.NotJson, "m")]
    [InlineData("\"t\":3735683259", "\"a\":3735683259", WireFault.MissingField, "t")]
    public void Trade_WithSomethingWrong_IsRefusedByName(string good, string bad, WireFault fault, string field)
    {
        var result = TradeParser.Read(Encoding.UTF8.GetBytes(Trade.Replace(good, bad, StringComparison.Ordinal)), out _);
        Assert.Equal((fault, field), (result.Fault, result.Field));
    }

    [Fact]
    public void Quote_OfSpot_HasNoTimeOfItsOwn()
    {
        Assert.True(QuoteParser.Read(Encoding.UTF8.GetBytes(Ticker), out var quote).IsOk);
        Assert.Null(quote.Time);
        Assert.Equal(new Quote(new Instant(5), 0.3521, 672, 0.3526, 3199), quote.ToQuote(new Instant(5)));
        Assert.Equal(WireFault.None, Scale.TryTicks(quote.BidPrice, out var ticks));
        Assert.Equal(3521, ticks);
    }

    [Fact]
    public void Quote_WithAnEmptySide_SaysSo()
    {
        var empty = Ticker.Replace("0.35210000", "0.00000000", StringComparison.Ordinal).Replace("672.00000000", "0.00000000", StringComparison.Ordinal);
        Assert.True(QuoteParser.Read(Encoding.UTF8.GetBytes(empty), out var quote).IsOk);
        Assert.False(quote.HasBothSides);
        Assert.Equal(WireFault.Contradiction, QuoteParser.Read(Encoding.UTF8.GetBytes(Ticker.Replace("672.00000000", "0", StringComparison.Ordinal)), out _).Fault);
    }

    [Fact]
    public void Kline_Closed_IsABar()
    {
        Assert.True(KlineParser.Read(Encoding.UTF8.GetBytes(Kline), out var kline).IsOk);
        Assert.Equal(new Bar(Instant.FromUnixMilliseconds(1633998480000), 0.3518, 0.3534, 0.3517, 0.3533, 7342), kline.Bar);
        Assert.Equal((Interval.Minutes(1), true, 9L, 2587.7, 4893d, 1725.8), (kline.Interval, kline.IsClosed, kline.TradeCount, kline.QuoteVolume, kline.TakerBuyVolume, kline.TakerBuyQuoteVolume));
        Assert.Equal(WireFault.Contradiction, KlineParser.Read(Encoding.UTF8.GetBytes(Kline.Replace("0.3534", "0.3510", StringComparison.Ordinal)), out _).Fault);
    }

    [Theory]
    [InlineData("0", 0d)]
    [InlineData("36728392839283.00000000", 36728392839283d)]
    [InlineData("1234567890123.12345678", 1234567890123.12345678)]
    [InlineData("0.1", 0.1)]
    [InlineData("8888888.88888888", 8888888.88888888)]
    [InlineData("12345678.12345678", 12345678.12345678)]
    [InlineData("0.000000000000000001", 1e-18)]
    public void Kline_WithAnyVolume_HasTheNearestDouble(string text, double expected)
    {
        Assert.True(KlineParser.Read(Encoding.UTF8.GetBytes(Kline.Replace("\"7342\"", $"\"{text}\"", StringComparison.Ordinal)), out var kline).IsOk);
        Assert.Equal(expected, kline.Bar.Volume);
    }

    [Fact]
    public void StreamMessage_OfAnAnswerToARequest_IsOther()
    {
        Assert.True(StreamMessage.Read("""{"result":null,"id":1}"""u8, out var found).IsOk);
        Assert.Equal(StreamKind.Other, found.Kind);
        Assert.False(StreamMessage.Read("[]"u8, out _).IsOk);
        Assert.False(StreamMessage.Read(""u8, out _).IsOk);
    }

    [Fact]
    public void Times_InMicroseconds_AreUnderstood()
    {
        Assert.True(TradeParser.Read(Encoding.UTF8.GetBytes(Trade.Replace("\"T\":1723161255342", "\"T\":1723161255342123", StringComparison.Ordinal)), out var trade).IsOk);
        Assert.Equal(new Instant(1723161255342123000), trade.TradeTime);
    }

    [Fact]
    public void Parsers_AllocateNothing()
    {
        byte[][] messages = [.. new[] { SpotDepth, FuturesDepth, Trade, Aggregate, Ticker, Kline }.Select(Encoding.UTF8.GetBytes)];
        Assert.Equal(0, AllocatedBy(messages, message => StreamMessage.Read(message, out _)));
        Assert.Equal(0, AllocatedBy(messages, message => DepthParser.Read(message, Scale, depth)));
        Assert.Equal(0, AllocatedBy(messages, message => QuoteParser.Read(message, out _)));
        Assert.Equal(0, AllocatedBy(messages, message => TradeParser.Read(message, out _)));
        Assert.Equal(0, AllocatedBy(messages, message => KlineParser.Read(message, out _)));
    }

    private static long AllocatedBy(byte[][] messages, Action<byte[]> read) => Allocated.By(() =>
    {
        for (var round = 0; round < 100; round++)
            foreach (var message in messages) read(message);
    });

    private WireResult Read(string text) => DepthParser.Read(Encoding.UTF8.GetBytes(text), Scale, depth);
}
