using System.Globalization;
using Tidemark.Integration.Tests.Exchange;
using Tidemark.Venues.Binance;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Orders;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Integration.Tests.Venues;

/// <summary>The connector for USD-M perpetuals over real sockets: the exchange's own book and ledger are the judge.</summary>
public sealed class BinanceUsdMTests
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Parse("BTC/USDT:USDT@binance");
    private static readonly InstrumentIndex First = new(0);
    private static int names;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Instruments_AreItsPerpetuals_AndSpotIsUnknown()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var all = (await venue.History.ListInstrumentsAsync(Cancellation)).Value;
        Assert.Equal(4, all.Count);
        var bitcoin = all.Single(item => item.Id == Bitcoin);
        Assert.True(bitcoin is { Symbol: "BTCUSDT", IsTrading: true, Rules: { PriceTick: 0.1m, QuantityStep: 0.001m, MinimumNotional: 50m } });
        Assert.Equal(VenueErrorKind.UnknownInstrument, (await venue.History.FindInstrumentAsync(InstrumentId.Spot("BTC", "USDT", "binance"), Cancellation)).Error!.Kind);
    }

    [Fact]
    public async Task History_HasBarsTradesAndFunding()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        // Past the next payment.
        await exchange.SendAsync(HttpMethod.Post, "/control/clock", """{"advanceMilliseconds": 28860000}""");
        await using var venue = Venue(exchange);
        var now = (await venue.History.ReadServerTimeAsync(Cancellation)).Value;
        var paid = await BinanceMarketTests.AllAsync(continuation => venue.History.ReadFundingAsync(Bitcoin, now - Duration.FromDays(1), now, continuation, Cancellation));
        Assert.NotEmpty(paid);
        Assert.All(paid, item => Assert.True(item.MarkPrice > 1_000 && Math.Abs(item.Rate) < 0.03 && item.Time < now));
        var expected = (await venue.ReadMarkPriceAsync(Bitcoin, Cancellation)).Value;
        Assert.True(expected.Time > now && expected.MarkPrice > 1_000);
        // The skipped hours went by in large steps, in which little was traded; the minutes before them were lively.
        var from = Interval.Minutes(1).OpenOf(now - Duration.FromHours(9));
        var bars = await BinanceMarketTests.AllAsync(continuation => venue.History.ReadBarsAsync(new BarSpec(Bitcoin, Interval.Minutes(1)), from, now, continuation, Cancellation));
        Assert.Equal(bars.Select(bar => bar.OpenTime).Distinct().Order(), bars.Select(bar => bar.OpenTime));
        Assert.NotEmpty(bars);
        Assert.Equal(VenueErrorKind.NotSupported, (await venue.History.ReadBarsAsync(new BarSpec(Bitcoin, Interval.Parse("1s")), from, now, cancellation: Cancellation)).Error!.Kind);
        var trades = await BinanceMarketTests.AllAsync(continuation => venue.History.ReadTradesAsync(Bitcoin, from, now, continuation, Cancellation));
        Assert.Equal(trades.Count, trades[^1].TradeId - trades[0].TradeId + 1);
    }

    [Fact]
    public async Task Streams_ThroughReconnects_GiveTheExchangesBook_AndFunding()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var instrument = (await venue.History.FindInstrumentAsync(Bitcoin, Cancellation)).Value;
        var recorder = new MarketRecorder(instrument.Scale);
        MarketSubscription[] subscriptions =
        [
            new(First, Bitcoin, MarketChannel.Book), new(First, Bitcoin, MarketChannel.Trades), new(First, Bitcoin, MarketChannel.Quotes),
            new(First, Bitcoin, MarketChannel.Bars, Interval.Minutes(1)), new(First, Bitcoin, MarketChannel.MarkPrice),
        ];
        await using (var feed = (await venue.Streams.OpenAsync(subscriptions, recorder, Cancellation)).Value)
        {
            for (var round = 1; round <= 3; round++)
            {
                await Eventually.TrueAsync(() => recorder.Has(FeedNoticeKind.BookRestored, round), $"the book is whole for the {round}. time");
                var (seen, told) = (recorder.Trades.Count, recorder.Fundings.Count);
                await Eventually.TrueAsync(() => recorder.Trades.Count > seen + 3 && recorder.Fundings.Count > told && !recorder.Bars.IsEmpty, "trades, bars and mark prices come");
                if (round < 3) feed.Reconnect();
            }
            // The market stands still, so that both sides come to the same update.
            await exchange.SendAsync(HttpMethod.Post, "/control/clock", """{"speed": 0.000001}""");
            var market = (await exchange.GetAsync("/control/state")).GetProperty("contracts").EnumerateArray().Single(item => item.GetProperty("symbol").GetString() == "BTCUSDT");
            await BinanceMarketTests.AssertBookAsync(recorder, market);
        }
        var trades = recorder.Trades.Select(trade => trade.TradeId).ToArray();
        Assert.Equal(Enumerable.Range(0, trades.Length).Select(i => trades[0] + i), trades);
        Assert.DoesNotContain(recorder.Notices, notice => notice.Kind == FeedNoticeKind.Problem);
        Assert.True(recorder.Quotes.Count > 10);
        Assert.All(recorder.Fundings, item => Assert.True(item.MarkPrice > 1_000 && item.Time != default));
    }

    [Fact]
    public async Task OrdersOfAllKinds_ThroughReconnectsAndAnEndedListenKey_EndAsInTheLedger_EachFillOnce()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var diary = new OrderDiary();
        await using var tracker = new OrderTracker(venue.Trading!, diary, venue.Clock);
        Assert.Null(await tracker.StartAsync(Cancellation));
        var price = await PriceAsync(exchange);

        var market = await tracker.PlaceAsync(Request(Side.Buy, OrderType.Market, 0.02m), Cancellation);
        Assert.Equal(OrderStatus.Filled, Placed(market).Status);
        var resting = Placed(await tracker.PlaceAsync(Request(Side.Buy, OrderType.Limit, 0.01m) with { LimitPrice = Round(price * 0.97m), PostOnly = true }, Cancellation));
        var stop = Placed(await tracker.PlaceAsync(Request(Side.Sell, OrderType.Stop, 0.02m) with { StopPrice = Round(price * 0.9m), ReduceOnly = true }, Cancellation));
        var profit = Placed(await tracker.PlaceAsync(Request(Side.Sell, OrderType.TakeProfitLimit, 0.01m) with { StopPrice = Round(price * 1.03m), LimitPrice = Round(price * 1.03m) }, Cancellation));
        Assert.All([resting, stop, profit], order => Assert.Equal(OrderStatus.Open, order.Status));
        Assert.Equal(3, (await venue.Trading!.ListOpenOrdersAsync(Bitcoin, Cancellation)).Value.Count);
        Assert.True((await venue.Trading.FindOrderAsync(stop.Reference, Cancellation)).Value is { Type: OrderType.Stop, IsTriggered: false, Quantity: 0.02m });

        tracker.Reconnect();
        Assert.True(Placed(await tracker.PlaceAsync(Request(Side.Sell, OrderType.Limit, 0.005m) with { LimitPrice = Round(price * 0.98m), TimeInForce = TimeInForce.Ioc, ReduceOnly = true }, Cancellation)).Status.IsFinal());
        Assert.Equal(OrderStatus.Canceled, (await tracker.CancelAsync(stop.ClientId, Cancellation)).Value.Status);
        Assert.Equal(0.006m, (await tracker.ReduceAsync(resting.ClientId, 0.006m, Cancellation)).Value.Quantity);
        await Eventually.TrueAsync(() => tracker.Sweeps >= 2, "swept after the connection and after the reconnect");

        await exchange.SendAsync(HttpMethod.Post, "/control/faults", """[{"kind": "expireListenKey", "durationMilliseconds": 1000}]""");
        var sweeps = tracker.Sweeps;
        await Eventually.TrueAsync(() => tracker.Sweeps > sweeps, "the stream has another key");
        // Behind the connector's back: only the stream or a sweep tells.
        await exchange.SignedOkAsync(HttpMethod.Delete, "/fapi/v1/order", $"symbol=BTCUSDT&origClientOrderId={resting.ClientId}");
        await exchange.SignedOkAsync(HttpMethod.Delete, "/fapi/v1/algoOrder", $"symbol=BTCUSDT&clientAlgoId={profit.ClientId}");
        await exchange.SignedOkAsync(HttpMethod.Post, "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.002");
        await Eventually.TrueAsync(() => tracker.Orders.All(order => order.IsSettled) && !diary.Foreign.IsEmpty, "all orders are settled");
        BinanceTradingTests.AssertLedger((await exchange.GetAsync("/control/ledger")).GetProperty("contracts"), tracker, diary);
    }

    [Fact]
    public async Task StopThatFires_GoesOnUnderItsName_AndFillsOnce()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync(options => options with { Speed = 0.01 });
        await using var venue = Venue(exchange);
        var diary = new OrderDiary();
        await using var tracker = new OrderTracker(venue.Trading!, diary, venue.Clock);
        Assert.Null(await tracker.StartAsync(Cancellation));
        var price = await PriceAsync(exchange);
        var below = Placed(await tracker.PlaceAsync(Request(Side.Sell, OrderType.Stop, 0.01m) with { StopPrice = Round(price * 0.9995m) }, Cancellation));
        var above = Placed(await tracker.PlaceAsync(Request(Side.Buy, OrderType.Stop, 0.01m) with { StopPrice = Round(price * 1.0005m) }, Cancellation));
        await exchange.SendAsync(HttpMethod.Post, "/control/clock", """{"speed": 20}""");
        bool HasFired(string id) => tracker.Find(id) is { Status: OrderStatus.Filled, IsSettled: true };
        await Eventually.TrueAsync(() => HasFired(below.ClientId) || HasFired(above.ClientId), "one of the stops fires");
        // Signed requests need a clock that runs like ours.
        await exchange.SendAsync(HttpMethod.Post, "/control/clock", """{"speed": 1}""");
        foreach (var order in tracker.Orders.Where(order => !order.Status.IsFinal())) await tracker.CancelAsync(order.ClientId, Cancellation);
        await Eventually.TrueAsync(() => tracker.Orders.All(order => order.IsSettled), "all orders are settled");
        BinanceTradingTests.AssertLedger((await exchange.GetAsync("/control/ledger")).GetProperty("contracts"), tracker, diary);
    }

    [Fact]
    public async Task Position_TellsLeverageAndLiquidation_AndIsOnlyReduced()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var (account, trading) = (venue.Account!, venue.Trading!);
        Assert.Empty((await account.ReadPositionsAsync(Cancellation)).Value);
        Assert.Equal(OrderReason.NothingToReduce, (await trading.PlaceAsync(Request(Side.Sell, OrderType.Market, 0.01m) with { ReduceOnly = true }, Cancellation)).Error!.Reason);
        Assert.Equal(VenueErrorKind.InvalidRequest, (await account.SetLeverageAsync(Bitcoin, 500m, Cancellation)).Error!.Kind);
        Assert.Equal(VenueErrorKind.InvalidRequest, (await account.SetLeverageAsync(Bitcoin, 2.5m, Cancellation)).Error!.Kind);
        Assert.Equal(5m, (await account.SetLeverageAsync(Bitcoin, 5m, Cancellation)).Value);
        Assert.Equal(3m, (await trading.PlaceAsync(Request(Side.Buy, OrderType.Market, 3m), Cancellation)).Value.FilledQuantity);
        var position = Assert.Single((await account.ReadPositionsAsync(Cancellation)).Value);
        Assert.True(position.Instrument == Bitcoin && position is { Side: PositionSide.Long, Quantity: 3m, Leverage: 5m, EntryPrice: > 1_000m, MarkPrice: > 1_000m });
        Assert.InRange(position.LiquidationPrice!.Value, position.EntryPrice * 0.2m, position.EntryPrice * 0.9m);
        var balance = Assert.Single((await account.ReadBalancesAsync(Cancellation)).Value);
        Assert.True(balance.Asset == "USDT" && balance.Locked > position.EntryPrice * 3m / 5m * 0.9m && balance.Total < 100_000m);
        // A larger one is cut to the position.
        Assert.Equal(3m, (await trading.PlaceAsync(Request(Side.Sell, OrderType.Market, 4m) with { ReduceOnly = true }, Cancellation)).Value.FilledQuantity);
        Assert.Empty((await account.ReadPositionsAsync(Cancellation)).Value);
        Assert.True((await account.ReadFeeRatesAsync(Bitcoin, Cancellation)).Value is { Maker: >= 0, Taker: > 0 });
        Assert.True((await KeyCheck.CheckAsync(account, allowsWithdrawal: false, Cancellation)).Value is { CanTrade: true, CanWithdraw: false });
    }

    [Fact]
    public async Task RefusalsAndAmendments_SayWhatTheVenueMeans()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var (trading, price) = (venue.Trading!, await PriceAsync(exchange));
        foreach (var (request, kind) in new[]
        {
            (Request(Side.Buy, OrderType.Limit, 0.01m) with { LimitPrice = Round(price) + 0.01m }, VenueErrorKind.RuleViolated),
            (Request(Side.Buy, OrderType.Limit, 0.01m) with { LimitPrice = Round(price * 1.02m), PostOnly = true }, VenueErrorKind.WouldTakeLiquidity),
            (Request(Side.Sell, OrderType.Stop, 0.01m) with { StopPrice = Round(price * 1.1m) }, VenueErrorKind.WouldTriggerImmediately),
            (Request(Side.Buy, OrderType.Limit, 100m) with { LimitPrice = Round(price * 0.99m) }, VenueErrorKind.InsufficientFunds),
            (Request(Side.Buy, OrderType.Limit, 0.01m) with { LimitPrice = Round(price), DisplayedQuantity = 0.005m }, VenueErrorKind.NotSupported),
        })
        {
            var error = (await trading.PlaceAsync(request, Cancellation)).Error!;
            Assert.True(error.Kind == kind && !error.MayHaveHappened, $"{kind}: {error}");
        }
        var unknown = new OrderReference(Bitcoin, new ClientOrderId(99).ToString());
        Assert.Equal(VenueErrorKind.UnknownOrder, (await trading.FindOrderAsync(unknown, Cancellation)).Error!.Kind);
        Assert.Equal(VenueErrorKind.OrderClosed, (await trading.CancelAsync(unknown, Cancellation)).Error!.Kind);
        var placed = (await trading.PlaceAsync(Request(Side.Buy, OrderType.Limit, 0.02m) with { LimitPrice = Round(price * 0.97m) }, Cancellation)).Value;
        var changed = (await trading.AmendAsync(placed.Reference, new Amendment(new Quantity(0.015m), new Price(Round(price * 0.975m))), default, Cancellation)).Value;
        Assert.Equal((placed.VenueId, placed.ClientId, 0.015m, Round(price * 0.975m)), (changed.VenueId, changed.ClientId, changed.Quantity, changed.LimitPrice));
        var stop = (await trading.PlaceAsync(Request(Side.Sell, OrderType.Stop, 0.02m) with { StopPrice = Round(price * 0.9m) }, Cancellation)).Value;
        Assert.Equal(VenueErrorKind.NotSupported, (await trading.AmendAsync(stop.Reference, new Amendment(new Quantity(0.01m)), new ClientOrderId(7), Cancellation)).Error!.Kind);
        Assert.Equal(OrderStatus.Open, (await trading.FindOrderAsync(stop.Reference, Cancellation)).Value.Status);
    }

    private static TrackedOrder Placed(VenueResult<TrackedOrder> result)
    {
        Assert.True(result.IsSuccess, result.ToString());
        return result.Value;
    }

    private static async Task<decimal> PriceAsync(ExchangeUnderTest exchange) =>
        decimal.Parse((await exchange.GetAsync("/fapi/v1/ticker/price?symbol=BTCUSDT")).GetProperty("price").GetString()!, CultureInfo.InvariantCulture);

    private static decimal Round(decimal price) => decimal.Round(price, 1);

    private static VenueOrderRequest Request(Side side, OrderType type, decimal quantity) => new()
    {
        Instrument = Bitcoin,
        ClientId = new ClientOrderId((UInt128)Interlocked.Increment(ref names) + 1_000),
        Side = side,
        Type = type,
        Quantity = quantity,
    };

    private static BinanceUsdMVenue Venue(ExchangeUnderTest exchange) => new(BinanceOptions.UsdM with
    {
        Endpoints = BinanceProfile.UsdMAt(exchange.Server.Address),
        Credential = new VenueCredential(new CredentialId("binance", VenueEnvironment.Live, CredentialId.DefaultAccount), ExchangeUnderTest.Key, ExchangeUnderTest.Secret, null, "a test"),
        Http = new() { Seed = 1 },
    });
}
