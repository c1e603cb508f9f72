using System.Globalization;
using Tidemark.Integration.Tests.Exchange;
using Tidemark.Venues.Binance;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Orders;
using Tidemark.Venues.Ports;

namespace Tidemark.Integration.Tests.Venues;

/// <summary>The connector through faults, ten times faster than the clock: its orders, fills, trades and book are those of the exchange.</summary>
public sealed class BinanceFaultTests
{
    private const string Plan = """
        { "seed": 11, "faults": [
          { "kind": "answerLatency", "probability": 0.2, "milliseconds": 100, "jitterMilliseconds": 400 },
          { "kind": "dropConnection", "startMilliseconds": 8000, "everyMilliseconds": 15000 },
          { "kind": "loseMessage", "streams": ["*@depth*", "*@aggTrade"], "probability": 0.02 },
          { "kind": "stallStream", "streams": ["userData"], "startMilliseconds": 10000, "durationMilliseconds": 8000 },
          { "kind": "loseMessage", "streams": ["userData"], "probability": 0.1 },
          { "kind": "duplicateMessage", "probability": 0.1 },
          { "kind": "reorderMessage", "probability": 0.05, "count": 2 },
          { "kind": "serverError", "paths": ["POST *order"], "probability": 0.1, "status": 503, "isCarriedOut": true },
          { "kind": "serverError", "paths": ["GET *"], "probability": 0.05, "status": 502 },
          { "kind": "loseRequest", "paths": ["POST *order"], "probability": 0.1, "isCut": true },
          { "kind": "loseAnswer", "paths": ["POST *order", "DELETE *order"], "probability": 0.15, "isCut": true },
          { "kind": "clockSkew", "startMilliseconds": 20000, "durationMilliseconds": 10000, "milliseconds": 2500 },
          { "kind": "rateLimit", "startMilliseconds": 35000, "durationMilliseconds": 2000, "retryAfterSeconds": 2 },
          { "kind": "rejectCancel", "probability": 0.1 },
          { "kind": "partialFill", "probability": 0.3, "count": 3, "share": 0.5 } ] }
        """;

    private static readonly InstrumentId Bitcoin = InstrumentId.Spot("BTC", "USDT", "binance");
    private static readonly InstrumentIndex First = new(0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Faults_LoseNoOrderNoFillNoTrade_AndEndInTheExchangesBook()
    {
        var time = new ScaledTime(10);
        await using var exchange = await ExchangeUnderTest.StartAsync(options => options with { Time = time });
        await using var venue = new BinanceVenue(new BinanceOptions
        {
            Endpoints = BinanceProfile.At(exchange.Server.Address),
            Credential = new VenueCredential(new CredentialId("binance", VenueEnvironment.Live, CredentialId.DefaultAccount), ExchangeUnderTest.Key, ExchangeUnderTest.Secret, null, "a test"),
            Http = new() { Seed = 1 },
            Time = time,
        });
        var instrument = (await venue.History.FindInstrumentAsync(Bitcoin, Cancellation)).Value;
        var recorder = new MarketRecorder(instrument.Scale);
        await using var feed = (await venue.Streams.OpenAsync([new(First, Bitcoin, MarketChannel.Book), new(First, Bitcoin, MarketChannel.Trades)], recorder, Cancellation)).Value;
        var diary = new OrderDiary();
        await using var tracker = new OrderTracker(venue.Trading!, diary, venue.Clock, new OrderTrackerOptions { Seed = 1, SweepInterval = TimeSpan.FromSeconds(20) });
        Assert.Null(await tracker.StartAsync(Cancellation));
        await Eventually.TrueAsync(() => recorder.Has(FeedNoticeKind.BookRestored), "the book is whole");

        await exchange.SendAsync(HttpMethod.Post, "/control/faults", Plan);
        await TradeAsync(tracker, recorder, venue.Clock.Local + Duration.FromSeconds(45), () => venue.Clock.Local);
        await exchange.SendAsync(HttpMethod.Post, "/control/faults", "[]");

        await Eventually.TrueAsync(async () =>
        {
            foreach (var order in tracker.Orders.Where(order => order.Status is OrderStatus.Open or OrderStatus.PartiallyFilled)) await tracker.CancelAsync(order.ClientId, Cancellation);
            return tracker.Orders.All(order => order.IsSettled);
        }, "every order is settled");
        await AssertLedgerAsync(exchange, tracker, diary);
        await AssertMarketAsync(exchange, recorder);
    }

    /// <summary>Orders near the market, some canceled again, as quickly as the answers come.</summary>
    private static async Task TradeAsync(OrderTracker tracker, MarketRecorder recorder, Instant end, Func<Instant> now)
    {
        await Eventually.TrueAsync(() => !recorder.Trades.IsEmpty, "there is a price");
        var random = new Random(3);
        for (var number = 1; now() < end; number++)
        {
            var price = recorder.Trades.Last().Price;
            var side = number % 2 == 0 ? Side.Sell : Side.Buy;
            var isMarket = random.Next(3) == 0;
            var name = new ClientOrderId((UInt128)number + 9_000);
            await tracker.PlaceAsync(new VenueOrderRequest
            {
                Instrument = Bitcoin,
                ClientId = name,
                Side = side,
                Type = isMarket ? OrderType.Market : OrderType.Limit,
                Quantity = 0.002m,
                LimitPrice = isMarket ? null : decimal.Round((decimal)(price * (side == Side.Buy ? 0.9998 : 1.0002)), 2),
            }, Cancellation);
            if (random.Next(3) == 0) await tracker.CancelAsync(name.ToString(), Cancellation);
        }
    }

    private static async Task AssertLedgerAsync(ExchangeUnderTest exchange, OrderTracker tracker, OrderDiary diary)
    {
        var ledger = await exchange.GetAsync("/control/ledger");
        var orders = ledger.GetProperty("orders").EnumerateArray().Where(order => order.GetProperty("account").GetString() == "alice").ToDictionary(order => order.GetProperty("clientOrderId").GetString()!);
        foreach (var order in tracker.Orders)
        {
            var hasArrived = orders.Remove(order.ClientId, out var truth);
            if (!hasArrived) Assert.True(order.Status is OrderStatus.Rejected or OrderStatus.Denied && order.FilledQuantity == 0m, $"{order.Status} {order.ClientId}, which never arrived");
            else Assert.True(truth.GetProperty("executed").GetDecimal() == order.FilledQuantity && order.Status is OrderStatus.Filled or OrderStatus.Canceled or OrderStatus.Expired, $"{order.Status} {order.FilledQuantity}: {truth}");
        }
        Assert.Empty(orders);
        var booked = ledger.GetProperty("fills").EnumerateArray().Where(fill => fill.GetProperty("account").GetString() == "alice")
            .Select(fill => string.Create(CultureInfo.InvariantCulture, $"{fill.GetProperty("tradeId")} {fill.GetProperty("quantity").GetDecimal():0.########}")).Order();
        Assert.Equal(booked, diary.Fills.Select(fill => string.Create(CultureInfo.InvariantCulture, $"{fill.TradeId} {fill.Quantity:0.########}")).Order());
        Assert.Empty(diary.Foreign);
        Assert.True(diary.Fills.Count > 10, $"only {diary.Fills.Count} fills");
    }

    private static async Task AssertMarketAsync(ExchangeUnderTest exchange, MarketRecorder recorder)
    {
        await Eventually.TrueAsync(() => recorder.Read(book => book.IsValid), "the book is whole again");
        await exchange.SendAsync(HttpMethod.Post, "/control/clock", """{"speed": 0.000001}""");
        var market = (await exchange.GetAsync("/control/state")).GetProperty("markets").EnumerateArray().Single(item => item.GetProperty("symbol").GetString() == "BTCUSDT");
        await Eventually.TrueAsync(() => recorder.Read(book => book.IsValid && book.UpdateId >= market.GetProperty("updateId").GetInt64()), "the book comes to the exchange's update");
        foreach (var (name, side) in (ReadOnlySpan<(string, Side)>)[("bids", Side.Buy), ("asks", Side.Sell)])
        {
            var levels = market.GetProperty(name).EnumerateArray().Select(level => $"{level[0].GetDouble()} {level[1].GetDouble()}");
            Assert.Equal(levels, recorder.Read(book => Enumerable.Range(0, side == Side.Buy ? book.BidCount : book.AskCount).Select(rank => side == Side.Buy ? book.Bid(rank) : book.Ask(rank)).Select(level => $"{level.Price} {level.Quantity}").ToArray()));
        }
        var trades = recorder.Trades.Select(trade => trade.TradeId).ToArray();
        Assert.Equal(Enumerable.Range(0, trades.Length).Select(i => trades[0] + i), trades);
        Assert.DoesNotContain(recorder.Notices, notice => notice.Kind == FeedNoticeKind.Problem);
    }
}
