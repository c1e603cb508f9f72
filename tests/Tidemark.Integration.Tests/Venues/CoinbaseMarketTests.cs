using Tidemark.Engine.Books;
using Tidemark.Integration.Tests.Exchange;
using Tidemark.Venues.Coinbase;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Integration.Tests.Venues;

/// <summary>Public data of the Coinbase connector over real sockets against the simulated exchange, with what the conformance suite leaves out.</summary>
public sealed class CoinbaseMarketTests
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Spot("BTC", "USD", "coinbase");
    private static readonly InstrumentId Ether = InstrumentId.Spot("ETH", "USD", "coinbase");
    private static readonly InstrumentIndex First = new(0);

    /// <summary>Of a time that may run many times faster than the machine's.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"kind": "loseMessage", "streams": ["l2_data"], "occasions": [2, "14-15"]}""")]
    [InlineData("""{"kind": "sequenceGap", "streams": ["market_trades"], "occasions": [2, 12], "count": 2}""")]
    [InlineData("""{"kind": "duplicateMessage", "probability": 0.3}, {"kind": "reorderMessage", "streams": ["l2_data", "market_trades"], "probability": 0.2}""")]
    [InlineData("""{"kind": "messageLatency", "streams": ["l2_data"], "probability": 0.2, "milliseconds": 300}""")]
    [InlineData("""{"kind": "dropConnection", "everyMilliseconds": 2500}""")]
    public async Task LostLateAndRepeatedMessages_LeaveTheBookAndTheTradesRight(string faults)
    {
        var time = new ScaledTime(5);
        await using var exchange = await CoinbaseUnderTest.StartAsync(options => options with { Time = time });
        await using var venue = Venue(exchange, options => options with { Time = time });
        var instrument = (await venue.History.FindInstrumentAsync(Bitcoin, Cancellation)).Value;
        var recorder = new MarketRecorder(instrument.Scale);
        MarketSubscription[] subscriptions = [new(First, Bitcoin, MarketChannel.Book), new(First, Bitcoin, MarketChannel.Trades), new(First, Bitcoin, MarketChannel.Quotes)];
        await using (var feed = (await venue.Streams.OpenAsync(subscriptions, recorder, Cancellation)).Value)
        {
            await Eventually.TrueAsync(() => recorder.Has(FeedNoticeKind.BookRestored) && !recorder.Trades.IsEmpty, "the book is whole");
            await FaultsAsync(exchange, $"[{faults}]");
            var (seen, quotes) = (recorder.Trades.Count, recorder.Quotes.Count);
            await Eventually.TrueAsync(() => recorder.Trades.Count > seen + 10 && recorder.Quotes.Count > quotes + 10, "trades and quotes come");
            await FaultsAsync(exchange, "[]");
            // Now, too, something comes: what went missing last is noticed by what follows.
            var (after, restored) = (recorder.Trades.Count, recorder.Snapshots);
            await Eventually.TrueAsync(() => recorder.Trades.Count > after + 3 && recorder.Read(book => book.IsValid), "the book is whole again");
            Assert.True(restored > 0);
            await exchange.SendAsync(HttpMethod.Post, "/control/clock", """{"speed": 0.000001}""");
            await AssertBookAsync(exchange, recorder);
        }
        var trades = recorder.Trades.Select(trade => trade.TradeId).ToArray();
        Assert.Equal(Enumerable.Range(0, trades.Length).Select(i => trades[0] + i), trades);
        Assert.DoesNotContain(recorder.Notices, notice => notice.Kind == FeedNoticeKind.Problem);
    }

    [Fact]
    public async Task OneStalledStream_IsAskedForAgain_WhileTheSocketStands()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        await using var venue = Venue(exchange, options => options with { LongestBookSilence = TimeSpan.FromSeconds(1) });
        var instrument = (await venue.History.FindInstrumentAsync(Bitcoin, Cancellation)).Value;
        var recorder = new MarketRecorder(instrument.Scale);
        await using var feed = (await venue.Streams.OpenAsync([new(First, Bitcoin, MarketChannel.Book)], recorder, Cancellation)).Value;
        await Eventually.TrueAsync(() => recorder.Has(FeedNoticeKind.BookRestored), "the book is whole");
        await FaultsAsync(exchange, """[{"kind": "stallStream", "streams": ["l2_data"], "durationMilliseconds": 1500}]""");
        await Eventually.TrueAsync(() => recorder.Has(FeedNoticeKind.BookLost) && recorder.Has(FeedNoticeKind.BookRestored, 2), "it is noticed and mended");
        await exchange.SendAsync(HttpMethod.Post, "/control/clock", """{"speed": 0.000001}""");
        await AssertBookAsync(exchange, recorder);
    }

    [Fact]
    public async Task Bars_OfFiveMinutes_AreClosedOnceAndInOrder()
    {
        // Five minutes are three seconds for both sides.
        var time = new ScaledTime(100);
        await using var exchange = await CoinbaseUnderTest.StartAsync(options => options with { Time = time });
        await using var venue = Venue(exchange, options => options with
        {
            Time = time,
            LongestHeartbeatSilence = TimeSpan.FromMinutes(30),
            LongestTradeSilence = TimeSpan.FromMinutes(30),
        });
        var (five, recorder) = (Interval.Minutes(5), new MarketRecorder(new BookScale(0.01m, 0.00000001m)));
        await using var feed = (await venue.Streams.OpenAsync([new(First, Bitcoin, MarketChannel.Bars, five), new(new InstrumentIndex(1), Ether, MarketChannel.Trades)], recorder, Cancellation)).Value;
        await Eventually.TrueAsync(() => recorder.Bars.Count(item => item.IsClosed) >= 2, "two bars have closed");
        var bars = recorder.Bars.Where(item => item.IsClosed).Select(item => item.Bar).ToArray();
        Assert.Equal(bars.Select(bar => bar.OpenTime).Distinct().Order(), bars.Select(bar => bar.OpenTime));
        var page = await venue.History.ReadBarsAsync(new BarSpec(Bitcoin, five), bars[0].OpenTime, five.CloseOf(bars[^1].OpenTime), null, Cancellation);
        Assert.Equal(page.Value.Items, bars);
        Assert.Contains(recorder.Bars, item => !item.IsClosed);
        Assert.Equal(VenueErrorKind.NotSupported, (await venue.Streams.OpenAsync([new(First, Bitcoin, MarketChannel.Bars, Interval.Minutes(1))], recorder, Cancellation)).Error!.Kind);
    }

    private static async Task FaultsAsync(CoinbaseUnderTest exchange, string plan)
    {
        var (status, body) = await exchange.SendAsync(HttpMethod.Post, "/control/faults", plan);
        Assert.True(status == System.Net.HttpStatusCode.OK, body.ToString());
    }

    private static async Task AssertBookAsync(CoinbaseUnderTest exchange, MarketRecorder recorder)
    {
        var market = (await exchange.GetAsync("/control/state")).GetProperty("markets").EnumerateArray().Single(item => item.GetProperty("symbol").GetString() == "BTC-USD");
        string[] Truth(string side) => [.. market.GetProperty(side).EnumerateArray().Select(level => $"{level[0].GetDouble()} {level[1].GetDouble()}")];
        static string[] Levels(int count, Func<int, BookLevel> level) => [.. Enumerable.Range(0, count).Select(rank => $"{level(rank).Price} {level(rank).Quantity}")];
        var (bids, asks) = (Truth("bids"), Truth("asks"));
        await Eventually.TrueAsync(() => recorder.Read(book => book.IsValid && bids.SequenceEqual(Levels(book.BidCount, book.Bid)) && asks.SequenceEqual(Levels(book.AskCount, book.Ask))), "the book equals the exchange's");
    }

    private static CoinbaseVenue Venue(CoinbaseUnderTest exchange, Func<CoinbaseOptions, CoinbaseOptions>? change = null)
    {
        var options = new CoinbaseOptions { Endpoints = CoinbaseProfile.At(exchange.Server.Address), Http = new() { Seed = 1, AnswerTimeout = Patience, ConnectTimeout = Patience }, Sockets = new() { Seed = 1, ConnectTimeout = Patience, SendTimeout = Patience, FirstPause = TimeSpan.FromMilliseconds(20), LongestPause = TimeSpan.FromMilliseconds(100) } };
        return new CoinbaseVenue(change?.Invoke(options) ?? options);
    }
}
