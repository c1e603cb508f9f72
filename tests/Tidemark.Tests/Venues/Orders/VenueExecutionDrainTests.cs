using Tidemark.Engine.Events;
using Tidemark.Venues.Execution;
using Tidemark.Venues.Orders;
using Tidemark.Venues.Timing;

namespace Tidemark.Tests.Venues.Orders;

public sealed class VenueExecutionDrainTests : IAsyncDisposable
{
    private readonly ManualTime time = new();
    private readonly FakeTrading venue = new();
    private readonly TaskCompletionSource durable = new();
    private readonly VenueExecution execution;
    private readonly List<EngineEvent> seen = [];

    public VenueExecutionDrainTests() => execution = new VenueExecution(venue, new VenueClock(time), new ExecutionOptions
    {
        Instruments = [InstrumentId.Spot("BTC", "USDT", "binance")],
        NameOf = request => new ClientOrderId((UInt128)request.Id.Value + 1),
        UntilDurable = (_, cancellation) => durable.Task.WaitAsync(cancellation),
        Tracking = new OrderTrackerOptions { Seed = 1 },
    });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => execution.DisposeAsync();

    [Fact]
    public async Task LastWishes_AreCarriedOut_BeforeTheEnd()
    {
        Assert.Null(await execution.StartAsync(Cancellation));
        execution.Submit(Request(0), default);
        execution.Submit(Request(1), default);
        execution.Cancel(new OrderId(0), default);
        var draining = execution.DrainAsync(TimeSpan.FromMinutes(1), Cancellation);
        Assert.False(draining.IsCompleted);
        durable.SetResult();
        await Pump.UntilAsync(time, () => draining.IsCompleted, "all wishes are carried out");
        // The other one works on, and is named.
        Assert.Equal(venue.Orders.Values.Single(order => order.Status == OrderStatus.Open).ClientId, Assert.Single(await draining).ClientId);
        Assert.Equal(1, venue.CountOf("cancel"));
        execution.Submit(Request(2), default);
        Assert.Equal(OrderEventKind.Denied, Read().Last(item => item.Kind == EngineEventKind.Order).AsOrder().Kind);
        Assert.Equal(2, venue.CountOf("place"));
    }

    [Fact]
    public async Task WishesThatTakeTooLong_AreNotWaitedFor()
    {
        Assert.Null(await execution.StartAsync(Cancellation));
        execution.Submit(Request(0), default);
        var draining = execution.DrainAsync(TimeSpan.FromSeconds(5), Cancellation);
        await Pump.UntilAsync(time, () => draining.IsCompleted, "it is no longer waited for");
        await draining;
        Assert.Equal(0, venue.CountOf("place"));
    }

    [Fact]
    public async Task CorrectedTrade_StopsNewExposure_WithTheReason()
    {
        durable.SetResult();
        Assert.Null(await execution.StartAsync(Cancellation));
        venue.OnPlace = request => venue.Accept(request, OrderStatus.Filled, 10m);
        execution.Submit(Request(0), default);
        await Pump.UntilAsync(time, () => venue.Orders.Count == 1, "it is placed");
        venue.Fill(venue.Orders.Values.Single(), 1, 10m);
        await Pump.UntilAsync(time, () => execution.Orders.Single().IsSettled, "it is filled");
        venue.Fills[0] = venue.Fills[0] with { Price = 1.5m };
        execution.Reconnect();
        await Pump.UntilAsync(time, () => Read().Exists(item => item.Kind == EngineEventKind.Command), "the correction is told");
        var command = seen.Single(item => item.Kind == EngineEventKind.Command).AsCommand();
        Assert.Equal(EngineCommandKind.Pause, command.Kind);
        Assert.Contains("10 at 1.5", command.Reason, StringComparison.Ordinal);
    }

    private static OrderRequest Request(int id) =>
        new() { Id = new OrderId(id), Instrument = new InstrumentIndex(0), Side = Side.Buy, Type = OrderType.Limit, Quantity = new Quantity(10m), LimitPrice = new Price(1m), CreatedAt = Instant.UnixEpoch };

    private List<EngineEvent> Read()
    {
        while (execution.Answers.TryPeek(out _))
        {
            execution.Answers.Read(out var next);
            seen.Add(next);
        }
        return seen;
    }
}
