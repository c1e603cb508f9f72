using Tidemark.Engine.Orders;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Engine;

/// <summary>
/// The life of an order as a venue tells it, delivered shuffled, repeated and with holes: whatever is lost is followed by a report of
/// the final state, and the order ends as if every event had come once and in its order.
/// </summary>
public sealed class OrderEventDeliveryTests
{
    private static readonly OrderId Id = new(0);

    [Fact]
    public void Apply_AnyDelivery_EndsAsTheOrderlyOneDoes()
    {
        var random = new SeededRandom(17, "delivery");
        var endings = new Dictionary<OrderStatus, int>();
        for (var round = 0; round < 4_000; round++)
        {
            var (life, report) = LifeOf(random);
            var expected = Deliver(life);
            Assert.Equal(report.Terminal, expected.Status);
            endings[expected.Status] = endings.GetValueOrDefault(expected.Status) + 1;
            var kept = life.Where(_ => random.NextDouble() > 0.25).ToList();
            if (kept.Count < life.Count) kept.Add(report.Event);
            var delivered = kept.Concat(kept.Where(_ => random.NextDouble() < 0.4)).OrderBy(_ => random.NextUInt64()).ToList();
            Assert.Equal(expected, Deliver(delivered));
        }
        Assert.True(endings.Count >= 4 && endings.Values.Min() > 100, string.Join(", ", endings));
    }

    [Fact]
    public void Apply_CumulativeQuantityBeyondTheFills_ShowsThatSomeAreMissing()
    {
        var order = Sent();
        OrderStateMachine.Apply(order, Of(OrderEventKind.PartiallyFilled) with { Fill = FillOf(2, 0.25m), CumulativeQuantity = new Quantity(0.5m) }, out _);
        Assert.True(order.IsFillMissing);
        OrderStateMachine.Apply(order, Of(OrderEventKind.PartiallyFilled) with { Fill = FillOf(1, 0.25m), CumulativeQuantity = new Quantity(0.25m) }, out _);
        Assert.False(order.IsFillMissing);
    }

    [Fact]
    public void Apply_WholeByTheOldQuantity_OpensAgainWhenTheIncreaseArrives()
    {
        var order = Sent();
        OrderStateMachine.Apply(order, Of(OrderEventKind.PartiallyFilled) with { Fill = FillOf(1, 1m) }, out _);
        Assert.Equal(OrderStatus.Filled, order.Status);
        OrderStateMachine.Apply(order, Of(OrderEventKind.Amended) with { Amendment = new Amendment(new Quantity(2m)), Revision = 1 }, out _);
        Assert.Equal(OrderStatus.PartiallyFilled, order.Status);
    }

    /// <summary>A random way of an order at a venue, event by event, and what the venue would report after it.</summary>
    private static (List<OrderEvent> Events, (OrderEvent Event, OrderStatus Terminal) Report) LifeOf(SeededRandom random)
    {
        var events = new List<OrderEvent> { Of(OrderEventKind.Accepted) };
        var fills = new List<Fill>();
        var (quantity, price, filled, revision) = (1m, 100m, 0m, 0);
        if (random.NextDouble() < 0.3) events.Add(Of(OrderEventKind.Triggered));
        for (var steps = (int)(random.NextDouble() * 8); steps > 0 && filled < quantity; steps--)
        {
            if (random.NextDouble() < 0.35)
            {
                quantity = Math.Max(filled + 0.1m, quantity + Math.Round((decimal)random.NextDouble() - 0.5m, 1));
                price += 1m;
                events.Add(Of(OrderEventKind.Amended) with { Amendment = new Amendment(new Quantity(quantity), new Price(price)), Revision = ++revision, CumulativeQuantity = new Quantity(filled) });
                continue;
            }
            var part = Math.Min(quantity - filled, Math.Round((decimal)random.NextDouble(), 1) + 0.1m);
            filled += part;
            fills.Add(FillOf(fills.Count + 1, part));
            var kind = filled == quantity ? OrderEventKind.Filled : OrderEventKind.PartiallyFilled;
            events.Add(Of(kind) with { Fill = fills[^1], CumulativeQuantity = new Quantity(filled) });
        }
        var status = filled == quantity ? OrderStatus.Filled : filled > 0m ? OrderStatus.PartiallyFilled : OrderStatus.Open;
        var reason = OrderReason.None;
        if (status != OrderStatus.Filled && random.NextDouble() < 0.85)
        {
            var isCanceled = random.NextDouble() < 0.5;
            (status, reason) = isCanceled ? (OrderStatus.Canceled, OrderReason.Requested) : (OrderStatus.Expired, OrderReason.ExpiryReached);
            events.Add(Of(isCanceled ? OrderEventKind.Canceled : OrderEventKind.Expired) with { Reason = reason, CumulativeQuantity = new Quantity(filled) });
        }
        var terms = new Amendment(new Quantity(quantity), new Price(price));
        var report = Of(OrderEventKind.Reconciled) with { Report = new OrderReport(status, reason, terms, [.. fills]), Revision = revision, CumulativeQuantity = new Quantity(filled) };
        return (events, (report, status));
    }

    /// <summary>What is left of an order after its events: everything that money and decisions depend on.</summary>
    private static End Deliver(IEnumerable<OrderEvent> events)
    {
        var order = Sent();
        var booked = 0m;
        foreach (var next in events)
        {
            foreach (var step in next.Kind == OrderEventKind.Reconciled ? OrderReconciliation.Expand(next) : [next])
                if (OrderStateMachine.Apply(order, step, out var fill) && fill is not null) booked += fill.Quantity.Value;
        }
        Assert.False(order.IsFillMissing);
        return new End(order.Status, order.Reason, order.Quantity, order.LimitPrice, order.FilledQuantity, order.FilledNotional, booked);
    }

    private static Order Sent()
    {
        var order = new Order(new OrderRequest { Id = Id, Instrument = default, Side = Side.Buy, Type = OrderType.Limit, Quantity = new Quantity(1m), LimitPrice = new Price(100m) });
        OrderStateMachine.Send(order, Instant.UnixEpoch);
        return order;
    }

    private static OrderEvent Of(OrderEventKind kind) => new() { Kind = kind, Order = Id, Time = Instant.UnixEpoch };

    private static Fill FillOf(int number, decimal quantity) => new()
    {
        Order = Id,
        Instrument = default,
        Side = Side.Buy,
        Time = Instant.UnixEpoch,
        Price = new Price(100m + number),
        Quantity = new Quantity(quantity),
        Fee = 0m,
        FeeAsset = "USDT",
        TradeId = new TradeId(number),
    };

    private readonly record struct End(OrderStatus Status, OrderReason Reason, Quantity Quantity, Price? LimitPrice, Quantity Filled, decimal Notional, decimal Booked);
}
