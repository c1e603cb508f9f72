using Tidemark.Venues.Orders;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Tests.Venues.Orders;

public sealed class OrderTrackerTests : IAsyncDisposable
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Spot("BTC", "USDT", "binance");
    private readonly ManualTime time = new();
    private readonly FakeTrading venue = new();
    private readonly Diary diary = new();
    private readonly VenueClock clock;
    private readonly OrderTracker tracker;

    public OrderTrackerTests()
    {
        clock = new VenueClock(time);
        tracker = new OrderTracker(venue, diary, clock, new OrderTrackerOptions { Seed = 1 });
    }

    public ValueTask DisposeAsync() => tracker.DisposeAsync();

    [Fact]
    public async Task LostAnswerOfAnOrderThatArrived_IsUnknown_UntilTheQueryFindsIt()
    {
        await StartAsync();
        venue.QueryError = VenueError.Passing(VenueErrorKind.Network, "down");
        venue.OnPlace = request =>
        {
            venue.Accept(request);
            return FakeTrading.Lost;
        };
        var error = (await tracker.PlaceAsync(Order(1))).Error!;
        Assert.True(error.MayHaveHappened);
        Assert.Equal(OrderStatus.Unknown, Status(1));
        await Pump.UntilAsync(time, () => venue.CountOf("find") >= 2, "it is asked for");
        Assert.Equal(OrderStatus.Unknown, Status(1));
        venue.QueryError = null;
        await Pump.UntilAsync(time, () => Status(1) == OrderStatus.Open, "it is found");
        Assert.Equal(1, venue.CountOf("place"));
    }

    [Fact]
    public async Task LostAnswerOfAnOrderThatArrivesLate_IsNotTakenForDead()
    {
        await StartAsync();
        venue.OnPlace = _ => FakeTrading.Lost;
        await tracker.PlaceAsync(Order(1));
        await PassAsync(TimeSpan.FromSeconds(9));
        Assert.True(venue.CountOf("find") >= 2);
        Assert.Equal(OrderStatus.Unknown, Status(1));
        venue.Accept(Order(1));
        await Pump.UntilAsync(time, () => Status(1) == OrderStatus.Open, "it is found");
    }

    [Fact]
    public async Task OrderThatNeverArrived_IsRejected_OnceItCannotArriveAnyMore()
    {
        await StartAsync();
        venue.OnPlace = _ => FakeTrading.Lost;
        await tracker.PlaceAsync(Order(1));
        var lostAt = clock.Now;
        await Pump.UntilAsync(time, () => Status(1) == OrderStatus.Rejected, "it is given up");
        Assert.True(clock.Now - lostAt > venue.NotFoundCountsAfter);
        Assert.Equal(OrderReason.UnknownOrder, tracker.Find(Name(1))!.Reason);
    }

    [Fact]
    public async Task RefusedOrder_IsRejectedAtOnce_WithTheReason()
    {
        await StartAsync();
        venue.OnPlace = _ => VenueError.Final(VenueErrorKind.InsufficientFunds, "too poor", "-2010");
        await tracker.PlaceAsync(Order(1));
        Assert.True(tracker.Find(Name(1)) is { Status: OrderStatus.Rejected, Reason: OrderReason.InsufficientFunds });
        Assert.Equal(0, venue.CountOf("find"));
        Assert.Equal(VenueErrorKind.DuplicateOrder, (await tracker.PlaceAsync(Order(1))).Error!.Kind);
        venue.OnPlace = _ => VenueError.Passing(VenueErrorKind.Network, "no connection");
        await tracker.PlaceAsync(Order(2));
        Assert.Equal(OrderStatus.Denied, Status(2));
    }

    [Fact]
    public async Task DuplicateName_MeansThatItArrivedBefore()
    {
        await StartAsync();
        venue.OnPlace = request =>
        {
            venue.Accept(request);
            return VenueError.Final(VenueErrorKind.DuplicateOrder, "known");
        };
        await tracker.PlaceAsync(Order(1));
        await Pump.UntilAsync(time, () => Status(1) == OrderStatus.Open, "it is found");
    }

    [Fact]
    public async Task CallerThatNoLongerWaits_LeavesAnUnknownOrder_ThatIsFollowedUp()
    {
        await StartAsync();
        venue.OnPlace = request =>
        {
            venue.Accept(request);
            throw new OperationCanceledException();
        };
        Assert.True((await tracker.PlaceAsync(Order(1))).Error!.MayHaveHappened);
        await Pump.UntilAsync(time, () => Status(1) == OrderStatus.Open, "it is found");
    }

    [Fact]
    public async Task FillsOfASilentStream_AreFoundAfterAReconnect_Once()
    {
        await StartAsync();
        var order = (await tracker.PlaceAsync(Order(1))).Value;
        var told = venue.Orders[order.ClientId];
        foreach (var id in (long[])[1, 2, 3]) venue.Fill(told, id, 1m);
        venue.Orders[order.ClientId] = told with { Status = OrderStatus.PartiallyFilled, FilledQuantity = 3m, UpdatedAt = new Instant(50) };
        tracker.OnFill(venue.Fills[1] with { ClientId = order.ClientId });
        tracker.Reconnect();
        await Pump.UntilAsync(time, () => diary.Fills.Count == 3, "all fills are told");
        tracker.OnFill(venue.Fills[0]);
        tracker.Reconnect();
        await Pump.UntilAsync(time, () => tracker.Sweeps >= 3, "swept again");
        // The sweep after the opening may still be under way and come first.
        Assert.Equal(["1", "2", "3"], diary.Fills.Order());
        Assert.Equal(3m, tracker.Find(order.ClientId)!.FilledQuantity);
    }

    [Fact]
    public async Task LostMessageOfAHealthyStream_IsFoundByTheSweepFromTimeToTime_AndTheStreamIsConnectedAnew()
    {
        await StartAsync();
        var order = (await tracker.PlaceAsync(Order(1))).Value;
        await Pump.UntilAsync(time, () => tracker.Sweeps >= 2, "the sweeps of the connection are done");
        var told = venue.Orders[order.ClientId];
        venue.Fill(told, 1, 10m);
        venue.Orders[order.ClientId] = told with { Status = OrderStatus.Filled, FilledQuantity = 10m, UpdatedAt = new Instant(50) };
        Assert.Equal(1, venue.Connections);
        await Pump.UntilAsync(time, () => tracker.Find(order.ClientId)!.IsSettled, "it is found");
        Assert.Equal(["1"], diary.Fills);
        await Pump.UntilAsync(time, () => venue.Connections == 2, "a stream that did not tell it is not trusted");
    }

    [Fact]
    public async Task AnnouncedFillThatDoesNotCome_IsAskedForSoon_UntilItIsThere()
    {
        await StartAsync();
        venue.OnPlace = request => venue.Accept(request, OrderStatus.Filled, 10m);
        var order = (await tracker.PlaceAsync(Order(1))).Value;
        Assert.True(order is { Status: OrderStatus.Filled, IsFillMissing: true });
        await Pump.UntilAsync(time, () => tracker.Sweeps >= 3, "asked, though the venue does not have it yet");
        venue.Fill(venue.Orders[order.ClientId], 1, 10m);
        await Pump.UntilAsync(time, () => tracker.Find(order.ClientId)!.IsSettled, "it is there");
    }

    [Fact]
    public async Task CancelOfAnOrderThatHasEnded_AsksWhatBecameOfIt()
    {
        await StartAsync();
        var order = (await tracker.PlaceAsync(Order(1))).Value;
        venue.Fill(venue.Orders[order.ClientId], 1, 10m);
        venue.Orders[order.ClientId] = venue.Orders[order.ClientId] with { Status = OrderStatus.Filled, FilledQuantity = 10m, UpdatedAt = new Instant(50) };
        Assert.Equal(VenueErrorKind.OrderClosed, (await tracker.CancelAsync(order.ClientId)).Error!.Kind);
        await Pump.UntilAsync(time, () => tracker.Find(order.ClientId) is { Status: OrderStatus.Filled, IsSettled: true }, "it had filled");
    }

    [Fact]
    public async Task OrderOfAnEarlierRun_IsAskedFor()
    {
        await StartAsync();
        venue.Accept(Order(1));
        tracker.Resume(new TrackedOrder { Instrument = Bitcoin, ClientId = Name(1), Side = Side.Buy, Quantity = 10m });
        await Pump.UntilAsync(time, () => Status(1) == OrderStatus.Open, "it is found");
    }

    [Fact]
    public async Task OrderHeldForLost_ThatArrivedAfterAll_IsFound_AndCanceled()
    {
        await StartAsync();
        venue.OnPlace = _ => FakeTrading.Lost;
        await tracker.PlaceAsync(Order(1));
        await Pump.UntilAsync(time, () => Status(1) == OrderStatus.Rejected, "it is given up");
        venue.Accept(Order(1));
        await Pump.UntilAsync(time, () => Status(1) == OrderStatus.Canceled, "it is found, and canceled");
        Assert.Equal(1, venue.CountOf("cancel"));
        Assert.False(tracker.Find(Name(1))!.IsPresumedLost);
    }

    [Fact]
    public async Task FillOfAnOrderHeldForLost_IsFoundByTheSweep()
    {
        await StartAsync();
        venue.OnPlace = _ => FakeTrading.Lost;
        await tracker.PlaceAsync(Order(1));
        await Pump.UntilAsync(time, () => Status(1) == OrderStatus.Rejected, "it is given up");
        // It filled at once: own trades have the venue's number alone, and it is not among those that work.
        venue.Fill(venue.Accept(Order(1), OrderStatus.Filled, 10m), 7, 10m);
        await Pump.UntilAsync(time, () => diary.Fills.Count == 1, "its fill is told");
        Assert.True(tracker.Find(Name(1)) is { Status: OrderStatus.Filled, IsSettled: true });
    }

    [Fact]
    public async Task OrderThatIsStillBeingSent_IsNotHeldForLost()
    {
        await StartAsync();
        var sent = new TaskCompletionSource();
        (venue.Sent, venue.OnPlace) = (sent.Task, _ => FakeTrading.Lost);
        var placing = tracker.PlaceAsync(Order(1));
        // Unknown to the venue: asked for from now on.
        await tracker.CancelAsync(Name(1));
        await PassAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(OrderStatus.Submitted, Status(1));
        sent.SetResult();
        await placing;
        await PassAsync(TimeSpan.FromSeconds(9));
        Assert.Equal(OrderStatus.Unknown, Status(1));
        await Pump.UntilAsync(time, () => Status(1) == OrderStatus.Rejected, "now it is given up");
    }

    [Fact]
    public async Task MistakesOfTheConnector_EndNeitherTheSettlingNorTheSweeps()
    {
        await StartAsync();
        venue.QueryFault = new UnauthorizedAccessException("a file of the run folder");
        venue.OnPlace = request =>
        {
            venue.Accept(request);
            return FakeTrading.Lost;
        };
        await tracker.PlaceAsync(Order(1));
        await Pump.UntilAsync(time, () => venue.CountOf("find") >= 3, "it is asked for all the same");
        var sweeps = tracker.Sweeps;
        tracker.Reconnect();
        await PassAsync(TimeSpan.FromSeconds(5));
        venue.QueryFault = null;
        await Pump.UntilAsync(time, () => Status(1) == OrderStatus.Open && tracker.Sweeps > sweeps, "it is found, and swept");
    }

    [Fact]
    public async Task StreamThatCannotBeOpened_IsTold_AndTheStartDoesNotHang()
    {
        venue.StreamRefusal = "-2015: invalid key";
        var starting = tracker.StartAsync(TestContext.Current.CancellationToken);
        await Pump.UntilAsync(time, () => starting.IsCompleted, "it gives up waiting");
        Assert.Contains("-2015", (await starting)!.Message, StringComparison.Ordinal);
        Assert.Equal(venue.StreamRefusal, tracker.StreamProblem);
        venue.Connect();
        Assert.Null(await tracker.StartAsync(TestContext.Current.CancellationToken));
        Assert.Null(tracker.StreamProblem);
    }

    private async Task StartAsync() => Assert.Null(await tracker.StartAsync(TestContext.Current.CancellationToken));

    private async Task PassAsync(TimeSpan span)
    {
        var end = clock.Local + new Duration(span.Ticks * 100);
        await Pump.UntilAsync(time, () => clock.Local >= end, "time passes");
    }

    private OrderStatus Status(int number) => tracker.Find(Name(number))!.Status;

    private static string Name(int number) => new ClientOrderId((UInt128)number).ToString();

    private static VenueOrderRequest Order(int number) => new() { Instrument = Bitcoin, ClientId = new ClientOrderId((UInt128)number), Side = Side.Buy, Type = OrderType.Limit, Quantity = 10m, LimitPrice = 1m };

    private sealed class Diary : IOrderObserver
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> fills = new();

        public IReadOnlyCollection<string> Fills => fills;

        public void OnOrder(TrackedOrder before, TrackedOrder after) { }

        public void OnFill(TrackedOrder order, VenueFill fill) => fills.Enqueue(fill.TradeId.ToString());

        public void OnForeignFill(VenueFill fill) { }
    }
}
