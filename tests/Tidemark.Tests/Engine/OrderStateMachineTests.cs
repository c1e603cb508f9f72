using Tidemark.Engine.Orders;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Engine;

/// <summary>Events of one order in any order, any number of times, end in the same state with every fill counted once.</summary>
public sealed class OrderStateMachineTests
{
    [Fact]
    public void Apply_ShuffledAndRepeatedEvents_ReachTheSameEnd()
    {
        var events = new[]
        {
            Event(OrderEventKind.Accepted), FillEvent(OrderEventKind.PartiallyFilled, "1", 0.25m), FillEvent(OrderEventKind.PartiallyFilled, "2", 0.25m),
            FillEvent(OrderEventKind.Filled, "3", 0.5m),
        };
        var random = new SeededRandom(9, "shuffle");
        for (var round = 0; round < 500; round++)
        {
            var order = new Order(Request());
            OrderStateMachine.Send(order, Instant.UnixEpoch);
            var booked = 0m;
            var sequence = events.Concat(events).OrderBy(_ => random.NextUInt64()).ToArray();
            foreach (var next in sequence)
                if (OrderStateMachine.Apply(order, next, out var fill) && fill is not null) booked += fill.Quantity.Value;
            Assert.Equal(OrderStatus.Filled, order.Status);
            Assert.Equal(1m, booked);
            Assert.Equal(100m, order.AveragePrice!.Value.Value);
        }
    }

    [Fact]
    public void Apply_FillAfterCanceled_IsBooked()
    {
        var order = Reached(OrderStatus.Open);
        Assert.True(OrderStateMachine.Apply(order, Event(OrderEventKind.Canceled), out _));
        Assert.True(OrderStateMachine.Apply(order, FillEvent(OrderEventKind.PartiallyFilled, "1", 0.25m), out var fill));
        Assert.NotNull(fill);
        Assert.Equal(OrderStatus.Canceled, order.Status);
        Assert.Equal(0.25m, order.FilledQuantity.Value);
    }

    [Theory]
    [InlineData(OrderStatus.Submitted, OrderEventKind.Unknown, OrderStatus.Unknown)]
    [InlineData(OrderStatus.Unknown, OrderEventKind.Accepted, OrderStatus.Open)]
    [InlineData(OrderStatus.Unknown, OrderEventKind.Rejected, OrderStatus.Rejected)]
    [InlineData(OrderStatus.Open, OrderEventKind.Unknown, OrderStatus.Open)]
    [InlineData(OrderStatus.Canceled, OrderEventKind.Accepted, OrderStatus.Canceled)]
    [InlineData(OrderStatus.Rejected, OrderEventKind.Canceled, OrderStatus.Rejected)]
    [InlineData(OrderStatus.PartiallyFilled, OrderEventKind.Expired, OrderStatus.Expired)]
    public void Apply_OneEvent_FollowsTheTable(OrderStatus before, OrderEventKind kind, OrderStatus after)
    {
        var order = Reached(before);
        OrderStateMachine.Apply(order, Event(kind), out _);
        Assert.Equal(after, order.Status);
    }

    /// <summary>An order that the fewest events have brought to a state.</summary>
    private static Order Reached(OrderStatus status)
    {
        var order = new Order(Request());
        OrderStateMachine.Send(order, Instant.UnixEpoch);
        OrderEvent[] way = status switch
        {
            OrderStatus.Submitted => [],
            OrderStatus.PartiallyFilled => [FillEvent(OrderEventKind.PartiallyFilled, "0", 0.25m)],
            OrderStatus.Open => [Event(OrderEventKind.Accepted)],
            _ => [Event(Enum.Parse<OrderEventKind>(status.ToString()))],
        };
        foreach (var step in way) OrderStateMachine.Apply(order, step, out _);
        Assert.Equal(status, order.Status);
        return order;
    }

    private static OrderRequest Request() => new()
    {
        Id = new OrderId(0),
        Instrument = default,
        Side = Side.Buy,
        Type = OrderType.Limit,
        Quantity = new Quantity(1m),
        LimitPrice = new Price(100m),
    };

    private static OrderEvent Event(OrderEventKind kind) => new() { Kind = kind, Order = new OrderId(0), Time = Instant.UnixEpoch };

    private static OrderEvent FillEvent(OrderEventKind kind, string tradeId, decimal quantity) => Event(kind) with
    {
        Fill = new Fill
        {
            Order = new OrderId(0),
            Instrument = default,
            Side = Side.Buy,
            Time = Instant.UnixEpoch,
            Price = new Price(100m),
            Quantity = new Quantity(quantity),
            Fee = 0m,
            FeeAsset = "USDT",
            TradeId = new TradeId(tradeId),
        },
    };
}
