using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Accounts;
using Tidemark.Integration.Tests.Exchange;
using Tidemark.Venues.Binance;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Orders;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Integration.Tests.Venues;

/// <summary>Orders and account of the Binance connector over real sockets: the exchange's own ledger is the judge.</summary>
public sealed class BinanceTradingTests
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Spot("BTC", "USDT", "binance");
    private static int names;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OrdersOfAllKinds_ThroughReconnects_EndAsInTheLedger_EachFillOnce(bool usesListenKey)
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await using var venue = Venue(exchange, options => options with { UsesListenKey = usesListenKey });
        var diary = new OrderDiary();
        await using var tracker = new OrderTracker(venue.Trading!, diary, venue.Clock);
        Assert.Null(await tracker.StartAsync(Cancellation));
        var price = await PriceAsync(exchange);

        var market = await tracker.PlaceAsync(Request(Side.Buy, OrderType.Market, 0.01m), Cancellation);
        Assert.Equal(OrderStatus.Filled, market.Value.Status);
        var resting = await tracker.PlaceAsync(Request(Side.Buy, OrderType.Limit, 0.01m) with { LimitPrice = Round(price * 0.9m), PostOnly = true }, Cancellation);
        Assert.Equal(OrderStatus.Open, resting.Value.Status);
        var stop = await tracker.PlaceAsync(Request(Side.Sell, OrderType.StopLimit, 0.02m) with { StopPrice = Round(price * 0.9m), LimitPrice = Round(price * 0.89m) }, Cancellation);
        Assert.Equal(OrderStatus.Open, stop.Value.Status);
        var taking = await tracker.PlaceAsync(Request(Side.Sell, OrderType.Limit, 0.03m) with { LimitPrice = Round(price * 0.95m), TimeInForce = TimeInForce.Ioc }, Cancellation);
        Assert.True(taking.Value.Status.IsFinal());

        tracker.Reconnect();
        var whileAway = await tracker.PlaceAsync(Request(Side.Sell, OrderType.Market, 0.005m), Cancellation);
        Assert.True(whileAway.IsSuccess, whileAway.ToString());
        Assert.Equal(OrderStatus.Canceled, (await tracker.CancelAsync(stop.Value.ClientId, Cancellation)).Value.Status);
        Assert.Equal(0.006m, (await tracker.ReduceAsync(resting.Value.ClientId, 0.006m, Cancellation)).Value.Quantity);
        await Eventually.TrueAsync(() => tracker.Sweeps >= 2, "swept after the connection and after the reconnect");

        // Placed and canceled behind the connector's back: only the stream or a sweep tells.
        await exchange.SignedOkAsync(HttpMethod.Delete, "/api/v3/order", $"symbol=BTCUSDT&origClientOrderId={resting.Value.ClientId}");
        await exchange.SignedOkAsync(HttpMethod.Post, "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.002");
        await Eventually.TrueAsync(() => tracker.Orders.All(order => order.IsSettled) && !diary.Foreign.IsEmpty, "all orders are settled");
        await AssertLedgerAsync(exchange, tracker, diary);
    }

    [Fact]
    public async Task OrderThatFillsWhileTheStreamIsDown_IsFoundByTheSweep()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var diary = new OrderDiary();
        await using var tracker = new OrderTracker(venue.Trading!, diary, venue.Clock);
        Assert.Null(await tracker.StartAsync(Cancellation));
        await exchange.SendAsync(HttpMethod.Post, "/control/clock", """{"speed": 20}""");
        // Orders near the market fill by themselves, at any moment of the reconnects.
        for (var round = 0; round < 4; round++)
        {
            var price = await PriceAsync(exchange);
            foreach (var side in (Side[])[Side.Buy, Side.Sell])
                await tracker.PlaceAsync(Request(side, OrderType.Limit, 0.01m) with { LimitPrice = Round(price * (side == Side.Buy ? 0.9999m : 1.0001m)) }, Cancellation);
            tracker.Reconnect();
        }
        await Eventually.TrueAsync(() => diary.Fills.Count >= 4, "some fill");
        await exchange.SendAsync(HttpMethod.Post, "/control/clock", """{"speed": 1}""");
        foreach (var order in tracker.Orders.Where(order => !order.Status.IsFinal())) await tracker.CancelAsync(order.ClientId, Cancellation);
        await Eventually.TrueAsync(() => tracker.Orders.All(order => order.IsSettled), "all orders are settled");
        await AssertLedgerAsync(exchange, tracker, diary);
    }

    [Fact]
    public async Task Refusals_SayWhatTheVenueMeans_AndBreakNothing()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var (trading, price) = (venue.Trading!, await PriceAsync(exchange));
        await RefusedAsync(trading, Request(Side.Buy, OrderType.Limit, 0.01m) with { LimitPrice = Round(price) + 0.001m }, VenueErrorKind.RuleViolated, OrderReason.PriceOffTick, isOurs: true);
        await RefusedAsync(trading, Request(Side.Buy, OrderType.Limit, 0.000_000_1m) with { LimitPrice = Round(price) }, VenueErrorKind.RuleViolated, OrderReason.QuantityOffStep, isOurs: true);
        await RefusedAsync(trading, Request(Side.Buy, OrderType.Limit, 0.000_01m) with { LimitPrice = Round(price) }, VenueErrorKind.RuleViolated, OrderReason.BelowMinimumNotional, isOurs: true);
        await RefusedAsync(trading, Request(Side.Buy, OrderType.Limit, 1m), VenueErrorKind.InvalidRequest, OrderReason.ContradictoryTerms, isOurs: true);
        await RefusedAsync(trading, Request(Side.Buy, OrderType.Market, 0.01m) with { ReduceOnly = true }, VenueErrorKind.NotSupported, OrderReason.NotSupported, isOurs: true);
        await RefusedAsync(trading, Request(Side.Sell, OrderType.Limit, 100m) with { LimitPrice = Round(price) }, VenueErrorKind.InsufficientFunds, OrderReason.InsufficientFunds, isOurs: false);
        await RefusedAsync(trading, Request(Side.Buy, OrderType.Limit, 0.01m) with { LimitPrice = Round(price * 1.05m), PostOnly = true }, VenueErrorKind.WouldTakeLiquidity, OrderReason.WouldTakeLiquidity, isOurs: false);
        await RefusedAsync(trading, Request(Side.Sell, OrderType.Stop, 0.01m) with { StopPrice = Round(price * 1.1m) }, VenueErrorKind.WouldTriggerImmediately, OrderReason.None, isOurs: false);
        var unknown = new OrderReference(Bitcoin, new ClientOrderId(99).ToString());
        Assert.Equal(VenueErrorKind.UnknownOrder, (await trading.FindOrderAsync(unknown, Cancellation)).Error!.Kind);
        Assert.Equal(VenueErrorKind.OrderClosed, (await trading.CancelAsync(unknown, Cancellation)).Error!.Kind);
    }

    [Fact]
    public async Task Amendments_KeepTheirPlaceWhereTheyCan_AndElseReplaceTheOrder()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var (trading, price) = (venue.Trading!, await PriceAsync(exchange));
        var placed = (await trading.PlaceAsync(Request(Side.Buy, OrderType.Limit, 0.02m) with { LimitPrice = Round(price * 0.8m) }, Cancellation)).Value;
        var smaller = (await trading.AmendAsync(placed.Reference, new Amendment(new Quantity(0.015m)), new ClientOrderId(7), Cancellation)).Value;
        Assert.Equal((placed.VenueId, placed.ClientId, 0.015m), (smaller.VenueId, smaller.ClientId, smaller.Quantity));
        var dearer = (await trading.AmendAsync(placed.Reference, new Amendment(LimitPrice: new Price(Round(price * 0.82m))), new ClientOrderId(8), Cancellation)).Value;
        Assert.Equal((new ClientOrderId(8).ToString(), 0.015m, Round(price * 0.82m)), (dearer.ClientId, dearer.Quantity, dearer.LimitPrice));
        Assert.Equal(OrderStatus.Canceled, (await trading.FindOrderAsync(placed.Reference, Cancellation)).Value.Status);
        Assert.Equal(VenueErrorKind.OrderClosed, (await trading.AmendAsync(placed.Reference, new Amendment(new Quantity(0.01m)), default, Cancellation)).Error!.Kind);
        Assert.Equal(dearer.VenueId, Assert.Single((await trading.ListOpenOrdersAsync(null, Cancellation)).Value).VenueId);
    }

    [Fact]
    public async Task Replacement_OnlyRestsAndIsShownInPart_AsTheOrderBefore()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var (trading, price) = (venue.Trading!, await PriceAsync(exchange));
        var request = Request(Side.Buy, OrderType.Limit, 0.02m) with { LimitPrice = Round(price * 0.8m), PostOnly = true, DisplayedQuantity = 0.01m };
        var placed = (await trading.PlaceAsync(request, Cancellation)).Value;
        var other = (await trading.AmendAsync(placed.Reference, new Amendment(LimitPrice: new Price(Round(price * 0.82m))), new ClientOrderId(9), Cancellation)).Value;
        Assert.True((await trading.FindOrderAsync(other.Reference, Cancellation)).Value is { Status: OrderStatus.Open, PostOnly: true, DisplayedQuantity: 0.01m });
        // At a price at which it would take it does not: the old one is gone, the new one refused.
        Assert.True((await trading.AmendAsync(other.Reference, new Amendment(LimitPrice: new Price(Round(price * 1.05m))), new ClientOrderId(10), Cancellation)).Error is { MayHaveHappened: true });
        Assert.Empty((await trading.ListOpenOrdersAsync(null, Cancellation)).Value);
        Assert.Empty((await trading.ReadFillsAsync(Bitcoin, default, null, Cancellation)).Value.Items);
    }

    [Fact]
    public async Task Pair_WhoseStopFires_EndsAsInTheLedger()
    {
        // The market stands still until both pairs are placed: a stop must lie below it.
        await using var exchange = await ExchangeUnderTest.StartAsync(options => options with { Speed = 0.01 });
        await using var venue = Venue(exchange);
        var diary = new OrderDiary();
        await using var tracker = new OrderTracker(venue.Trading!, diary, venue.Clock);
        Assert.Null(await tracker.StartAsync(Cancellation));
        var price = await PriceAsync(exchange);
        VenuePairRequest Pair(decimal limit, decimal stop, int name) => new()
        {
            Instrument = Bitcoin,
            Side = Side.Sell,
            Quantity = 0.01m,
            LimitId = new ClientOrderId((UInt128)name),
            LimitPrice = Round(price * limit),
            StopId = new ClientOrderId((UInt128)name + 1),
            StopPrice = Round(price * stop),
        };
        Assert.Equal(VenueErrorKind.InvalidRequest, (await tracker.PlacePairAsync(Pair(0.9m, 1.1m, 1), Cancellation))!.Kind);
        Assert.Null(await tracker.PlacePairAsync(Pair(1.1m, 0.9m, 3), Cancellation));
        Assert.Null(await tracker.PlacePairAsync(Pair(1.2m, 0.9999m, 5), Cancellation));
        await exchange.SendAsync(HttpMethod.Post, "/control/clock", """{"speed": 20}""");
        await Eventually.TrueAsync(() => tracker.Find(new ClientOrderId(6).ToString()) is { IsSettled: true }, "the stop near the market fires");
        // Signed requests need a clock that runs like ours.
        await exchange.SendAsync(HttpMethod.Post, "/control/clock", """{"speed": 1}""");
        Assert.Equal(OrderStatus.Canceled, (await tracker.CancelAsync(new ClientOrderId(3).ToString(), Cancellation)).Value.Status);
        await Eventually.TrueAsync(() => tracker.Orders.All(order => order.IsSettled), "the others of the pairs end with them");
        Assert.True(tracker.Find(new ClientOrderId(6).ToString()) is { Status: OrderStatus.Filled, FilledQuantity: 0.01m });
        foreach (var denied in tracker.Orders.Where(order => order.Status == OrderStatus.Denied)) Assert.Contains(denied.ClientId, (string[])[new ClientOrderId(1).ToString(), new ClientOrderId(2).ToString()]);
    }

    [Fact]
    public async Task Account_TellsBalancesFeesAndRights()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var balances = (await venue.Account!.ReadBalancesAsync(Cancellation)).Value;
        Assert.Equal(100_000m, balances.Single(item => item.Asset == "USDT").Free);
        Assert.True((await venue.Account.ReadFeeRatesAsync(Bitcoin, Cancellation)).Value is { Maker: >= 0, Taker: > 0 });
        Assert.True((await KeyCheck.CheckAsync(venue.Account, allowsWithdrawal: false, Cancellation)).Value is { CanTrade: true, CanWithdraw: false });
    }

    [Fact]
    public async Task ExchangeWhoseClockJumps_IsFollowed_WithoutARefusedOrder()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        Assert.True((await venue.Account!.ReadBalancesAsync(Cancellation)).IsSuccess);
        await exchange.SendAsync(HttpMethod.Post, "/control/clock", """{"advanceMilliseconds": 60000}""");
        Assert.True((await venue.Trading!.PlaceAsync(Request(Side.Buy, OrderType.Market, 0.01m), Cancellation)).IsSuccess);
    }

    [Fact]
    public async Task Ed25519Key_SignsRequestsAndTheStream()
    {
        var seed = new byte[32];
        seed[0] = 5;
        var signer = new Ed25519Signer(seed);
        await using var exchange = await ExchangeUnderTest.StartAsync(options => options with
        {
            Accounts = [new AccountDefinition("alice", ExchangeUnderTest.Key, "ed25519=" + Convert.ToBase64String(signer.PublicKey)) { Balances = new Dictionary<string, decimal> { ["USDT"] = 1_000m } }],
        });
        await using var venue = Venue(exchange, secret: "ed25519=" + Convert.ToBase64String(seed));
        await using var tracker = new OrderTracker(venue.Trading!, new OrderDiary(), venue.Clock);
        Assert.Null(await tracker.StartAsync(Cancellation));
        Assert.Equal(OrderStatus.Filled, (await tracker.PlaceAsync(Request(Side.Buy, OrderType.Market, 0.001m), Cancellation)).Value.Status);
    }

    [Fact]
    public async Task WrongSecret_IsAnErrorOfAuthentication_WithoutTheSecret()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync();
        await using var venue = Venue(exchange, secret: "not-the-secret");
        var error = (await venue.Trading!.PlaceAsync(Request(Side.Buy, OrderType.Market, 0.01m), Cancellation)).Error!;
        Assert.Equal((VenueErrorKind.Authentication, false, false), (error.Kind, error.IsTransient, error.MayHaveHappened));
        Assert.DoesNotContain("not-the-secret", error.ToString(), StringComparison.Ordinal);
        Assert.Throws<BadInputException>(() => Venue(exchange, options => options with { Environment = VenueEnvironment.Testnet }));
    }

    private static async Task RefusedAsync(ITradingVenue trading, VenueOrderRequest request, VenueErrorKind kind, OrderReason reason, bool isOurs)
    {
        var error = (await trading.PlaceAsync(request, Cancellation)).Error;
        Assert.True(error is not null, $"{kind} was expected");
        Assert.True(error.Kind == kind && error.Reason == reason && !error.MayHaveHappened && error.VenueCode.Length == 0 == isOurs, $"{kind} {reason}: {error} {error.Reason}");
    }

    private static async Task AssertLedgerAsync(ExchangeUnderTest exchange, OrderTracker tracker, OrderDiary diary) => AssertLedger(await exchange.GetAsync("/control/ledger"), tracker, diary);

    internal static void AssertLedger(JsonElement ledger, OrderTracker tracker, OrderDiary diary)
    {
        var orders = ledger.GetProperty("orders").EnumerateArray().ToDictionary(order => order.GetProperty("clientOrderId").GetString()!);
        foreach (var order in tracker.Orders)
        {
            var truth = orders[order.ClientId];
            Assert.Equal(truth.GetProperty("executed").GetDecimal(), order.FilledQuantity);
            Assert.Equal(truth.GetProperty("quantity").GetDecimal(), order.Quantity);
            Assert.Equal(truth.GetProperty("state").GetString(), order.Status == OrderStatus.Expired ? truth.GetProperty("state").GetString() : JsonNamingPolicy.CamelCase.ConvertName(order.Status.ToString()));
        }
        static string Line(string id, decimal price, decimal quantity, decimal fee, string asset, bool isMaker) =>
            string.Create(CultureInfo.InvariantCulture, $"{id} {quantity:0.########} at {price:0.########}, fee {fee:0.########} {asset}, maker {isMaker}");
        var told = diary.Fills.Concat(diary.Foreign).Select(fill => Line(fill.TradeId.ToString(), fill.Price, fill.Quantity, fill.Fee, fill.FeeAsset, fill.Role == LiquidityRole.Maker)).Order();
        var booked = ledger.GetProperty("fills").EnumerateArray().Where(fill => fill.GetProperty("account").GetString() == "alice")
            .Select(fill => Line(fill.GetProperty("tradeId").GetInt64().ToString(CultureInfo.InvariantCulture), fill.GetProperty("price").GetDecimal(), fill.GetProperty("quantity").GetDecimal(),
                fill.GetProperty("fee").GetDecimal(), fill.GetProperty("feeAsset").GetString()!, fill.GetProperty("isMaker").GetBoolean())).Order();
        Assert.Equal(booked, told);
        Assert.NotEmpty(told);
    }

    private static async Task<decimal> PriceAsync(ExchangeUnderTest exchange) =>
        decimal.Parse((await exchange.GetAsync("/api/v3/ticker/price?symbol=BTCUSDT")).GetProperty("price").GetString()!, CultureInfo.InvariantCulture);

    private static decimal Round(decimal price) => decimal.Round(price, 2);

    private static VenueOrderRequest Request(Side side, OrderType type, decimal quantity) => new()
    {
        Instrument = Bitcoin,
        ClientId = new ClientOrderId((UInt128)Interlocked.Increment(ref names) + 1_000),
        Side = side,
        Type = type,
        Quantity = quantity,
    };

    private static BinanceVenue Venue(ExchangeUnderTest exchange, Func<BinanceOptions, BinanceOptions>? change = null, string secret = ExchangeUnderTest.Secret)
    {
        var options = new BinanceOptions
        {
            Endpoints = BinanceProfile.At(exchange.Server.Address),
            Credential = new VenueCredential(new CredentialId("binance", VenueEnvironment.Live, CredentialId.DefaultAccount), ExchangeUnderTest.Key, secret, null, "a test"),
            Http = new() { Seed = 1 },
        };
        return new BinanceVenue(change?.Invoke(options) ?? options);
    }
}
