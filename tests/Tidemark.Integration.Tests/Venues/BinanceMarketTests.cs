using System.Text.Json;
using Tidemark.Engine.Books;
using Tidemark.Integration.Tests.Exchange;
using Tidemark.Venues.Binance;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Integration.Tests.Venues;

/// <summary>Public data of the Binance connector over real sockets against the simulated exchange.</summary>
public sealed class BinanceMarketTests
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Spot("BTC", "USDT", "binance");
    private static readonly InstrumentIndex First = new(0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Instruments_CarryTheExchangesRules()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var all = (await venue.History.ListInstrumentsAsync(Cancellation)).Value;
        var bitcoin = all.Single(item => item.Id == Bitcoin);
        Assert.Equal("BTCUSDT", bitcoin.Symbol);
        Assert.True(bitcoin is { IsTrading: true, Rules: { PriceTick: > 0, QuantityStep: > 0, MinimumNotional: > 0, Bounds: { BuyPriceUp: > 1, MaximumOrders: > 0 } } });
        var unknown = (await venue.History.FindInstrumentAsync(InstrumentId.Spot("BTX", "USDT", "binance"), Cancellation)).Error!;
        Assert.Equal(VenueErrorKind.UnknownInstrument, unknown.Kind);
        Assert.Contains("did you mean", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clock_FollowsTheVenues()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await exchange.SendAsync(HttpMethod.Post, "/control/clock", """{"advanceMilliseconds": 5000}""");
        await using var venue = Venue(exchange);
        await Eventually.TrueAsync(() => venue.Clock.IsKnown, "the clock is known");
        var distance = Math.Abs((venue.Clock.Offset - Duration.FromSeconds(5)).Nanoseconds);
        // The exchange tells whole milliseconds.
        Assert.True(distance <= venue.Clock.Uncertainty.Nanoseconds + 2 * Instant.NanosecondsPerMillisecond, $"{venue.Clock.Offset} of 5 s, uncertain by {venue.Clock.Uncertainty}");
    }

    [Fact]
    public async Task History_PagesThroughBarsAndTrades_WithoutGapsOrRepeats()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var now = (await venue.History.ReadServerTimeAsync(Cancellation)).Value;
        var from = Interval.Minutes(1).OpenOf(now - Duration.FromMinutes(4));
        var bars = await AllAsync(continuation => venue.History.ReadBarsAsync(new BarSpec(Bitcoin, Interval.Parse("1s")), from, now, continuation, Cancellation));
        Assert.Equal(bars.Select(bar => bar.OpenTime).Distinct().Order(), bars.Select(bar => bar.OpenTime));
        Assert.True(bars.Count > 100, $"{bars.Count} bars");
        var trades = await AllAsync(continuation => venue.History.ReadTradesAsync(Bitcoin, from, now, continuation, Cancellation));
        Assert.Equal(trades.Select(trade => trade.TradeId).Distinct().Order(), trades.Select(trade => trade.TradeId));
        Assert.Equal(trades.Count, trades[^1].TradeId - trades[0].TradeId + 1);
        Assert.All(trades, trade => Assert.True(trade.Time >= from && trade.Time < now));
        Assert.Equal(VenueErrorKind.NotSupported, (await venue.History.ReadBarsAsync(new BarSpec(Bitcoin, Interval.Parse("7m")), from, now, cancellation: Cancellation)).Error!.Kind);
    }

    [Fact]
    public async Task Book_ThroughReconnects_EqualsTheExchanges()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var instrument = (await venue.History.FindInstrumentAsync(Bitcoin, Cancellation)).Value;
        var recorder = new MarketRecorder(instrument.Scale);
        MarketSubscription[] subscriptions = [new(First, Bitcoin, MarketChannel.Book), new(First, Bitcoin, MarketChannel.Trades), new(First, Bitcoin, MarketChannel.Quotes), new(First, Bitcoin, MarketChannel.Bars, Interval.Parse("1s"))];
        await using (var feed = (await venue.Streams.OpenAsync(subscriptions, recorder, Cancellation)).Value)
        {
            for (var round = 1; round <= 3; round++)
            {
                await Eventually.TrueAsync(() => recorder.Has(FeedNoticeKind.BookRestored, round), $"the book is whole for the {round}. time");
                var seen = recorder.Trades.Count;
                await Eventually.TrueAsync(() => recorder.Trades.Count > seen + 3 && recorder.Bars.Any(item => item.IsClosed), "trades and bars come");
                if (round < 3) feed.Reconnect();
            }
            // The market stands still, so that both sides come to the same update.
            await exchange.SendAsync(HttpMethod.Post, "/control/clock", """{"speed": 0.000001}""");
            var market = (await exchange.GetAsync("/control/state")).GetProperty("markets").EnumerateArray().Single(item => item.GetProperty("symbol").GetString() == "BTCUSDT");
            await AssertBookAsync(recorder, market);
            Assert.Equal(3, recorder.Snapshots);
        }
        var trades = recorder.Trades.Select(trade => trade.TradeId).ToArray();
        Assert.Equal(Enumerable.Range(0, trades.Length).Select(i => trades[0] + i), trades);
        var closed = recorder.Bars.Where(item => item.IsClosed).Select(item => item.Bar.OpenTime).ToArray();
        Assert.Equal(closed.Distinct().Order(), closed);
        Assert.DoesNotContain(recorder.Notices, notice => notice.Kind == FeedNoticeKind.Problem);
        Assert.True(recorder.Quotes.Count > 10);
    }

    [Fact]
    public async Task Subscription_OfWhatTheVenueHasNot_IsRefusedAtOnce()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var recorder = new MarketRecorder(new BookScale(1m, 1m));
        Assert.Equal(VenueErrorKind.NotSupported, (await venue.Streams.OpenAsync([new(First, Bitcoin, MarketChannel.MarkPrice)], recorder, Cancellation)).Error!.Kind);
        Assert.Equal(VenueErrorKind.UnknownInstrument, (await venue.Streams.OpenAsync([new(First, InstrumentId.Spot("NO", "SUCH", "binance"), MarketChannel.Book)], recorder, Cancellation)).Error!.Kind);
    }

    internal static async Task AssertBookAsync(MarketRecorder recorder, JsonElement market)
    {
        var updateId = market.GetProperty("updateId").GetInt64();
        await Eventually.TrueAsync(() => recorder.Read(book => book.UpdateId) >= updateId, $"the book comes to update {updateId}");
        Assert.Equal(updateId, recorder.Read(book => book.UpdateId));
        Assert.Equal(Levels(market.GetProperty("bids")), recorder.Read(book => Levels(book, book.BidCount, book.Bid)));
        Assert.Equal(Levels(market.GetProperty("asks")), recorder.Read(book => Levels(book, book.AskCount, book.Ask)));
    }

    private static string[] Levels(JsonElement levels) => [.. levels.EnumerateArray().Select(level => $"{level[0].GetDouble()} {level[1].GetDouble()}")];

    private static string[] Levels(OrderBook book, int count, Func<int, BookLevel> level) => [.. Enumerable.Range(0, count).Select(rank => $"{level(rank).Price} {level(rank).Quantity}")];

    internal static async Task<List<T>> AllAsync<T>(Func<string?, Task<VenueResult<VenuePage<T>>>> read)
    {
        List<T> all = [];
        string? continuation = null;
        do
        {
            var page = (await read(continuation)).Value;
            all.AddRange(page.Items);
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return all;
    }

    private static BinanceVenue Venue(ExchangeUnderTest exchange) => new(new BinanceOptions { Endpoints = BinanceProfile.At(exchange.Server.Address), Http = new() { Seed = 1 } });
}
