using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Kraken.Wire;
using Tidemark.Integration.Tests.Exchange;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Kraken;
using Tidemark.Venues.Orders;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Integration.Tests.Venues;

/// <summary>Orders and account of the Kraken connector over real sockets: the exchange's own ledger is the judge.</summary>
public sealed class KrakenTradingTests
{
    /// <summary>Where bitcoin stands among the venue's pairs, which names of trades hold.</summary>
    private const int Market = 0;

    private static readonly InstrumentId Bitcoin = InstrumentId.Spot("BTC", "USD", "kraken");
    private static int names;
    private readonly ScaledTime time = new(10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OrdersOfAllKinds_ThroughReconnects_EndAsInTheLedger_EachFillOnce()
    {
        await using var exchange = await StartAsync();
        await using var venue = Venue(exchange);
        var diary = new OrderDiary();
        await using var tracker = new OrderTracker(venue.Trading!, diary, venue.Clock);
        Assert.Null(await tracker.StartAsync(Cancellation));
        var price = await PriceAsync(exchange);

        var market = await tracker.PlaceAsync(Request(Side.Buy, OrderType.Market, 0.01m), Cancellation);
        await Eventually.TrueAsync(() => tracker.Find(market.Value.ClientId)!.Status == OrderStatus.Filled, "the market order fills");
        var resting = await PlaceAsync(tracker, Request(Side.Buy, OrderType.Limit, 0.01m) with { LimitPrice = Round(price * 0.9m), PostOnly = true }, OrderStatus.Open);
        var stop = await PlaceAsync(tracker, Request(Side.Sell, OrderType.StopLimit, 0.02m) with { StopPrice = Round(price * 0.9m), LimitPrice = Round(price * 0.89m) }, OrderStatus.Open);
        await PlaceAsync(tracker, Request(Side.Sell, OrderType.TakeProfit, 0.01m) with { StopPrice = Round(price * 1.2m) }, OrderStatus.Open);
        await PlaceAsync(tracker, Request(Side.Sell, OrderType.TrailingStop, 0.01m) with { Trail = TrailingOffset.Fraction(0.2m) }, OrderStatus.Open);
        await PlaceAsync(tracker, Request(Side.Buy, OrderType.Limit, 0.5m) with { LimitPrice = Round(price * 0.8m), DisplayedQuantity = 0.1m }, OrderStatus.Open);
        var passing = await PlaceAsync(tracker, Request(Side.Buy, OrderType.Limit, 0.01m) with { LimitPrice = Round(price * 0.7m), TimeInForce = TimeInForce.Gtd, ExpiresAt = venue.Clock.Now + Duration.FromSeconds(30) }, OrderStatus.Open);
        var taking = await tracker.PlaceAsync(Request(Side.Sell, OrderType.Limit, 0.03m) with { LimitPrice = Round(price * 0.95m), TimeInForce = TimeInForce.Ioc }, Cancellation);
        await Eventually.TrueAsync(() => tracker.Find(taking.Value.ClientId)!.Status.IsFinal(), "what takes ends");

        tracker.Reconnect();
        var whileAway = await tracker.PlaceAsync(Request(Side.Sell, OrderType.Market, 0.005m), Cancellation);
        Assert.True(whileAway.IsSuccess, whileAway.ToString());
        Assert.Equal(OrderStatus.Canceled, (await tracker.CancelAsync(stop.ClientId, Cancellation)).Value.Status);
        Assert.Equal(0.006m, (await tracker.ReduceAsync(resting.ClientId, 0.006m, Cancellation)).Value.Quantity);
        await Eventually.TrueAsync(() => tracker.Sweeps >= 2, "swept after the connection and after the reconnect");
        await Eventually.TrueAsync(() => tracker.Find(passing.ClientId)!.Status == OrderStatus.Expired, "what is good till a moment expires then");

        // Behind the connector's back: only the stream or a sweep tells.
        await BehindAsync(exchange, "CancelOrder", $"cl_ord_id={resting.ClientId}");
        await BehindAsync(exchange, "AddOrder", "pair=XBTUSD&type=buy&ordertype=market&volume=0.002");
        await Eventually.TrueAsync(() => tracker.Find(resting.ClientId)!.Status == OrderStatus.Canceled && !diary.Foreign.IsEmpty, "what happened elsewhere is told");
        foreach (var order in tracker.Orders.Where(order => !order.Status.IsFinal())) Assert.Equal(OrderStatus.Canceled, (await tracker.CancelAsync(order.ClientId, Cancellation)).Value.Status);
        await Eventually.TrueAsync(() => tracker.Orders.All(order => order.IsSettled), "all orders are settled");
        await AssertLedgerAsync(exchange, tracker, diary);
    }

    [Fact]
    public async Task OrdersThatFillWhileTheStreamIsDown_AndAnswersThatAreLost_AreFound()
    {
        await using var exchange = await StartAsync();
        await using var venue = Venue(exchange);
        var diary = new OrderDiary();
        await using var tracker = new OrderTracker(venue.Trading!, diary, venue.Clock);
        Assert.Null(await tracker.StartAsync(Cancellation));
        await exchange.PostControlAsync("/control/faults", """
            {"seed": 3, "faults": [{"kind": "loseAnswer", "paths": ["/0/private/AddOrder", "/0/private/CancelOrder"], "probability": 0.2},
            {"kind": "loseMessage", "probability": 0.1}, {"kind": "duplicateMessage", "probability": 0.1}]}
            """);
        // Orders near the market fill by themselves, at any moment of the reconnects.
        for (var round = 0; round < 6; round++)
        {
            var price = await PriceAsync(exchange);
            foreach (var side in (Side[])[Side.Buy, Side.Sell])
                await tracker.PlaceAsync(Request(side, OrderType.Limit, 0.01m) with { LimitPrice = Round(price * (side == Side.Buy ? 0.9999m : 1.0001m)) }, Cancellation);
            if (round % 2 == 0) tracker.Reconnect();
        }
        await Eventually.TrueAsync(() => diary.Fills.Count >= 4, "some fill");
        await exchange.PostControlAsync("/control/faults", "[]");
        await Eventually.TrueAsync(async () =>
        {
            foreach (var order in tracker.Orders.Where(order => order.Status is OrderStatus.Open or OrderStatus.PartiallyFilled)) await tracker.CancelAsync(order.ClientId, Cancellation);
            return tracker.Orders.All(order => order.IsSettled);
        }, () => "all orders are settled: " + string.Join("; ", tracker.Orders.Where(order => !order.IsSettled)));
        await AssertLedgerAsync(exchange, tracker, diary);
    }

    [Fact]
    public async Task Refusals_SayWhatTheVenueMeans_AndBreakNothing()
    {
        await using var exchange = await StartAsync();
        await using var venue = Venue(exchange);
        var (trading, price) = (venue.Trading!, await PriceAsync(exchange));
        await RefusedAsync(trading, Request(Side.Buy, OrderType.Limit, 0.01m) with { LimitPrice = Round(price) + 0.01m }, VenueErrorKind.RuleViolated, OrderReason.PriceOffTick, isOurs: true);
        await RefusedAsync(trading, Request(Side.Buy, OrderType.Limit, 0.000_01m) with { LimitPrice = Round(price) }, VenueErrorKind.RuleViolated, OrderReason.BelowMinimumQuantity, isOurs: true);
        await RefusedAsync(trading, Request(Side.Buy, OrderType.Limit, 1m), VenueErrorKind.InvalidRequest, OrderReason.ContradictoryTerms, isOurs: true);
        await RefusedAsync(trading, Request(Side.Buy, OrderType.Market, 0.01m) with { ReduceOnly = true }, VenueErrorKind.NotSupported, OrderReason.NotSupported, isOurs: true);
        await RefusedAsync(trading, Request(Side.Buy, OrderType.Limit, 0.01m) with { LimitPrice = Round(price), TimeInForce = TimeInForce.Fok }, VenueErrorKind.NotSupported, OrderReason.NotSupported, isOurs: true);
        await RefusedAsync(trading, Request(Side.Sell, OrderType.TrailingStop, 0.01m), VenueErrorKind.InvalidRequest, OrderReason.TrailNotPositive, isOurs: true);
        await RefusedAsync(trading, Request(Side.Sell, OrderType.TrailingStop, 0.01m) with { Trail = TrailingOffset.Ranges(2m, 14) }, VenueErrorKind.NotSupported, OrderReason.NotSupported, isOurs: true);
        await RefusedAsync(trading, Request(Side.Buy, OrderType.Limit, 1m) with { LimitPrice = Round(price), DisplayedQuantity = 0.01m }, VenueErrorKind.InvalidRequest, OrderReason.DisplayedQuantityInvalid, isOurs: true);
        await RefusedAsync(trading, Request(Side.Sell, OrderType.Limit, 100m) with { LimitPrice = Round(price) }, VenueErrorKind.InsufficientFunds, OrderReason.InsufficientFunds, isOurs: false);
        await RefusedAsync(trading, Request(Side.Buy, OrderType.Limit, 0.01m) with { LimitPrice = Round(price * 1.05m), PostOnly = true }, VenueErrorKind.WouldTakeLiquidity, OrderReason.WouldTakeLiquidity, isOurs: false);
        var unknown = new OrderReference(Bitcoin, new ClientOrderId(99).ToString());
        Assert.Equal(VenueErrorKind.UnknownOrder, (await trading.FindOrderAsync(unknown, Cancellation)).Error!.Kind);
        Assert.Equal(VenueErrorKind.UnknownOrder, (await trading.FindOrderAsync(unknown with { VenueId = "OUF4EM-FRGI2-MQMWZD" }, Cancellation)).Error!.Kind);
        Assert.Equal(VenueErrorKind.UnknownOrder, (await trading.CancelAsync(unknown, Cancellation)).Error!.Kind);
    }

    [Fact]
    public async Task Amendments_KeepTheOrder()
    {
        await using var exchange = await StartAsync();
        await using var venue = Venue(exchange);
        var (trading, price) = (venue.Trading!, await PriceAsync(exchange));
        var placed = (await trading.PlaceAsync(Request(Side.Buy, OrderType.Limit, 0.02m) with { LimitPrice = Round(price * 0.8m) }, Cancellation)).Value;
        var smaller = (await trading.AmendAsync(placed.Reference, new Amendment(new Quantity(0.015m)), new ClientOrderId(7), Cancellation)).Value;
        Assert.Equal((placed.VenueId, placed.ClientId, 0.015m), (smaller.VenueId, smaller.ClientId, smaller.Quantity));
        var dearer = (await trading.AmendAsync(placed.Reference with { VenueId = null }, new Amendment(new Quantity(0.03m), new Price(Round(price * 0.82m))), new ClientOrderId(8), Cancellation)).Value;
        Assert.Equal((placed.VenueId, 0.03m, Round(price * 0.82m)), (dearer.VenueId, dearer.Quantity, dearer.LimitPrice));
        Assert.Equal(dearer.VenueId, Assert.Single((await trading.ListOpenOrdersAsync(null, Cancellation)).Value).VenueId);
        Assert.Equal(OrderStatus.Canceled, (await trading.CancelAsync(placed.Reference, Cancellation)).Value.Status);
        Assert.Equal((OrderStatus.Canceled, OrderReason.Requested), (await trading.FindOrderAsync(placed.Reference with { VenueId = null }, Cancellation)).Value is var found ? (found.Status, found.Reason) : default);
        Assert.Equal(VenueErrorKind.OrderClosed, (await trading.AmendAsync(placed.Reference, new Amendment(new Quantity(0.01m)), default, Cancellation)).Error!.Kind);
        Assert.Equal(VenueErrorKind.OrderClosed, (await trading.CancelAsync(placed.Reference, Cancellation)).Error!.Kind);
    }

    [Fact]
    public async Task Account_TellsBalancesFeesAndRights()
    {
        await using var exchange = await StartAsync();
        await using var venue = Venue(exchange);
        var price = await PriceAsync(exchange);
        Assert.True((await venue.Trading!.PlaceAsync(Request(Side.Sell, OrderType.Limit, 0.5m) with { LimitPrice = Round(price * 1.2m) }, Cancellation)).IsSuccess);
        var balances = (await venue.Account!.ReadBalancesAsync(Cancellation)).Value;
        Assert.Equal(new VenueBalance("USD", 100_000m, 0m), balances.Single(item => item.Asset == "USD"));
        Assert.Equal(new VenueBalance("BTC", 1.5m, 0.5m), balances.Single(item => item.Asset == "BTC"));
        Assert.True((await venue.Account.ReadFeeRatesAsync(Bitcoin, Cancellation)).Value is { Maker: > 0 and < 0.01m, Taker: > 0 and < 0.01m });
        Assert.True((await KeyCheck.CheckAsync(venue.Account, allowsWithdrawal: false, Cancellation)).Value is { CanTrade: true, CanWithdraw: false, IsBoundToAddress: false });
        Assert.Equal(VenueErrorKind.NotSupported, (await venue.Account.ReadPositionsAsync(Cancellation)).Error!.Kind);
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public async Task KeyThatCanWithdraw_IsRefused_UnlessItIsAllowed(bool allowsIt, bool mayTrade, bool isUsed)
    {
        await using var exchange = await StartAsync(account => account with { MayWithdraw = true, MayTrade = mayTrade });
        await using var venue = Venue(exchange, options => options with { AllowsWithdrawalRight = allowsIt });
        var placed = await venue.Trading!.PlaceAsync(Request(Side.Buy, OrderType.Market, 0.01m), Cancellation);
        Assert.Equal(isUsed ? null : VenueErrorKind.Permission, placed.Error?.Kind);
    }

    [Fact]
    public async Task ExchangeWhoseClockJumps_IsFollowed_WithoutARefusedOrder()
    {
        await using var exchange = await StartAsync();
        await using var venue = Venue(exchange);
        Assert.True((await venue.Account!.ReadBalancesAsync(Cancellation)).IsSuccess);
        await exchange.PostControlAsync("/control/clock", """{"advanceMilliseconds": 120000}""");
        var placed = await venue.Trading!.PlaceAsync(Request(Side.Buy, OrderType.Market, 0.01m), Cancellation);
        Assert.True(placed.IsSuccess, placed.ToString());
    }

    [Fact]
    public async Task ManyRequestsOfTwoConnectorsWithOneKey_AllArrive()
    {
        var folder = Directory.CreateTempSubdirectory("tidemark-kraken");
        try
        {
            await using var exchange = await StartAsync();
            await using var one = Venue(exchange, options => options with { RunFolder = folder.FullName });
            await using var other = Venue(exchange, options => options with { RunFolder = folder.FullName });
            var price = Round(await PriceAsync(exchange) * 0.8m);
            var placed = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? one : other).Trading!.PlaceAsync(Request(Side.Buy, OrderType.Limit, 0.001m) with { LimitPrice = price }, Cancellation)));
            Assert.All(placed, order => Assert.True(order.IsSuccess, order.ToString()));
            Assert.Equal(20, (await one.Trading!.ListOpenOrdersAsync(Bitcoin, Cancellation)).Value.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task WrongSecret_IsAnErrorOfAuthentication_WithoutTheSecret()
    {
        await using var exchange = await StartAsync();
        var secret = Convert.ToBase64String("not the secret"u8);
        await using var venue = Venue(exchange, secret: secret);
        var error = (await venue.Trading!.PlaceAsync(Request(Side.Buy, OrderType.Market, 0.01m), Cancellation)).Error!;
        Assert.Equal((VenueErrorKind.Authentication, false, false), (error.Kind, error.IsTransient, error.MayHaveHappened));
        Assert.DoesNotContain(secret, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("no base64!", Assert.Throws<BadInputException>(() => Venue(exchange, secret: "no base64!")).Message, StringComparison.Ordinal);
    }

    private static async Task<TrackedOrder> PlaceAsync(OrderTracker tracker, VenueOrderRequest request, OrderStatus status)
    {
        var placed = await tracker.PlaceAsync(request, Cancellation);
        Assert.True(placed.IsSuccess && placed.Value.Status == status, placed.ToString());
        return placed.Value;
    }

    private static async Task RefusedAsync(ITradingVenue trading, VenueOrderRequest request, VenueErrorKind kind, OrderReason reason, bool isOurs)
    {
        var error = (await trading.PlaceAsync(request, Cancellation)).Error;
        Assert.True(error is not null, $"{kind} was expected");
        Assert.True(error.Kind == kind && error.Reason == reason && !error.MayHaveHappened && error.VenueCode.Length == 0 == isOurs, $"{kind} {reason}: {error} {error.Reason}");
    }

    private static async Task AssertLedgerAsync(KrakenUnderTest exchange, OrderTracker tracker, OrderDiary diary)
    {
        var ledger = await exchange.GetAsync("/control/ledger");
        var orders = ledger.GetProperty("orders").EnumerateArray().Where(order => order.GetProperty("clientOrderId").GetString()!.Length > 0).ToDictionary(order => order.GetProperty("clientOrderId").GetString()!);
        foreach (var order in tracker.Orders.Where(order => order.Status != OrderStatus.Rejected))
        {
            var truth = orders[order.ClientId];
            Assert.Equal(truth.GetProperty("executed").GetDecimal(), order.FilledQuantity);
            Assert.Equal(truth.GetProperty("quantity").GetDecimal(), order.Quantity);
            // What could not fill at once, or would have met an order of ours, this venue calls canceled.
            var state = truth.GetProperty("state").GetString()!;
            var isCalledCanceled = state is "expiredInMatch" || (state is "expired" && order.Reason == OrderReason.NotImmediatelyFillable);
            Assert.Equal(isCalledCanceled ? "canceled" : state, JsonNamingPolicy.CamelCase.ConvertName(order.Status.ToString()));
        }
        Assert.DoesNotContain(tracker.Orders, order => order.Status == OrderStatus.Rejected && orders.ContainsKey(order.ClientId));
        static string Line(string id, decimal price, decimal quantity, decimal fee, string asset, bool isMaker) =>
            string.Create(CultureInfo.InvariantCulture, $"{id} {quantity:0.########} at {price:0.########}, fee {fee:0.#####} {asset}, maker {isMaker}");
        var told = diary.Fills.Concat(diary.Foreign).Select(fill => Line(fill.TradeId.ToString(), fill.Price, fill.Quantity, decimal.Round(fill.Fee, 5), fill.FeeAsset, fill.Role == LiquidityRole.Maker)).Order();
        var booked = ledger.GetProperty("fills").EnumerateArray().Where(fill => fill.GetProperty("account").GetString() == "alice").Select(fill => Line(
            TransactionId.OfTrade(Market, fill.GetProperty("tradeId").GetInt64(), fill.GetProperty("isMaker").GetBoolean()), fill.GetProperty("price").GetDecimal(), fill.GetProperty("quantity").GetDecimal(),
            decimal.Round(fill.GetProperty("fee").GetDecimal(), 5), fill.GetProperty("feeAsset").GetString()!, fill.GetProperty("isMaker").GetBoolean())).Order();
        Assert.Equal(booked, told);
        Assert.NotEmpty(told);
    }

    private static async Task<decimal> PriceAsync(KrakenUnderTest exchange)
    {
        var ticker = await exchange.PublicAsync("Ticker", "pair=XBTUSD");
        return decimal.Parse(ticker.GetProperty("XXBTZUSD").GetProperty("c")[0].GetString()!, CultureInfo.InvariantCulture);
    }

    private static decimal Round(decimal price) => decimal.Round(price, 1);

    private static VenueOrderRequest Request(Side side, OrderType type, decimal quantity) => new()
    {
        Instrument = Bitcoin,
        ClientId = new ClientOrderId((UInt128)Interlocked.Increment(ref names) + 1_000),
        Side = side,
        Type = type,
        Quantity = quantity,
    };

    /// <summary>With the connector's key, so with a number after its last.</summary>
    private async Task BehindAsync(KrakenUnderTest exchange, string method, string parameters)
    {
        var answer = await exchange.AskAsync(method, parameters, (time.GetUtcNow().UtcDateTime.Ticks - DateTime.UnixEpoch.Ticks).ToString(CultureInfo.InvariantCulture)[..16]);
        Assert.Equal(0, answer.GetProperty("error").GetArrayLength());
    }

    private Task<KrakenUnderTest> StartAsync(Func<AccountDefinition, AccountDefinition>? change = null) =>
        KrakenUnderTest.StartAsync(options => options with { Time = time, Accounts = [change is null ? options.Accounts[0] : change(options.Accounts[0])] });

    private KrakenVenue Venue(KrakenUnderTest exchange, Func<KrakenOptions, KrakenOptions>? change = null, string? secret = null)
    {
        var options = new KrakenOptions
        {
            Endpoints = KrakenProfile.At(exchange.Server.Address),
            Credential = new VenueCredential(new CredentialId("kraken", VenueEnvironment.Live, CredentialId.DefaultAccount), KrakenUnderTest.Key, secret ?? KrakenUnderTest.Secret, null, "a test"),
            Http = new() { Seed = 1, AnswerTimeout = TimeSpan.FromSeconds(60), LongestWait = TimeSpan.FromMinutes(2) },
            Time = time,
            Tier = KrakenTier.Pro,
            OrderDeadline = Duration.FromSeconds(30),
        };
        return new KrakenVenue(change?.Invoke(options) ?? options);
    }
}
