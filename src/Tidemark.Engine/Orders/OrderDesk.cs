using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Recording;
using Tidemark.Engine.Risk;
using Tidemark.Engine.Strategies;
using Tidemark.Engine.Time;

namespace Tidemark.Engine.Orders;

/// <summary>
/// The one way from a wish to an order: number it, check it, record it, send it; and back from the venue's answers to orders,
/// portfolio and strategies. What strategies must hear is queued and told after the call that caused it.
/// </summary>
internal sealed class OrderDesk(Clock clock, OrderLedger ledger, RiskGate riskGate, Portfolio portfolio,
    IExecutionClient client, IEngineRecorder recorder)
{
    private readonly Queue<OrderNotice> notices = new();
    private readonly List<long> intents = [];
    private int lastOcoGroup;

    /// <summary>Whether some strategy has something to hear.</summary>
    public bool HasNotices => notices.Count > 0;

    public bool TryTakeNotice(out OrderNotice notice) => notices.TryDequeue(out notice);

    /// <summary>Registers the next strategy.</summary>
    public void AddStrategy() => intents.Add(0);

    /// <summary>Numbers, checks, records and sends an order.</summary>
    public Order Submit(int strategy, in OrderTerms terms, OrderId? parent = null, int ocoGroup = 0, long? intent = null, int slice = 0)
    {
        var request = new OrderRequest
        {
            Id = ledger.NextId,
            Instrument = terms.Instrument,
            Side = terms.Side,
            Type = terms.Type,
            Quantity = terms.Quantity,
            LimitPrice = terms.LimitPrice,
            StopPrice = terms.StopPrice,
            TimeInForce = terms.TimeInForce,
            ReduceOnly = terms.ReduceOnly,
            Account = portfolio.Book.AccountIndexOf(terms.Instrument),
            Strategy = strategy,
            Intent = intent ?? intents[strategy]++,
            Slice = slice,
            Parent = parent ?? OrderId.None,
            OcoGroup = ocoGroup,
            Tag = terms.Tag ?? "",
            CreatedAt = clock.Now,
        };
        return Send(request);
    }

    /// <summary>Sends an entry with its two ends; a denied entry denies them too.</summary>
    public Bracket SubmitBracket(int strategy, in OrderTerms entry, Price? stopLoss, Price? takeProfit)
    {
        var intent = intents[strategy]++;
        var parent = Submit(strategy, entry, intent: intent);
        if (!parent.IsActive) return new Bracket(parent, null, null);
        var group = stopLoss is not null && takeProfit is not null ? ++lastOcoGroup : 0;
        var exit = new OrderTerms(entry.Instrument, entry.Side.Opposite(), entry.Quantity) { ReduceOnly = true };
        var stop = stopLoss is null ? null
            : Submit(strategy, exit with { Type = OrderType.Stop, StopPrice = stopLoss, Tag = "stop-loss" }, parent.Id, group, intent, 1);
        var target = takeProfit is null ? null
            : Submit(strategy, exit with { Type = OrderType.Limit, LimitPrice = takeProfit, Tag = "take-profit" }, parent.Id, group, intent, 2);
        return new Bracket(parent, stop, target);
    }

    public void Cancel(Order order)
    {
        if (!order.IsActive || order.IsCancelPending) return;
        order.IsCancelPending = true;
        client.Cancel(order.Id, recorder.CancelDecided(order));
    }

    public void Amend(Order order, Amendment change)
    {
        if (!order.IsActive || order.IsCancelPending) return;
        client.Amend(order.Id, change, recorder.AmendDecided(order, change));
    }

    /// <summary>Applies the venue's answer.</summary>
    public void Apply(OrderEvent orderEvent)
    {
        // Orders closed long ago are no longer held; the journal still has them, and reconciliation finds late fills there.
        if (ledger.Find(orderEvent.Order) is not { } order) return;
        if (!OrderStateMachine.Apply(order, orderEvent, out var fill)) return;
        if (!order.IsActive) ledger.Close(order);
        if (fill is not null) Book(fill);
        recorder.OrderChanged(order, orderEvent);
        notices.Enqueue(new OrderNotice(order, orderEvent, fill));
    }

    private Order Send(OrderRequest request)
    {
        var denial = riskGate.Check(request, clock.Now);
        var order = new Order(request);
        ledger.Add(order);
        var sequence = recorder.OrderDecided(request, denial);
        if (denial == OrderReason.None)
        {
            // The record of the decision says it already; an event of its own would tell nobody anything new.
            order.Status = OrderStatus.Submitted;
            order.LastChangeAt = clock.Now;
            client.Submit(request, sequence);
        }
        else
        {
            Apply(new OrderEvent { Kind = OrderEventKind.Denied, Order = request.Id, Time = clock.Now, Reason = denial });
        }
        return order;
    }

    private void Book(Fill fill)
    {
        var roundTrip = portfolio.Take(fill, clock.Now);
        recorder.FillBooked(fill, portfolio.Book.AccountOf(fill.Instrument), portfolio.PositionOf(fill.Strategy, fill.Instrument));
        if (roundTrip is not null) recorder.RoundTripClosed(roundTrip);
    }
}
