using System.Text.Json;
using Tidemark.Engine.Books;
using Tidemark.Exchange.Kraken.Names;
using Tidemark.Integration.Tests.Exchange;
using Tidemark.Venues.Kraken;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Integration.Tests.Venues;

/// <summary>Public data of the Kraken connector over real sockets against the simulated exchange.</summary>
public sealed class KrakenMarketTests
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Spot("BTC", "USD", "kraken");
    private static readonly InstrumentIndex First = new(0);
    private static readonly MarketSubscription[] Everything =
        [new(First, Bitcoin, MarketChannel.Book), new(First, Bitcoin, MarketChannel.Trades), new(First, Bitcoin, MarketChannel.Quotes), new(First, Bitcoin, MarketChannel.Bars, Interval.Minutes(1))];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Instruments_CarryTheExchangesRules()
    {
        await using var exchange = await KrakenUnderTest.StartAsync(options => options with { Markets = KrakenPairs.Default });
        await using var venue = Venue(exchange);
        var all = (await venue.History.ListInstrumentsAsync(Cancellation)).Value;
        var bitcoin = all.Single(item => item.Id == Bitcoin);
        Assert.Equal(("XBTUSD", 0.1m, 0.00000001m, 0.00005m, 0.5m), (bitcoin.Symbol, bitcoin.Rules.PriceTick!.Value, bitcoin.Rules.QuantityStep!.Value, bitcoin.Rules.MinimumQuantity!.Value, bitcoin.Rules.MinimumNotional!.Value));
        Assert.Equal((0.0025m, 0.004m), (bitcoin.Rules.MakerFeeRate!.Value, bitcoin.Rules.TakerFeeRate!.Value));
        Assert.Equal(10, all.Count);
        var unknown = (await venue.History.FindInstrumentAsync(InstrumentId.Spot("BTX", "USD", "kraken"), Cancellation)).Error!;
        Assert.Equal(VenueErrorKind.UnknownInstrument, unknown.Kind);
        Assert.Contains("did you mean", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clock_FollowsTheVenues()
    {
        await using var exchange = await KrakenUnderTest.StartAsync();
        await exchange.PostControlAsync("/control/clock", """{"advanceMilliseconds": 7000}""");
        await using var venue = Venue(exchange);
        await Eventually.TrueAsync(() => venue.Clock.IsKnown, "the clock is known");
        var distance = Math.Abs((venue.Clock.Offset - Duration.FromSeconds(7)).Nanoseconds);
        Assert.True(distance <= venue.Clock.Uncertainty.Nanoseconds, $"{venue.Clock.Offset} of 7 s, uncertain by {venue.Clock.Uncertainty}");
    }

    [Fact]
    public async Task History_PagesThroughBarsAndTrades_WithoutGapsOrRepeats()
    {
        await using var exchange = await KrakenUnderTest.StartAsync(options => options with { History = Duration.FromMinutes(90) });
        await using var venue = Venue(exchange);
        var now = (await venue.History.ReadServerTimeAsync(Cancellation)).Value;
        var from = Interval.Minutes(1).OpenOf(now - Duration.FromMinutes(85));
        var bars = await AllAsync(continuation => venue.History.ReadBarsAsync(new BarSpec(Bitcoin, Interval.Minutes(1)), from, now, continuation, Cancellation));
        Assert.Equal(Enumerable.Range(0, 85).Select(minute => from + Duration.FromMinutes(minute)), bars.Select(bar => bar.OpenTime).Take(85));
        var trades = await AllAsync(continuation => venue.History.ReadTradesAsync(Bitcoin, from, now, continuation, Cancellation));
        Assert.True(trades.Count > 1_000, $"{trades.Count} trades");
        Assert.Equal(Enumerable.Range(0, trades.Count).Select(i => trades[0].TradeId + i), trades.Select(trade => trade.TradeId));
        Assert.All(trades, trade => Assert.True(trade.Time >= from && trade.Time < now));
        Assert.Equal(VenueErrorKind.NotSupported, (await venue.History.ReadBarsAsync(new BarSpec(Bitcoin, Interval.Minutes(7)), from, now, cancellation: Cancellation)).Error!.Kind);
        var book = (await venue.History.ReadBookAsync(Bitcoin, 20, Cancellation)).Value;
        Assert.Equal((20, 40), (book.BidCount, book.Ticks.Length));
    }

    [Fact]
    public async Task Book_ThroughReconnects_EqualsTheExchanges()
    {
        var time = new ScaledTime(10);
        await using var exchange = await KrakenUnderTest.StartAsync(options => options with { Time = time });
        await using var venue = Venue(exchange, time);
        var instrument = (await venue.History.FindInstrumentAsync(Bitcoin, Cancellation)).Value;
        var recorder = new MarketRecorder(instrument.Scale);
        await using (var feed = (await venue.Streams.OpenAsync(Everything, recorder, Cancellation)).Value)
        {
            for (var round = 1; round <= 3; round++)
            {
                await Eventually.TrueAsync(() => recorder.Has(FeedNoticeKind.BookRestored, round), $"the book is whole for the {round}. time");
                var seen = recorder.Trades.Count;
                await Eventually.TrueAsync(() => recorder.Trades.Count > seen + 3, "trades come");
                if (round < 3) feed.Reconnect();
            }
            await Eventually.TrueAsync(() => recorder.Bars.Any(item => item.IsClosed), "bars close");
            await AssertBookAsync(exchange, recorder);
            Assert.True(recorder.Snapshots == 3, string.Join("; ", recorder.Notices));
        }
        AssertTrades(recorder);
        var closed = recorder.Bars.Where(item => item.IsClosed).Select(item => item.Bar.OpenTime).ToArray();
        Assert.Equal(closed.Distinct().Order(), closed);
        Assert.DoesNotContain(recorder.Notices, notice => notice.Kind == FeedNoticeKind.Problem);
        Assert.True(recorder.Quotes.Count > 10);
    }

    [Fact]
    public async Task Book_WithMessagesLostDoubledAndLate_IsRightAgain()
    {
        var time = new ScaledTime(10);
        await using var exchange = await KrakenUnderTest.StartAsync(options => options with { Time = time });
        await using var venue = Venue(exchange, time);
        var instrument = (await venue.History.FindInstrumentAsync(Bitcoin, Cancellation)).Value;
        var recorder = new MarketRecorder(instrument.Scale);
        await using (var feed = (await venue.Streams.OpenAsync(Everything, recorder, Cancellation)).Value)
        {
            await Eventually.TrueAsync(() => recorder.Has(FeedNoticeKind.BookRestored), "the book is whole");
            await exchange.PostControlAsync("/control/faults", """
                {"seed": 5, "faults": [{"kind": "loseMessage", "probability": 0.05}, {"kind": "duplicateMessage", "probability": 0.05}, {"kind": "reorderMessage", "probability": 0.05, "count": 2},
                {"kind": "sequenceGap", "streams": ["trade"], "probability": 0.02}, {"kind": "dropConnection", "startMilliseconds": 20000, "everyMilliseconds": 20000, "durationMilliseconds": 41000}]}
                """);
            await Eventually.TrueAsync(() => recorder.Has(FeedNoticeKind.BookLost, 5) && recorder.Has(FeedNoticeKind.Disconnected), "books are lost and connections cut");
            await exchange.PostControlAsync("/control/faults", "[]");
            var seen = recorder.Trades.Count;
            // Long enough for the book to be asked for though its checksums fit: they say nothing about its depth.
            await Eventually.TrueAsync(() => recorder.Trades.Count > seen + 50, "trades come");
            await AssertBookAsync(exchange, recorder);
        }
        AssertTrades(recorder);
        Assert.DoesNotContain(recorder.Notices, notice => notice.Kind == FeedNoticeKind.Problem);
    }

    [Fact]
    public async Task Subscription_OfWhatTheVenueHasNot_IsRefusedAtOnce()
    {
        await using var exchange = await KrakenUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var recorder = new MarketRecorder(new BookScale(1m, 1m));
        Assert.Equal(VenueErrorKind.NotSupported, (await venue.Streams.OpenAsync([new(First, Bitcoin, MarketChannel.MarkPrice)], recorder, Cancellation)).Error!.Kind);
        Assert.Equal(VenueErrorKind.NotSupported, (await venue.Streams.OpenAsync([new(First, Bitcoin, MarketChannel.Bars, Interval.Minutes(3))], recorder, Cancellation)).Error!.Kind);
        Assert.Equal(VenueErrorKind.UnknownInstrument, (await venue.Streams.OpenAsync([new(First, InstrumentId.Spot("NO", "SUCH", "kraken"), MarketChannel.Book)], recorder, Cancellation)).Error!.Kind);
    }

    /// <summary>The market stands still, and the recorded book comes to be the best levels of the exchange's.</summary>
    private static async Task AssertBookAsync(KrakenUnderTest exchange, MarketRecorder recorder)
    {
        await exchange.PostControlAsync("/control/clock", """{"speed": 0.000001}""");
        var market = (await exchange.GetAsync("/control/state")).GetProperty("markets").EnumerateArray().Single(item => item.GetProperty("symbol").GetString() == "BTC/USD");
        var (bids, asks) = (Levels(market.GetProperty("bids")), Levels(market.GetProperty("asks")));
        await Eventually.TrueAsync(() => recorder.Read(book => book.IsValid && bids.SequenceEqual(Levels(book, book.BidCount, book.Bid)) && asks.SequenceEqual(Levels(book, book.AskCount, book.Ask))), "the book is the exchange's");
    }

    private static void AssertTrades(MarketRecorder recorder)
    {
        var trades = recorder.Trades.Select(trade => trade.TradeId).ToArray();
        Assert.Equal(Enumerable.Range(0, trades.Length).Select(i => trades[0] + i), trades);
    }

    private static string[] Levels(JsonElement levels) => [.. levels.EnumerateArray().Take(new KrakenOptions().BookDepth).Select(level => $"{level[0].GetDouble()} {level[1].GetDouble()}")];

    private static string[] Levels(OrderBook book, int count, Func<int, BookLevel> level) => [.. Enumerable.Range(0, count).Select(rank => $"{level(rank).Price} {level(rank).Quantity}")];

    private static async Task<List<T>> AllAsync<T>(Func<string?, Task<VenueResult<VenuePage<T>>>> read)
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

    private static KrakenVenue Venue(KrakenUnderTest exchange, TimeProvider? time = null) =>
        new(new KrakenOptions
        {
            Endpoints = KrakenProfile.At(exchange.Server.Address),
            Http = new() { Seed = 1 },
            Time = time ?? TimeProvider.System,
            BookAudit = TimeSpan.FromSeconds(5),
            // When the exchange's time stands still there are no heartbeats.
            LongestSilence = TimeSpan.FromHours(1),
        });
}
