using Tidemark.Venues.Credentials;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>Orders and account: the server's own ledger is the judge.</summary>
public abstract partial class VenueConformance<TFixture>
{
    private static int names;

    private bool Trades => fixture.Offers(VenueServices.Trading);

    [Fact]
    public async Task TradingAndAccount_AreThereWhereTheyAreOffered_AndOnlyWithAKey()
    {
        await using var open = fixture.Open();
        Assert.True(open is { Trading: null, Account: null }, "nothing is traded without a key");
        Assert.False(Trades && fixture.Key is null, "give the suite a key");
        if (fixture.Key is null) return;
        await using var venue = fixture.Open(key: fixture.Key);
        Assert.Equal((Trades, fixture.Offers(VenueServices.Balances)), (venue.Trading is not null, venue.Account is not null));
    }

    [Fact]
    public async Task Order_IsPlaced_Found_AndCanceled()
    {
        if (!Trades) return;
        await using var venue = fixture.Open(key: fixture.Key);
        var trading = venue.Trading!;
        var request = await RestingAsync();
        var placed = (await trading.PlaceAsync(request, Cancellation)).Value;
        Assert.Equal((request.ClientId.ToString(), request.Side, OrderStatus.Open, request.Quantity, request.LimitPrice, 0m), (placed.ClientId, placed.Side, placed.Status, placed.Quantity, placed.LimitPrice, placed.FilledQuantity));
        var reference = OrderReference.To(request);
        var found = (await trading.FindOrderAsync(reference, Cancellation)).Value;
        Assert.Equal((placed.VenueId, OrderStatus.Open, request.Quantity, request.LimitPrice), (found.VenueId, found.Status, found.Quantity, found.LimitPrice));
        Assert.Contains((await trading.ListOpenOrdersAsync(fixture.Instrument, Cancellation)).Value, order => order.VenueId == placed.VenueId);
        Assert.Contains((await trading.ListOpenOrdersAsync(null, Cancellation)).Value, order => order.ClientId == placed.ClientId);
        Assert.True((await TruthAsync(request.ClientId)).IsOpen);

        Assert.True((await trading.CancelAsync(reference, Cancellation)).IsSuccess);
        await Eventually.TrueAsync(async () => (await trading.FindOrderAsync(reference, Cancellation)) is { IsSuccess: true, Value.Status: OrderStatus.Canceled }, "the order is canceled");
        Assert.DoesNotContain((await trading.ListOpenOrdersAsync(fixture.Instrument, Cancellation)).Value, order => order.VenueId == placed.VenueId);
        Assert.False((await TruthAsync(request.ClientId)).IsOpen);
        Assert.True((await trading.CancelAsync(reference, Cancellation)).Error is { Kind: VenueErrorKind.OrderClosed or VenueErrorKind.UnknownOrder, MayHaveHappened: false });
    }

    [Fact]
    public async Task Amendment_ChangesQuantityAndPrice_OrIsDeclaredAway()
    {
        if (!Trades) return;
        await using var venue = fixture.Open(key: fixture.Key);
        var trading = venue.Trading!;
        var request = await RestingAsync();
        var placed = (await trading.PlaceAsync(request, Cancellation)).Value;
        var smaller = await trading.AmendAsync(placed.Reference, new Amendment(new Quantity(request.Quantity / 2)), NewName(), Cancellation);
        if (Refuses(smaller, VenueServices.Amendments)) return;
        Assert.Equal((request.Quantity / 2, request.LimitPrice), (smaller.Value.Quantity, smaller.Value.LimitPrice));
        var cheaper = request.LimitPrice!.Value - 10 * await TickAsync();
        var moved = (await trading.AmendAsync(smaller.Value.Reference, new Amendment(LimitPrice: new Price(cheaper)), NewName(), Cancellation)).Value;
        Assert.Equal((request.Quantity / 2, cheaper), (moved.Quantity, moved.LimitPrice));
        var open = (await trading.ListOpenOrdersAsync(fixture.Instrument, Cancellation)).Value;
        Assert.Equal((moved.VenueId, request.Quantity / 2, cheaper), open.Where(order => order.ClientId == moved.ClientId).Select(order => (order.VenueId, order.Quantity, order.LimitPrice!.Value)).Single());
        Assert.Single((await fixture.ReadLedgerAsync()).Orders, order => order.IsOpen);
        Assert.True((await trading.CancelAsync(moved.Reference, Cancellation)).IsSuccess);
        Assert.NotNull((await trading.AmendAsync(moved.Reference, new Amendment(new Quantity(request.Quantity / 4)), NewName(), Cancellation)).Error);
    }

    [Fact]
    public async Task Orders_AgainstTheRules_AreRefusedBeforeTheyAreSent()
    {
        if (!Trades) return;
        await using var venue = fixture.Open(key: fixture.Key);
        var (trading, good) = (venue.Trading!, await RestingAsync());
        var rules = (await venue.History.FindInstrumentAsync(fixture.Instrument, Cancellation)).Value.Rules;
        var before = (await fixture.ReadLedgerAsync()).Orders.Count;
        List<VenueOrderRequest> wrong = [good with { LimitPrice = good.LimitPrice + rules.PriceTick / 2 }, good with { Quantity = good.Quantity + rules.QuantityStep!.Value / 2 }, good with { Quantity = 0m }, good with { LimitPrice = null }];
        if (rules.MinimumNotional is { } least) wrong.Add(good with { Quantity = decimal.Floor(least / 2 / good.LimitPrice!.Value / rules.QuantityStep.Value) * rules.QuantityStep.Value });
        foreach (var request in wrong)
        {
            var error = (await trading.PlaceAsync(request with { ClientId = NewName() }, Cancellation)).Error;
            Assert.True(error is { Kind: VenueErrorKind.RuleViolated or VenueErrorKind.InvalidRequest, MayHaveHappened: false, IsTransient: false, VenueCode: "" }, $"{request}: {error}");
        }
        Assert.Equal(before, (await fixture.ReadLedgerAsync()).Orders.Count);
    }

    [Fact]
    public async Task Refusals_AreCalledWhatTheyAre()
    {
        if (!Trades) return;
        await using var venue = fixture.Open(key: fixture.Key);
        var (trading, good) = (venue.Trading!, await RestingAsync());
        var unknown = (await trading.FindOrderAsync(new OrderReference(fixture.Instrument, NewName().ToString()), Cancellation)).Error;
        Assert.True(unknown is { Kind: VenueErrorKind.UnknownOrder, MayHaveHappened: false }, $"{unknown}");
        var poor = (await trading.PlaceAsync(good with { ClientId = NewName(), Quantity = 1_000 * good.Quantity }, Cancellation)).Error;
        Assert.True(poor is { Kind: VenueErrorKind.InsufficientFunds, Reason: OrderReason.InsufficientFunds, MayHaveHappened: false }, $"{poor}");
        var stranger = (await trading.PlaceAsync(good with { Instrument = fixture.UnknownInstrument }, Cancellation)).Error;
        Assert.True(stranger is { Kind: VenueErrorKind.UnknownInstrument, MayHaveHappened: false }, $"{stranger}");

        var first = (await trading.PlaceAsync(good, Cancellation)).Value;
        var second = await trading.PlaceAsync(good, Cancellation);
        // Some venues give the order that has the name already instead of refusing.
        Assert.True(second.Error is { Kind: VenueErrorKind.DuplicateOrder } || (second.IsSuccess && second.Value.VenueId == first.VenueId), $"{second}");
        Assert.Single((await fixture.ReadLedgerAsync()).Orders, order => IsNamed(order.ClientId, good.ClientId));
        Assert.True((await trading.CancelAsync(first.Reference, Cancellation)).IsSuccess);

        var ask = (await fixture.ReadBookAsync(fixture.Instrument)).Asks[0].Price;
        var taking = good with { ClientId = NewName(), LimitPrice = decimal.Ceiling(ask * 1.01m / await TickAsync()) * await TickAsync(), PostOnly = true };
        var answer = await trading.PlaceAsync(taking, Cancellation);
        Assert.True(answer.IsSuccess || answer.Error!.Kind == VenueErrorKind.WouldTakeLiquidity, $"{answer}");
        if (answer.IsSuccess) await Eventually.TrueAsync(async () => (await trading.FindOrderAsync(OrderReference.To(taking), Cancellation)) is { IsSuccess: true } found && found.Value.Status.IsFinal(), "the order has ended");
        Assert.All((await fixture.ReadLedgerAsync()).Orders.Where(order => IsNamed(order.ClientId, taking.ClientId)), order => Assert.Equal((0m, false), (order.Filled, order.IsOpen)));
    }

    [Fact]
    public async Task Fills_AreToldOnce_WithFeeAndRole_AndBalancesAddUp()
    {
        if (!Trades) return;
        await using var venue = fixture.Open(key: fixture.Key);
        var (trading, since) = (venue.Trading!, await fixture.ReadTimeAsync());
        var before = await fixture.ReadLedgerAsync();
        await AssertBalancesAsync(venue, before);
        var log = new OrderLog();
        await using var stream = fixture.Offers(VenueServices.OrderStream) ? (await trading.OpenOrderStreamAsync(log, Cancellation)).Value : null;
        if (stream is not null) await Eventually.TrueAsync(() => log.Connections.Count == 1, "the stream of orders is connected");

        var template = await RestingAsync();
        var buy = template with { ClientId = NewName(), Type = OrderType.Market, LimitPrice = null };
        var sell = buy with { ClientId = NewName(), Side = Side.Sell };
        foreach (var request in (VenueOrderRequest[])[buy, sell])
        {
            Assert.True((await trading.PlaceAsync(request, Cancellation)).IsSuccess);
            await Eventually.TrueAsync(async () => (await trading.FindOrderAsync(OrderReference.To(request), Cancellation)) is { IsSuccess: true, Value.Status: OrderStatus.Filled } found && found.Value.FilledQuantity == request.Quantity, "the order is filled");
        }
        if (stream is not null)
        {
            // What happens while it is away need not be told, so all is told before.
            var soFar = (await fixture.ReadLedgerAsync()).Fills.Except(before.Fills).Count();
            await Eventually.TrueAsync(() => log.Fills.Select(Line).Distinct().Count() == soFar, "the stream tells the fills");
            stream.Reconnect();
            await Eventually.TrueAsync(() => log.Connections.Count == 2 && log.Disconnections == 1, "the stream of orders is connected again");
        }
        var giving = await GiveAsync(trading, template);

        var truth = (await fixture.ReadLedgerAsync()).Fills.Except(before.Fills).ToArray();
        string[] expected = [.. truth.Select(fill => Line(fill.TradeId, fill.Price, fill.Quantity, fill.Fee, fill.FeeAsset, fill.IsMaker)).Order()];
        Assert.Contains(truth, fill => fill.IsMaker);
        string[] told = [];
        async Task<bool> AreAllToldAsync()
        {
            var pages = await Pages.AllAsync(continuation => trading.ReadFillsAsync(fixture.Instrument, since, continuation, Cancellation));
            told = [.. pages.Select(Line).Order()];
            return told.Length >= expected.Length;
        }
        await Eventually.TrueAsync(AreAllToldAsync, "all fills are listed");
        Assert.Equal(expected, told);
        if (stream is not null) await Eventually.TrueAsync(() => log.Fills.Select(Line).Distinct().Order().SequenceEqual(expected), () => $"the stream tells the fills {string.Join("; ", expected)}, not {string.Join("; ", log.Fills.Select(Line))}");
        if (stream is not null) await Eventually.TrueAsync(() => log.Orders.Any(order => order.ClientId == giving.ClientId.ToString() && order.Status == OrderStatus.Filled), "the stream tells of orders");
        await AssertBalancesAsync(venue, await fixture.ReadLedgerAsync());
        await AssertSumsAsync(before, truth);
    }

    [Fact]
    public async Task Account_TellsFeesAndRights_OrDeclaresThemAway()
    {
        if (!fixture.Offers(VenueServices.Balances)) return;
        await using var venue = fixture.Open(key: fixture.Key);
        var account = venue.Account!;
        var fees = await account.ReadFeeRatesAsync(fixture.Instrument, Cancellation);
        if (!Refuses(fees, VenueServices.FeeRates)) Assert.True(fees.Value is { Maker: > -0.01m and < 0.02m, Taker: > 0m and < 0.02m }, $"{fees}");
        var rights = await account.ReadKeyRightsAsync(Cancellation);
        if (!Refuses(rights, VenueServices.KeyRights)) Assert.True(rights.Value is { CanRead: true, CanTrade: true }, $"{rights}");
        Refuses(await account.ReadPositionsAsync(Cancellation), VenueServices.Positions);
        Refuses(await account.SetLeverageAsync(fixture.Instrument, 2m, Cancellation), VenueServices.Leverage);
    }

    [Fact]
    public async Task WrongSecret_IsAnErrorOfAuthentication_WithoutTheSecret()
    {
        if (fixture.Key is not { } key || fixture.WrongSecret is not { } wrong) return;
        await using var venue = fixture.Open(key: new VenueCredential(key.Id, key.Key, wrong, key.Passphrase, "a test"));
        var request = await RestingAsync();
        foreach (var error in (VenueError?[])[(await venue.Account!.ReadBalancesAsync(Cancellation)).Error, (await venue.Trading!.PlaceAsync(request, Cancellation)).Error])
        {
            Assert.True(error is { Kind: VenueErrorKind.Authentication, IsTransient: false, MayHaveHappened: false }, $"{error}");
            Assert.DoesNotContain(wrong, $"{error}", StringComparison.Ordinal);
        }
        Assert.DoesNotContain((await fixture.ReadLedgerAsync()).Orders, order => IsNamed(order.ClientId, request.ClientId));
    }

    [Fact]
    public async Task OrderWhoseAnswerIsLost_MayHaveHappened_AndIsFound()
    {
        if (!Trades) return;
        await using var proxy = await VenueProxy.StartAsync(fixture.Server);
        await using var venue = fixture.Open(proxy.Address, fixture.Key, Quick with { AnswerTimeout = TimeSpan.FromSeconds(2 * fixture.Speed) });
        var trading = venue.Trading!;
        // What is asked for once, such as the rights of the key, is asked for before.
        var warm = (await trading.PlaceAsync(await RestingAsync(), Cancellation)).Value;
        Assert.True((await trading.CancelAsync(warm.Reference, Cancellation)).IsSuccess);
        (VenueErrorKind Kind, ProxiedAnswer Answer)[] faults =
        [
            (VenueErrorKind.Timeout, ProxiedAnswer.Never), (VenueErrorKind.ServerError, ProxiedAnswer.Of(Html, 502, "text/html")), (VenueErrorKind.MalformedAnswer, ProxiedAnswer.Of(Html, 200, "text/html")),
        ];
        foreach (var (kind, spoilt) in faults)
        {
            proxy.Answers = (call, answer) => call.StartsWith("POST", StringComparison.Ordinal) ? spoilt : answer;
            var request = await RestingAsync();
            var error = (await trading.PlaceAsync(request, Cancellation)).Error;
            proxy.Answers = (_, answer) => answer;
            Assert.True(error is not null && error.Kind == kind && error.MayHaveHappened, $"{kind}: {error}");
            Assert.Equal(OrderStatus.Open, (await trading.FindOrderAsync(OrderReference.To(request), Cancellation)).Value.Status);
            Assert.Single((await fixture.ReadLedgerAsync()).Orders, order => IsNamed(order.ClientId, request.ClientId));
            Assert.True((await trading.CancelAsync(OrderReference.To(request), Cancellation)).IsSuccess);
        }
        await using var nowhere = fixture.Open(ClosedPort(), fixture.Key, Quick);
        var away = (await nowhere.Trading!.PlaceAsync(await RestingAsync(), Cancellation)).Error;
        Assert.True(away is { Kind: VenueErrorKind.Network, MayHaveHappened: false }, $"{away}");
    }

    /// <summary>A post-only buy at the best price, placed anew where the market leaves it behind, until one has filled.</summary>
    private async Task<VenueOrderRequest> GiveAsync(ITradingVenue trading, VenueOrderRequest template)
    {
        while (true)
        {
            var price = (await fixture.ReadBookAsync(fixture.Instrument)).Bids[0].Price;
            var giving = template with { ClientId = NewName(), LimitPrice = price, PostOnly = true };
            // The best ask may have come down to it meanwhile.
            if (!(await trading.PlaceAsync(giving, Cancellation)).TryGet(out _, out var refusal))
            {
                Assert.Equal(VenueErrorKind.WouldTakeLiquidity, refusal.Kind);
                continue;
            }
            await Eventually.TrueAsync(async () => !(await TruthAsync(giving.ClientId)).IsOpen || (await fixture.ReadBookAsync(fixture.Instrument)).Bids[0].Price > price, "the order is filled or left behind");
            if ((await TruthAsync(giving.ClientId)).IsOpen) await trading.CancelAsync(OrderReference.To(giving), Cancellation);
            if (await TruthAsync(giving.ClientId) is { IsOpen: false } end && end.Filled == giving.Quantity) return giving;
        }
    }

    /// <summary>A buy far below the market that rests.</summary>
    private async Task<VenueOrderRequest> RestingAsync() => new()
    {
        Instrument = fixture.Instrument,
        ClientId = NewName(),
        Side = Side.Buy,
        Type = OrderType.Limit,
        Quantity = fixture.OrderQuantity,
        LimitPrice = decimal.Floor((await fixture.ReadBookAsync(fixture.Instrument)).Bids[0].Price * 0.8m / await TickAsync()) * await TickAsync(),
    };

    private async Task<decimal> TickAsync() => (await fixture.ReadInstrumentAsync(fixture.Instrument)).PriceTick;

    private async Task<OrderTruth> TruthAsync(ClientOrderId name) => (await fixture.ReadLedgerAsync()).Orders.Single(order => IsNamed(order.ClientId, name));

    private async Task AssertBalancesAsync(IVenue venue, LedgerTruth truth)
    {
        if (!fixture.Offers(VenueServices.Balances)) return;
        var told = (await venue.Account!.ReadBalancesAsync(Cancellation)).Value.ToDictionary(balance => balance.Asset);
        foreach (var (asset, balance) in truth.Balances.Where(item => item.Value.Free + item.Value.Locked != 0m)) Assert.Equal((balance.Free, balance.Locked), (told[asset].Free, told[asset].Locked));
        Assert.DoesNotContain(told.Keys, asset => !truth.Balances.ContainsKey(asset));
    }

    /// <summary>What fills gave and took, to the last digit.</summary>
    private async Task AssertSumsAsync(LedgerTruth before, FillTruth[] fills)
    {
        var after = await fixture.ReadLedgerAsync();
        var buys = after.Orders.Where(order => order.IsBuy).Select(order => order.ClientId).ToHashSet();
        foreach (var asset in (string[])[fixture.Instrument.Base, fixture.Instrument.Quote])
        {
            var moved = fills.Sum(fill =>
            {
                var sign = buys.Contains(fill.ClientId) ? 1 : -1;
                var bought = asset == fixture.Instrument.Base ? sign * fill.Quantity : -sign * fill.Quantity * fill.Price;
                return bought - (fill.FeeAsset == asset ? fill.Fee : 0m);
            });
            decimal Total(LedgerTruth ledger) => ledger.Balances[asset].Free + ledger.Balances[asset].Locked;
            Assert.Equal(Total(before) + moved, Total(after));
        }
    }

    private static string Line(VenueFill fill) => Line(fill.TradeId.ToString(), fill.Price, fill.Quantity, fill.Fee, fill.FeeAsset, fill.Role == LiquidityRole.Maker);

    private static string Line(string id, decimal price, decimal quantity, decimal fee, string asset, bool isMaker) =>
        FormattableString.Invariant($"{id} {quantity:0.##########} at {price:0.##########}, fee {fee:0.############} {asset}, maker {isMaker}");

    private static bool IsNamed(string onTheWire, ClientOrderId name) => onTheWire.Replace("-", "", StringComparison.Ordinal) == name.ToString();

    private static ClientOrderId NewName() => new(((UInt128)0x5ca1ab1e_00000000 << 64) + (UInt128)Interlocked.Increment(ref names));
}
