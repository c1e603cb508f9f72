using Tidemark.Engine.Markets;
using Tidemark.Engine.Orders.Running;
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
    IExecutionClient client, IEngineRecorder recorder, OrderRunner runner, Lull lull)
{
    private readonly Queue<OrderNotice> notices = new();
    private readonly List<long> intents = [];
    private readonly List<bool> areListening = [];
    private int lastOcoGroup;

    /// <summary>Asks a strategy for the new limit price of an order that has not filled in time.</summary>
    public Func<Order, Price?> NewPriceOf { get; set; } = static _ => null;

    /// <summary>Whether some strategy has something to hear.</summary>
    public bool HasNotices => notices.Count > 0;

    public bool TryTakeNotice(out OrderNotice notice) => notices.TryDequeue(out notice);

    /// <summary>Registers the next strategy.</summary>
    /// <param name="isListening">Whether it is told of its orders; nothing is queued for one to which that would mean nothing.</param>
    public void AddStrategy(bool isListening)
    {
        intents.Add(0);
        areListening.Add(isListening);
    }

    /// <summary>A number for orders that cancel each other.</summary>
    public int NewGroup() => ++lastOcoGroup;

    /// <summary>Numbers, checks, records and sends an order.</summary>
    /// <param name="strategy">Whose it is.</param>
    /// <param name="terms">What it asks for.</param>
    /// <param name="refusal">Why its own strategy refuses it after all.</param>
    public Order Submit(int strategy, in OrderTerms terms, OrderReason refusal = OrderReason.None) => Send(RequestOf(strategy, terms, intents[strategy]++), refusal);

    /// <summary>
    /// Sends an entry with its two ends. An end that would be denied denies the entry: a position without the protection that was
    /// asked for is worse than no position.
    /// </summary>
    public Bracket SubmitBracket(int strategy, in OrderTerms entry, Price? stopLoss, Price? takeProfit, OrderReason refusal = OrderReason.None)
    {
        var first = RequestOf(strategy, entry, intents[strategy]++);
        var group = stopLoss is not null && takeProfit is not null ? lastOcoGroup + 1 : 0;
        var options = entry.Options is { PositionSide: not PositionSide.Flat } hedge ? new OrderOptions { PositionSide = hedge.PositionSide } : null;
        var exit = new OrderTerms(entry.Instrument, entry.Side.Opposite(), entry.Quantity) { ReduceOnly = true, Options = options };
        var stop = stopLoss is null ? null : EndOf(first, exit with { Type = OrderType.Stop, StopPrice = stopLoss, Tag = "stop-loss" }, group, 1);
        var target = takeProfit is null ? null : EndOf(first, exit with { Type = OrderType.Limit, LimitPrice = takeProfit, Tag = "take-profit" }, group, 2);
        var denial = refusal != OrderReason.None ? refusal : DenialOf(stop);
        var parent = Send(first, denial == OrderReason.None ? DenialOf(target) : denial);
        if (!parent.IsActive) return new Bracket(parent, null, null);
        if (group != 0) lastOcoGroup = group;
        return new Bracket(parent, SendEnd(stop), SendEnd(target));
    }

    /// <summary>
    /// Closes a position in an instrument that is not traded any more. No rule is asked: nothing else could end the position. The
    /// simulated venue settles such an order at the last price.
    /// </summary>
    public void CloseAtLastPrice(int strategy, InstrumentIndex instrument, Quantity position)
    {
        var isHedged = portfolio.Book.AccountOf(instrument).Setup.PositionMode == PositionMode.Hedge;
        var options = isHedged ? new OrderOptions { PositionSide = position.Value > 0m ? PositionSide.Long : PositionSide.Short } : null;
        var terms = new OrderTerms(instrument, position.Value > 0m ? Side.Sell : Side.Buy, position.Abs()) { ReduceOnly = true, Options = options, Tag = TradingEngine.DelistedTag };
        Dispatch(RequestOf(strategy, terms, intents[strategy]++), OrderReason.None);
    }

    public void Cancel(Order order)
    {
        if (!order.IsActive || order.IsCancelPending) return;
        order.IsCancelPending = true;
        lull.End();
        var decided = recorder.CancelDecided(order);
        if (!runner.IsBusy || !runner.TryCancel(order)) client.Cancel(order.Id, decided);
    }

    /// <summary>Records and sends a transfer between accounts.</summary>
    public void Transfer(TransferRequest request)
    {
        lull.End();
        client.Transfer(request, recorder.TransferDecided(request));
    }

    public void Amend(Order order, Amendment change)
    {
        if (!order.IsActive || order.IsCancelPending) return;
        lull.End();
        // New terms are a new order as far as limits and funds go; what has filled already needs neither.
        var remaining = (change.Quantity ?? order.Quantity) - order.FilledQuantity;
        var terms = order.Request with { Quantity = remaining, LimitPrice = change.LimitPrice ?? order.LimitPrice, StopPrice = change.StopPrice ?? order.StopPrice };
        // Of an iceberg near its end less is left than one part.
        if (terms.Options is { DisplayedQuantity: { } displayed } options && displayed > remaining && !remaining.IsZero) terms = terms with { Options = options with { DisplayedQuantity = remaining } };
        var denial = riskGate.Check(terms, clock.Now, order, change);
        if (denial == OrderReason.None) SendAmendment(order, change);
        else Apply(new OrderEvent { Kind = OrderEventKind.AmendRejected, Order = order.Id, Time = clock.Now, Reason = denial });
    }

    /// <summary>Applies the venue's answer.</summary>
    public void Apply(OrderEvent orderEvent)
    {
        // Orders closed long ago are no longer held; the journal still has them, and reconciliation finds late fills there.
        if (ledger.Find(orderEvent.Order) is not { } order) return;
        if (orderEvent.Kind == OrderEventKind.Reconciled)
        {
            // What it says of an order that the engine runs is about the part at the venue.
            foreach (var step in OrderReconciliation.Expand(orderEvent)) Apply(order, InOurTerms(order, step));
        }
        else
        {
            Apply(order, InOurTerms(order, orderEvent));
        }
    }

    /// <summary>Notes the usual acceptance of an order by its venue, where nobody hears of it; false where somebody does, or more is to be done.</summary>
    public bool TryAcceptQuietly(OrderId id, Instant time)
    {
        if (recorder.HearsAcceptances || runner.IsBusy || ledger.Find(id) is not { Status: OrderStatus.Submitted } order) return false;
        if (areListening[order.Request.Strategy] || order.CancelReason != OrderReason.None) return false;
        OrderStateMachine.Accept(order, time);
        return true;
    }

    private OrderEvent InOurTerms(Order order, OrderEvent orderEvent) =>
        order.IsRunByEngine || order.CancelReason != OrderReason.None ? Ours(order, orderEvent) : orderEvent;

    /// <summary>Notes what the engine itself does to an order that it runs.</summary>
    public void Tell(Order order, OrderEventKind kind, OrderReason reason = OrderReason.None, Amendment? change = null) =>
        Apply(order, new OrderEvent { Kind = kind, Order = order.Id, Time = clock.Now, Reason = reason, Amendment = change });

    /// <summary>Ends an order for a reason of our own.</summary>
    public void Cancel(Order order, OrderReason reason)
    {
        if (!order.IsActive || order.IsCancelPending) return;
        order.CancelReason = reason;
        Cancel(order);
    }

    /// <summary>Asks the risk gate about an order that leaves long after it was decided.</summary>
    public OrderReason CheckAgain(Order order) =>
        riskGate.Check(order.Request with { Quantity = order.Quantity, LimitPrice = order.LimitPrice, StopPrice = order.StopPrice }, clock.Now, order);

    private void SendAmendment(Order order, Amendment change)
    {
        var decided = recorder.AmendDecided(order, change);
        if ((runner.IsBusy ? runner.TakeAmendment(order, change) : change) is { } rest) runner.SendAmendment(order, rest, decided);
    }

    private void Apply(Order order, OrderEvent orderEvent)
    {
        var wasActive = order.IsActive;
        if (!OrderStateMachine.Apply(order, orderEvent, out var fill)) return;
        if (wasActive && !order.IsActive) ledger.Close(order);
        else if (!wasActive && order.IsActive) ledger.Reopen(order);
        if (fill is not null) Book(fill);
        recorder.OrderChanged(order, orderEvent);
        if (areListening[order.Request.Strategy]) notices.Enqueue(new OrderNotice(order, orderEvent, fill));
        if (runner.IsBusy) runner.Changed(order, orderEvent.Kind, fill);
    }

    private OrderRequest RequestOf(int strategy, in OrderTerms terms, long intent) => new()
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
        // A parent that has filled whole has nothing left to wait for.
        Parent = terms.Parent is { Status: not OrderStatus.Filled } parent ? parent.Id : OrderId.None,
        OcoGroup = terms.OcoGroup,
        Options = terms.Options,
        Account = portfolio.Book.AccountIndexOf(terms.Instrument),
        Strategy = strategy,
        Intent = intent,
        Tag = terms.Tag ?? "",
        CreatedAt = clock.Now,
    };

    private OrderRequest EndOf(OrderRequest entry, in OrderTerms terms, int group, int slice) =>
        RequestOf(entry.Strategy, terms, entry.Intent) with { Parent = entry.Id, OcoGroup = group, Slice = slice };

    private OrderReason DenialOf(OrderRequest? end) => end is null ? OrderReason.None : riskGate.Check(end, clock.Now);

    private Order? SendEnd(OrderRequest? end) => end is null ? null : Send(end with { Id = ledger.NextId });

    private Order Send(OrderRequest request, OrderReason forced = OrderReason.None) =>
        Dispatch(request, forced != OrderReason.None ? forced : riskGate.Check(request, clock.Now));

    private Order Dispatch(OrderRequest request, OrderReason denial)
    {
        lull.End();
        var mustRun = runner.MustRun(request);
        if (denial == OrderReason.None && mustRun) denial = runner.DenialOf(request);
        var order = new Order(request);
        ledger.Add(order);
        var sequence = recorder.OrderDecided(request, denial);
        if (denial == OrderReason.None && mustRun)
        {
            runner.Begin(order, sequence);
        }
        else if (denial == OrderReason.None)
        {
            // The record of the decision says it already; an event of its own would tell nobody anything new.
            OrderStateMachine.Send(order, clock.Now);
            client.Submit(request, sequence);
        }
        else
        {
            Apply(new OrderEvent { Kind = OrderEventKind.Denied, Order = request.Id, Time = clock.Now, Reason = denial });
        }
        return order;
    }

    /// <summary>A venue's answer about an order that the engine runs, in terms of that order.</summary>
    private OrderEvent Ours(Order order, OrderEvent answer)
    {
        if (answer is { Kind: OrderEventKind.Canceled, Reason: OrderReason.Requested } && order.CancelReason != OrderReason.None) return answer with { Reason = order.CancelReason };
        if (answer.Kind == OrderEventKind.CancelRejected) order.CancelReason = OrderReason.None;
        return runner.Translate(answer);
    }

    /// <summary>Books a fill that no order caused: the venue closed a position.</summary>
    public void BookForced(Fill fill) => Book(fill);

    private void Book(Fill fill)
    {
        var roundTrip = portfolio.Take(fill, clock.Now);
        recorder.FillBooked(fill, portfolio.Book.AccountOf(fill.Instrument), portfolio.PositionOf(fill.Strategy, fill.Instrument, fill.PositionSide));
        if (roundTrip is not null) recorder.RoundTripClosed(roundTrip);
    }
}
