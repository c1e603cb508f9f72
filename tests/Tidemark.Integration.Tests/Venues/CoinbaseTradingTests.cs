using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Tidemark.Exchange.Accounts;
using Tidemark.Integration.Tests.Exchange;
using Tidemark.Venues.Coinbase;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Orders;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Integration.Tests.Venues;

/// <summary>Orders and account of the Coinbase connector over real sockets: the exchange's own ledger is the judge.</summary>
public sealed class CoinbaseTradingTests
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Spot("BTC", "USD", "coinbase");
    private static int names;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OrdersOfAllKinds_ThroughReconnects_EndAsInTheLedger_EachFillOnce()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var diary = new OrderDiary();
        await using var tracker = new OrderTracker(venue.Trading!, diary, venue.Clock);
        Assert.Null(await tracker.StartAsync(Cancellation));
        var price = await PriceAsync(exchange);

        var market = await tracker.PlaceAsync(Request(Side.Buy, OrderType.Market, 0.01m), Cancellation);
        Assert.Equal(OrderStatus.Filled, market.Value.Status);
        Assert.True(market.Value.IsSettled);
        var resting = await tracker.PlaceAsync(Request(Side.Buy, OrderType.Limit, 0.01m) with { LimitPrice = Round(price * 0.9m), PostOnly = true }, Cancellation);
        Assert.Equal(OrderStatus.Open, resting.Value.Status);
        var stop = await tracker.PlaceAsync(Request(Side.Sell, OrderType.StopLimit, 0.02m) with { StopPrice = Round(price * 0.9m), LimitPrice = Round(price * 0.89m) }, Cancellation);
        Assert.Equal(OrderStatus.Open, stop.Value.Status);
        var profit = await tracker.PlaceAsync(Request(Side.Sell, OrderType.TakeProfitLimit, 0.02m) with { StopPrice = Round(price * 1.1m), LimitPrice = Round(price * 1.09m) }, Cancellation);
        Assert.Equal(OrderStatus.Open, profit.Value.Status);
        var taking = await tracker.PlaceAsync(Request(Side.Sell, OrderType.Limit, 0.03m) with { LimitPrice = Round(price * 0.95m), TimeInForce = TimeInForce.Ioc }, Cancellation);
        Assert.Equal(OrderStatus.Filled, taking.Value.Status);
        var dated = await tracker.PlaceAsync(Request(Side.Buy, OrderType.Limit, 0.01m) with { LimitPrice = Round(price * 0.8m), TimeInForce = TimeInForce.Gtd, ExpiresAt = venue.Clock.Now + Duration.FromHours(1) }, Cancellation);
        Assert.Equal(OrderStatus.Open, dated.Value.Status);
        var impossible = await tracker.PlaceAsync(Request(Side.Buy, OrderType.Limit, 0.01m) with { LimitPrice = Round(price * 0.8m), TimeInForce = TimeInForce.Fok }, Cancellation);
        Assert.Equal(OrderStatus.Expired, impossible.Value.Status);

        tracker.Reconnect();
        var whileAway = await tracker.PlaceAsync(Request(Side.Sell, OrderType.Market, 0.005m), Cancellation);
        Assert.True(whileAway.IsSuccess, whileAway.ToString());
        foreach (var order in (TrackedOrder[])[stop.Value, profit.Value, dated.Value])
            Assert.Equal(OrderStatus.Canceled, (await tracker.CancelAsync(order.ClientId, Cancellation)).Value.Status);
        Assert.Equal(0.006m, (await tracker.ReduceAsync(resting.Value.ClientId, 0.006m, Cancellation)).Value.Quantity);
        await Eventually.TrueAsync(() => tracker.Sweeps >= 2, "swept after the connection and after the reconnect");

        // Placed and canceled behind the connector's back: only the stream or a sweep tells.
        await exchange.PostAsync("/api/v3/brokerage/orders/batch_cancel", $$"""{"order_ids":["{{resting.Value.VenueId}}"]}""");
        await exchange.PlaceAsync("BTC-USD", "BUY", """{"market_market_ioc":{"base_size":"0.002"}}""");
        await Eventually.TrueAsync(() => tracker.Orders.All(order => order.IsSettled) && !diary.Foreign.IsEmpty, "all orders are settled");
        await AssertLedgerAsync(exchange, tracker, diary);
    }

    [Fact]
    public async Task OrderThatFillsWhileTheStreamIsDown_IsFoundByTheSweep()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var diary = new OrderDiary();
        await using var tracker = new OrderTracker(venue.Trading!, diary, venue.Clock);
        Assert.Null(await tracker.StartAsync(Cancellation));
        await exchange.SendAsync(HttpMethod.Post, "/control/clock", """{"speed": 5}""");
        // Orders near the market fill by themselves, at any moment of the reconnects.
        for (var round = 0; round < 4; round++)
        {
            var price = await PriceAsync(exchange);
            foreach (var side in (Side[])[Side.Buy, Side.Sell])
                await tracker.PlaceAsync(Request(side, OrderType.Limit, 0.01m) with { LimitPrice = Round(price * (side == Side.Buy ? 0.9999m : 1.0001m)) }, Cancellation);
            tracker.Reconnect();
        }
        await Eventually.TrueAsync(() => diary.Fills.Count >= 4, "some fill");
        foreach (var order in tracker.Orders.Where(order => !order.Status.IsFinal())) await tracker.CancelAsync(order.ClientId, Cancellation);
        await Eventually.TrueAsync(() => tracker.Orders.All(order => order.IsSettled), "all orders are settled");
        await AssertLedgerAsync(exchange, tracker, diary);
    }

    [Fact]
    public async Task LostAnswers_LeaveOrdersUnknown_UntilTheyAreFoundByOurName()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var diary = new OrderDiary();
        await using var tracker = new OrderTracker(venue.Trading!, diary, venue.Clock);
        Assert.Null(await tracker.StartAsync(Cancellation));
        // The rights of the key are asked for before.
        Assert.True((await tracker.PlaceAsync(Request(Side.Buy, OrderType.Market, 0.01m), Cancellation)).IsSuccess);
        await FaultsAsync(exchange, """[{"kind": "loseAnswer", "paths": ["POST /api/v3/brokerage/orders"], "isCut": true}]""");
        var lost = await tracker.PlaceAsync(Request(Side.Sell, OrderType.Market, 0.005m), Cancellation);
        Assert.True(lost.Error is { MayHaveHappened: true }, lost.ToString());
        await FaultsAsync(exchange, "[]");
        await Eventually.TrueAsync(() => tracker.Orders.All(order => order.IsSettled), "all orders are settled");
        Assert.All(tracker.Orders, order => Assert.Equal(OrderStatus.Filled, order.Status));
        await AssertLedgerAsync(exchange, tracker, diary);
    }

    [Fact]
    public async Task LostMessages_OfTheUserChannel_AreMadeUpFor()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var diary = new OrderDiary();
        await using var tracker = new OrderTracker(venue.Trading!, diary, venue.Clock);
        Assert.Null(await tracker.StartAsync(Cancellation));
        await FaultsAsync(exchange, """[{"kind": "loseMessage", "streams": ["user"]}]""");
        var price = await PriceAsync(exchange);
        var placed = await tracker.PlaceAsync(Request(Side.Buy, OrderType.Limit, 0.01m) with { LimitPrice = Round(price * 1.01m) }, Cancellation);
        // The order took at once, and nothing of it was told; the next heartbeat shows that messages are missing.
        Assert.True(placed.IsSuccess, placed.ToString());
        await Eventually.TrueAsync(() => tracker.Orders.All(order => order.IsSettled), "all orders are settled");
        await AssertLedgerAsync(exchange, tracker, diary);
    }

    [Fact]
    public async Task Refusals_SayWhatTheVenueMeans_AndBreakNothing()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var (trading, price) = (venue.Trading!, await PriceAsync(exchange));
        await RefusedAsync(trading, Request(Side.Buy, OrderType.Limit, 0.01m) with { LimitPrice = Round(price) + 0.001m }, VenueErrorKind.RuleViolated, OrderReason.PriceOffTick, isOurs: true);
        await RefusedAsync(trading, Request(Side.Buy, OrderType.Limit, 0.000_000_001m) with { LimitPrice = Round(price) }, VenueErrorKind.RuleViolated, OrderReason.QuantityOffStep, isOurs: true);
        await RefusedAsync(trading, Request(Side.Buy, OrderType.Limit, 0.000_01m) with { LimitPrice = Round(price) }, VenueErrorKind.RuleViolated, OrderReason.BelowMinimumNotional, isOurs: true);
        await RefusedAsync(trading, Request(Side.Buy, OrderType.Limit, 1m), VenueErrorKind.InvalidRequest, OrderReason.ContradictoryTerms, isOurs: true);
        await RefusedAsync(trading, Request(Side.Sell, OrderType.Stop, 0.01m) with { StopPrice = Round(price * 0.9m) }, VenueErrorKind.NotSupported, OrderReason.NotSupported, isOurs: true);
        await RefusedAsync(trading, Request(Side.Buy, OrderType.Market, 0.01m) with { ReduceOnly = true }, VenueErrorKind.NotSupported, OrderReason.NotSupported, isOurs: true);
        await RefusedAsync(trading, Request(Side.Sell, OrderType.Limit, 100m) with { LimitPrice = Round(price) }, VenueErrorKind.InsufficientFunds, OrderReason.InsufficientFunds, isOurs: false);
        await RefusedAsync(trading, Request(Side.Buy, OrderType.Limit, 0.01m) with { LimitPrice = Round(price * 1.05m), PostOnly = true }, VenueErrorKind.WouldTakeLiquidity, OrderReason.WouldTakeLiquidity, isOurs: false);
        await RefusedAsync(trading, Request(Side.Sell, OrderType.StopLimit, 0.01m) with { StopPrice = Round(price * 1.1m), LimitPrice = Round(price) }, VenueErrorKind.WouldTriggerImmediately, OrderReason.None, isOurs: false);
        var unknown = new OrderReference(Bitcoin, new ClientOrderId(99).ToString());
        Assert.Equal(VenueErrorKind.UnknownOrder, (await trading.FindOrderAsync(unknown, Cancellation)).Error!.Kind);
        Assert.Equal(VenueErrorKind.UnknownOrder, (await trading.CancelAsync(unknown, Cancellation)).Error!.Kind);
        var filled = (await trading.PlaceAsync(Request(Side.Buy, OrderType.Market, 0.01m), Cancellation)).Value;
        Assert.Equal(VenueErrorKind.OrderClosed, (await trading.CancelAsync(filled.Reference, Cancellation)).Error!.Kind);
        Assert.Equal(VenueErrorKind.OrderClosed, (await trading.AmendAsync(filled.Reference, new Amendment(new Quantity(0.005m)), default, Cancellation)).Error!.Kind);
    }

    [Fact]
    public async Task Amendments_KeepTheOrdersName()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var (trading, price) = (venue.Trading!, await PriceAsync(exchange));
        var placed = (await trading.PlaceAsync(Request(Side.Buy, OrderType.Limit, 0.02m) with { LimitPrice = Round(price * 0.8m) }, Cancellation)).Value;
        var smaller = (await trading.AmendAsync(placed.Reference, new Amendment(new Quantity(0.015m)), default, Cancellation)).Value;
        Assert.Equal((placed.VenueId, placed.ClientId, 0.015m, placed.LimitPrice), (smaller.VenueId, smaller.ClientId, smaller.Quantity, smaller.LimitPrice));
        var dearer = (await trading.AmendAsync(placed.Reference with { VenueId = null }, new Amendment(LimitPrice: new Price(Round(price * 0.82m))), default, Cancellation)).Value;
        Assert.Equal((placed.VenueId, placed.ClientId, 0.015m, Round(price * 0.82m)), (dearer.VenueId, dearer.ClientId, dearer.Quantity, dearer.LimitPrice));
        Assert.Equal(VenueErrorKind.InsufficientFunds, (await trading.AmendAsync(placed.Reference, new Amendment(new Quantity(900m)), default, Cancellation)).Error!.Kind);
        Assert.Equal(dearer.VenueId, Assert.Single((await trading.ListOpenOrdersAsync(null, Cancellation)).Value).VenueId);
    }

    [Fact]
    public async Task Account_TellsBalancesFeesAndRights()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        var balances = (await venue.Account!.ReadBalancesAsync(Cancellation)).Value;
        Assert.Equal(5, balances.Count);
        Assert.Equal(100_000m, balances.Single(item => item.Asset == "USD").Free);
        Assert.Equal(new VenueFeeRates(0.006m, 0.012m), (await venue.Account.ReadFeeRatesAsync(Bitcoin, Cancellation)).Value);
        Assert.True((await KeyCheck.CheckAsync(venue.Account, allowsWithdrawal: false, Cancellation)).Value is { CanTrade: true, CanWithdraw: false });
        Assert.Equal(VenueErrorKind.NotSupported, (await venue.Account.ReadPositionsAsync(Cancellation)).Error!.Kind);
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, false, false)]
    public async Task Keys_ThatCanTakeMoneyOut_OrCannotTrade_AreRefused(bool mayTrade, bool mayWithdraw, bool isAllowed)
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync(options => options with { Accounts = [options.Accounts[0] with { MayTrade = mayTrade, MayWithdraw = mayWithdraw }] });
        await using var venue = Venue(exchange);
        var answer = await venue.Trading!.PlaceAsync(Request(Side.Buy, OrderType.Market, 0.001m), Cancellation);
        Assert.Equal(isAllowed, answer.IsSuccess);
        if (!isAllowed) Assert.True(answer.Error is { Kind: VenueErrorKind.Permission, MayHaveHappened: false });
        if (!mayWithdraw) return;
        await using var all = Venue(exchange, options => options with { AllowsWithdrawalRight = true });
        Assert.True((await all.Trading!.PlaceAsync(Request(Side.Buy, OrderType.Market, 0.001m), Cancellation)).IsSuccess);
    }

    [Fact]
    public async Task ExchangeWhoseClockJumps_IsFollowed_WithoutARefusedOrder()
    {
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        await using var venue = Venue(exchange);
        Assert.True((await venue.Account!.ReadBalancesAsync(Cancellation)).IsSuccess);
        await exchange.SkipAsync(TimeSpan.FromMinutes(10));
        Assert.True((await venue.Trading!.PlaceAsync(Request(Side.Buy, OrderType.Market, 0.01m), Cancellation)).IsSuccess);
    }

    [Fact]
    public async Task Ed25519Key_SignsRequestsAndTheStream()
    {
        var seed = new byte[32];
        seed[0] = 5;
        var signer = new Ed25519Signer(seed);
        await using var exchange = await CoinbaseUnderTest.StartAsync(options => options with
        {
            Accounts = [new AccountDefinition("alice", CoinbaseUnderTest.Key, "ed25519=" + Convert.ToBase64String(signer.PublicKey)) { Balances = new Dictionary<string, decimal> { ["USD"] = 1_000m } }],
        });
        await using var venue = Venue(exchange, secret: Convert.ToBase64String([.. seed, .. signer.PublicKey]));
        await using var tracker = new OrderTracker(venue.Trading!, new OrderDiary(), venue.Clock);
        Assert.Null(await tracker.StartAsync(Cancellation));
        Assert.Equal(OrderStatus.Filled, (await tracker.PlaceAsync(Request(Side.Buy, OrderType.Market, 0.001m), Cancellation)).Value.Status);
    }

    [Fact]
    public async Task WrongKey_IsAnErrorOfAuthentication_WithoutTheSecret()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var secret = other.ExportECPrivateKeyPem();
        await using var exchange = await CoinbaseUnderTest.StartAsync();
        await using var venue = Venue(exchange, secret: secret);
        var error = (await venue.Trading!.PlaceAsync(Request(Side.Buy, OrderType.Market, 0.01m), Cancellation)).Error!;
        Assert.Equal((VenueErrorKind.Authentication, false, false), (error.Kind, error.IsTransient, error.MayHaveHappened));
        Assert.DoesNotContain(secret.Split('\n')[1], error.ToString(), StringComparison.Ordinal);
        Assert.Throws<BadInputException>(() => Venue(exchange, options => options with { Environment = VenueEnvironment.Testnet }));
    }

    private static async Task RefusedAsync(ITradingVenue trading, VenueOrderRequest request, VenueErrorKind kind, OrderReason reason, bool isOurs)
    {
        var error = (await trading.PlaceAsync(request, Cancellation)).Error;
        Assert.True(error is not null, $"{kind} was expected");
        Assert.True(error.Kind == kind && error.Reason == reason && !error.MayHaveHappened && error.VenueCode.Length == 0 == isOurs, $"{kind} {reason}: {error} {error.Reason}");
    }

    private static async Task AssertLedgerAsync(CoinbaseUnderTest exchange, OrderTracker tracker, OrderDiary diary)
    {
        var ledger = await exchange.GetAsync("/control/ledger");
        var orders = ledger.GetProperty("orders").EnumerateArray().ToDictionary(order => order.GetProperty("clientOrderId").GetString()!);
        foreach (var order in tracker.Orders)
        {
            var truth = orders[order.ClientId];
            Assert.Equal(truth.GetProperty("executed").GetDecimal(), order.FilledQuantity);
            Assert.Equal(truth.GetProperty("quantity").GetDecimal(), order.Quantity);
            Assert.Equal(truth.GetProperty("state").GetString(), JsonNamingPolicy.CamelCase.ConvertName(order.Status.ToString()));
        }
        // The exchange's number of a trade stands at the end of the venue's id.
        static long NumberOf(TradeId id) => long.Parse(id.ToString().AsSpan(id.ToString().Length - 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        static string Line(long id, decimal price, decimal quantity, decimal fee, string asset, bool isMaker) =>
            string.Create(CultureInfo.InvariantCulture, $"{id} {quantity:0.########} at {price:0.########}, fee {fee:0.########} {asset}, maker {isMaker}");
        var told = diary.Fills.Concat(diary.Foreign).Select(fill => Line(NumberOf(fill.TradeId), fill.Price, fill.Quantity, fill.Fee, fill.FeeAsset, fill.Role == LiquidityRole.Maker)).Order();
        var booked = ledger.GetProperty("fills").EnumerateArray().Where(fill => fill.GetProperty("account").GetString() == "alice")
            .Select(fill => Line(fill.GetProperty("tradeId").GetInt64(), fill.GetProperty("price").GetDecimal(), fill.GetProperty("quantity").GetDecimal(),
                fill.GetProperty("fee").GetDecimal(), fill.GetProperty("feeAsset").GetString()!, fill.GetProperty("isMaker").GetBoolean())).Order();
        Assert.Equal(booked, told);
        Assert.NotEmpty(told);
    }

    private static async Task FaultsAsync(CoinbaseUnderTest exchange, string plan)
    {
        var (status, body) = await exchange.SendAsync(HttpMethod.Post, "/control/faults", plan);
        Assert.True(status == System.Net.HttpStatusCode.OK, body.ToString());
    }

    private static async Task<decimal> PriceAsync(CoinbaseUnderTest exchange) =>
        (await exchange.GetAsync("/control/state")).GetProperty("markets").EnumerateArray().Single(market => market.GetProperty("symbol").GetString() == "BTC-USD").GetProperty("lastPrice").GetDecimal();

    private static decimal Round(decimal price) => decimal.Round(price, 2);

    private static VenueOrderRequest Request(Side side, OrderType type, decimal quantity) => new()
    {
        Instrument = Bitcoin,
        ClientId = new ClientOrderId((UInt128)Interlocked.Increment(ref names) + 1_000),
        Side = side,
        Type = type,
        Quantity = quantity,
    };

    private static CoinbaseVenue Venue(CoinbaseUnderTest exchange, Func<CoinbaseOptions, CoinbaseOptions>? change = null, string? secret = null)
    {
        var options = new CoinbaseOptions
        {
            Endpoints = CoinbaseProfile.At(exchange.Server.Address),
            Credential = new VenueCredential(new CredentialId("coinbase", VenueEnvironment.Live, CredentialId.DefaultAccount), CoinbaseUnderTest.Key, secret ?? exchange.Signer.ExportECPrivateKeyPem(), null, "a test"),
            Http = new() { Seed = 1 },
        };
        return new CoinbaseVenue(change?.Invoke(options) ?? options);
    }
}
