using Tidemark.Engine;
using Tidemark.Engine.Events;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Tests.Engine.Strategies;

namespace Tidemark.Tests.Engine;

/// <summary>A venue's report of an order that goes to it part by part is about the part.</summary>
public sealed class SlicedReconciliationTests
{
    private static readonly Instant Start = Instant.FromDate(2024, 1, 1);

    [Fact]
    public void Report_OfAPart_LeavesTheWholeAsItIs_AndTheNextPartFollows()
    {
        var client = new Client();
        var strategy = new Iceberg();
        var engine = new TradingEngine(new SessionSetup
        {
            Instruments = [new Instrument(InstrumentId.Parse("BTC/USDT@test"))],
            BaseIntervals = [Interval.Minutes(1)],
            Accounts = [new AccountSetup(new AccountId("main"), "test", AccountKind.Spot, [new Money(10_000m, "USDT")], default, FundsPolicy.OwnedAssets)],
            Currency = "USDT",
        }, client, new StateRecorder());
        engine.Add(strategy);
        engine.Start();
        engine.Process(EngineEvent.ForBar(default, Bar.Create(Start, 100, 100, 100, 100, 10), Start + Duration.FromMinutes(1), Start + Duration.FromMinutes(1), true));
        var order = strategy.Order!;
        Assert.Equal([2m], client.Sent);
        engine.Process(Report(OrderStatus.PartiallyFilled, Fill(order, 1)));
        Assert.Equal((5m, 1m, OrderStatus.PartiallyFilled), (order.Quantity.Value, order.FilledQuantity.Value, order.Status));
        Assert.Equal([2m], client.Sent);
        engine.Process(Report(OrderStatus.Filled, Fill(order, 1), Fill(order, 2)));
        Assert.Equal((5m, 2m, OrderStatus.PartiallyFilled), (order.Quantity.Value, order.FilledQuantity.Value, order.Status));
        Assert.Equal([2m, 2m], client.Sent);
        // Told once more, nothing happens a second time.
        engine.Process(Report(OrderStatus.Filled, Fill(order, 1), Fill(order, 2)));
        Assert.Equal([2m, 2m], client.Sent);
    }

    private static EngineEvent Report(OrderStatus status, params Fill[] fills) => EngineEvent.ForOrder(default, new OrderEvent
    {
        Kind = OrderEventKind.Reconciled,
        Order = new OrderId(0),
        Time = Start + Duration.FromMinutes(2),
        CumulativeQuantity = new Quantity(fills.Sum(fill => fill.Quantity.Value)),
        Report = new OrderReport(status, OrderReason.None, new Amendment(new Quantity(2m), new Price(99m)), [.. fills]),
    }, Start + Duration.FromMinutes(2));

    private static Fill Fill(Order order, int number) => new()
    {
        Order = order.Id,
        Instrument = default,
        Side = Side.Buy,
        Time = Start,
        Price = new Price(99m),
        Quantity = new Quantity(1m),
        Fee = 0m,
        FeeAsset = "USDT",
        TradeId = new TradeId(number),
    };

    private sealed class Iceberg : Strategy
    {
        public Order? Order { get; private set; }

        protected internal override void OnBar(in BarClosed bar) => Order ??= Submit(new OrderTerms(default, Side.Buy, new Quantity(5m))
        {
            Type = OrderType.Limit,
            LimitPrice = new Price(99m),
            Options = new OrderOptions { DisplayedQuantity = new Quantity(2m) },
        });
    }

    private sealed class Client : IExecutionClient
    {
        public List<decimal> Sent { get; } = [];

        public VenueCapabilities Capabilities { get; } = new(VenueFeatures.All & ~VenueFeatures.Icebergs);

        public void Submit(OrderRequest request, JournalSequence after) => Sent.Add(request.Quantity.Value);

        public void Amend(OrderId order, Amendment change, JournalSequence after) { }

        public void Cancel(OrderId order, JournalSequence after) { }

        public void Transfer(TransferRequest request, JournalSequence after) { }
    }
}
