namespace Tidemark.Simulation.Matching;

/// <summary>
/// A limit order book that matches the orders of many accounts by price, then time. It works in ticks and lots (see
/// <see cref="TickScale"/>), knows no clock, and tells everything that happens as events in the order in which it happens. The same
/// commands give the same events. After its arrays have grown to what is needed it allocates nothing. Not safe for several threads.
/// The rules and the venues that they follow are in <c>docs/matching.md</c>.
/// </summary>
public sealed partial class MatchingEngine
{
    private readonly MatchingOptions options;
    private readonly LimitBook book;
    private readonly OrderPool pool;
    private readonly OrderIdMap ids;
    private readonly TriggerHeap rising;
    private readonly TriggerHeap falling;
    private long sequence;
    private long nextTradeId;

    /// <summary>The extremes of trade prices since triggers were last looked at.</summary>
    private long lowSinceTriggers = long.MaxValue;

    private long highSinceTriggers = long.MinValue;

    /// <exception cref="ArgumentException">An option is out of its bounds.</exception>
    public MatchingEngine(MatchingOptions? options = null)
    {
        this.options = (options ?? new MatchingOptions()).Validate();
        book = new LimitBook(this.options);
        pool = book.Pool;
        ids = new OrderIdMap(this.options.InitialOrders);
        rising = new TriggerHeap(pool, isRising: true);
        falling = new TriggerHeap(pool, isRising: false);
        nextTradeId = this.options.FirstTradeId;
        LastPriceTicks = this.options.InitialLastPriceTicks;
    }

    /// <summary>The price of the last trade; null before the first.</summary>
    public long? LastPriceTicks { get; private set; }

    /// <summary>The number that the next trade gets.</summary>
    public long NextTradeId => nextTradeId;

    /// <summary>The live orders, those that wait for a trigger included.</summary>
    public int OrderCount => ids.Count;

    /// <summary>The orders that wait for a trigger.</summary>
    public int WaitingCount => rising.Count + falling.Count;

    /// <summary>Takes on a new order: it trades, rests, waits for its trigger, or is refused.</summary>
    /// <param name="events">What happens is added to them.</param>
    public void Submit(in MatchOrder order, MatchEvents events)
    {
        var reason = Refusal(order);
        var shown = order.Type.HasLimit() ? order.PriceTicks : 0;
        if (reason != MatchReason.None)
        {
            events.Add(new MatchEvent(MatchEventKind.Rejected, reason, order.Side, default, order.Account, order.OrderId, shown, order.QuantityLots, 0, 0));
            return;
        }
        events.Add(new MatchEvent(MatchEventKind.Accepted, MatchReason.None, order.Side, default, order.Account, order.OrderId, shown, order.QuantityLots, order.QuantityLots, 0));
        if (order.Type.WaitsForTrigger()) Park(order, events);
        else if (order.Type == OrderType.Limit && order.TimeInForce is TimeInForce.Gtc or TimeInForce.Gtd && !Crosses(order.Side, order.PriceTicks)) Rest(order, order.QuantityLots, order.QuantityLots);
        else Take(order, events);
        book.Settle();
    }

    /// <summary>Ends a live order.</summary>
    /// <param name="reason">What the event shall say.</param>
    public void Cancel(long orderId, MatchEvents events, MatchReason reason = MatchReason.Requested)
    {
        var index = ids.Remove(orderId);
        if (index == 0)
        {
            events.Add(Refused(MatchEventKind.CancelRejected, orderId, MatchReason.UnknownOrder));
            return;
        }
        Drop(index, events, reason);
        book.Settle();
    }

    /// <summary>Ends all orders of an account, in the order of the times from which their priority counts; tells how many.</summary>
    public int CancelAll(int account, MatchEvents events, MatchReason reason = MatchReason.Requested)
    {
        var found = OrdersOf(account);
        foreach (var index in found) Cancel(pool.Nodes[index].OrderId, events, reason);
        return found.Length;
    }

    private static MatchEvent Refused(MatchEventKind kind, long orderId, MatchReason reason) => new(kind, reason, default, default, 0, orderId, 0, 0, 0, 0);

    private static MatchEvent Told(MatchEventKind kind, in OrderNode node, long remainingLots, MatchReason reason = MatchReason.None) =>
        new(kind, reason, node.Side, default, node.Account, node.OrderId, node.PriceTicks, node.QuantityLots, remainingLots, 0);

    /// <summary>Tells the end of an order that is no longer known by its id, and takes it out of queue or heap.</summary>
    private void Drop(int index, MatchEvents events, MatchReason reason)
    {
        ref var node = ref pool.Nodes[index];
        events.Add(Told(MatchEventKind.Canceled, node, node.RemainingLots, reason));
        if (node.Has(OrderTraits.Waiting)) HeapOf(node.Side, node.Type).Remove(index);
        else book.Remove(index);
        pool.Return(index);
    }

    private bool Crosses(Side side, long priceTicks) => side == Side.Buy ? priceTicks >= book.BestAsk : priceTicks <= book.BestBid;

    private TriggerHeap HeapOf(Side side, OrderType type) => type.IsStop() == (side == Side.Buy) ? rising : falling;
}
