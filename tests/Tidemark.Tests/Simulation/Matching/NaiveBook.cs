using Tidemark.Simulation.Matching;

namespace Tidemark.Tests.Simulation.Matching;

/// <summary>
/// The rules of the book once more, for obviousness instead of speed: sorted dictionaries of linked lists, every question answered by
/// looking at everything. Fill-or-kill is decided by trying it on a copy.
/// </summary>
internal sealed class NaiveBook
{
    private readonly MatchingOptions options;
    private readonly Dictionary<long, NaiveOrder> live = [];
    private readonly SortedDictionary<long, LinkedList<NaiveOrder>> bids = new(Comparer<long>.Create((a, b) => b.CompareTo(a)));
    private readonly SortedDictionary<long, LinkedList<NaiveOrder>> asks = [];
    private long? last;
    private long time;
    private long nextTrade;
    private long low = long.MaxValue, high = long.MinValue;

    public NaiveBook(MatchingOptions options)
    {
        this.options = options;
        nextTrade = options.FirstTradeId;
        last = options.InitialLastPriceTicks;
    }

    public List<MatchEvent> Events { get; } = [];

    public long? LastPriceTicks => last;

    public int OrderCount => live.Count;

    private IEnumerable<NaiveOrder> Waiting => live.Values.Where(o => o.IsWaiting);

    public BookLevel[] Levels(Side side) => [.. Of(side).Select(l => new BookLevel(l.Key, l.Value.Sum(o => o.Displayed), l.Value.Count))];

    public BookOrder[] Orders(Side side) => [.. Of(side).SelectMany(l => l.Value).Select(o => o.View)];

    public BookOrder[] OrdersOf(int account) => [.. live.Values.Where(o => o.Terms.Account == account).OrderBy(o => o.Time).Select(o => o.View)];

    public bool HasOrder(long id) => live.ContainsKey(id);

    public void Submit(MatchOrder terms)
    {
        var order = new NaiveOrder(terms, ++time);
        var reason = NaiveRules.Refusal(terms, options, live.ContainsKey(terms.OrderId), IsReached(order), Crosses(terms.Side, terms.PriceTicks));
        if (reason != MatchReason.None)
        {
            Events.Add(order.Tell(MatchEventKind.Rejected, reason) with { RemainingLots = 0 });
            return;
        }
        Events.Add(order.Tell(MatchEventKind.Accepted));
        live.Add(terms.OrderId, order);
        if (terms.Type.WaitsForTrigger()) Park(order);
        else Enter(order, terms.TimeInForce);
        Wake();
    }

    public void Cancel(long id)
    {
        if (live.TryGetValue(id, out var order)) End(order, MatchReason.Requested);
        else Events.Add(Unknown(MatchEventKind.CancelRejected, id));
    }

    public void CancelAll(int account)
    {
        foreach (var order in live.Values.Where(o => o.Terms.Account == account).OrderBy(o => o.Time).ToList()) End(order, MatchReason.Requested);
    }

    public void Amend(MatchAmendment change)
    {
        if (!live.TryGetValue(change.OrderId, out var order))
        {
            Events.Add(Unknown(MatchEventKind.AmendRejected, change.OrderId));
            return;
        }
        var changed = order.Copy();
        changed.Quantity = change.QuantityLots;
        if (order.Terms.Type.HasLimit()) changed.Price = change.PriceTicks;
        if (order.IsWaiting) changed.Trigger = change.TriggerTicks;
        var reason = NaiveRules.Refusal(changed, options, IsReached(changed), Crosses(order.Terms.Side, change.PriceTicks));
        if (reason != MatchReason.None) Events.Add(order.Tell(MatchEventKind.AmendRejected, reason));
        else if (changed.Remaining <= 0) End(order, MatchReason.AmendedToNothing);
        else Amend(order, changed);
        Wake();
    }

    private void Amend(NaiveOrder order, NaiveOrder changed)
    {
        var keepsPlace = changed.Quantity <= order.Quantity && (order.IsWaiting ? changed.Trigger == order.Trigger : changed.Price == order.Price);
        (order.Quantity, order.Price, order.Trigger) = (changed.Quantity, changed.Price, changed.Trigger);
        Events.Add(order.Tell(MatchEventKind.Amended));
        if (keepsPlace)
        {
            order.Displayed = Math.Min(order.Displayed, order.Remaining);
            return;
        }
        order.Time = ++time;
        if (order.IsWaiting)
        {
            Park(order);
            return;
        }
        TakeOut(order);
        Enter(order, TimeInForce.Gtc);
    }

    private void Park(NaiveOrder order)
    {
        order.IsWaiting = true;
        if (IsReached(order)) low = high = last!.Value;
    }

    private void Wake()
    {
        while (true)
        {
            var next = Waiting.Where(o => NaiveRules.IsRising(o) && o.Trigger <= high).OrderBy(o => o.Trigger).ThenBy(o => o.Time).FirstOrDefault()
                ?? Waiting.Where(o => !NaiveRules.IsRising(o) && o.Trigger >= low).OrderByDescending(o => o.Trigger).ThenBy(o => o.Time).FirstOrDefault();
            if (next is null) break;
            Events.Add(next.Tell(MatchEventKind.Triggered));
            next.IsWaiting = false;
            if (next.Terms.PostOnly && Crosses(next.Terms.Side, next.Price)) End(next, MatchReason.WouldTake);
            else Enter(next, next.Terms.TimeInForce);
        }
        (low, high) = (long.MaxValue, long.MinValue);
    }

    private void Enter(NaiveOrder order, TimeInForce timeInForce)
    {
        if (timeInForce == TimeInForce.Fok && !CopyFillsWhole(order))
        {
            End(order, MatchReason.NotWhollyFillable);
            return;
        }
        var end = Match(order);
        if (end == MatchReason.None && order.Remaining == 0)
        {
            live.Remove(order.Terms.OrderId);
            return;
        }
        if (end == MatchReason.None && !order.Terms.Type.HasLimit()) end = MatchReason.NoLiquidity;
        if (end == MatchReason.None && timeInForce is TimeInForce.Ioc or TimeInForce.Fok) end = MatchReason.NotImmediatelyFillable;
        if (end != MatchReason.None)
        {
            End(order, end);
            return;
        }
        order.Displayed = order.NextPart;
        PutIn(order);
    }

    private bool CopyFillsWhole(NaiveOrder order)
    {
        var copy = new NaiveBook(options);
        foreach (var resting in Of(order.Terms.Side.Opposite()).SelectMany(l => l.Value).Select(o => o.Copy()))
        {
            copy.live.Add(resting.Terms.OrderId, resting);
            copy.PutIn(resting);
        }
        var taker = order.Copy();
        return copy.Match(taker) == MatchReason.None && taker.Remaining == 0 && taker.Quantity == order.Quantity;
    }

    private MatchReason Match(NaiveOrder taker)
    {
        var prevention = taker.Terms.Prevention;
        while (taker.Remaining > 0 && Of(taker.Terms.Side.Opposite()) is { Count: > 0 } opposite)
        {
            var (price, queue) = opposite.First();
            if (taker.Terms.Type.HasLimit() && (taker.Terms.Side == Side.Buy ? price > taker.Price : price < taker.Price)) break;
            var maker = queue.First!.Value;
            if (maker.Terms.Account == taker.Terms.Account && prevention != SelfTradePrevention.None)
            {
                if (prevention == SelfTradePrevention.Decrement) Decrement(taker, maker);
                if (prevention is SelfTradePrevention.CancelMaker or SelfTradePrevention.CancelBoth) End(maker, MatchReason.SelfTrade);
                if (prevention is SelfTradePrevention.CancelTaker or SelfTradePrevention.CancelBoth || taker.Remaining == 0) return MatchReason.SelfTrade;
                continue;
            }
            var lots = Math.Min(taker.Remaining, maker.Displayed);
            if (taker.Terms.NotionalLimit != 0) lots = Math.Min(lots, (taker.Terms.NotionalLimit - taker.Spent) / price);
            if (lots == 0) return MatchReason.NotionalSpent;
            Trade(taker, maker, price, lots);
        }
        return MatchReason.None;
    }

    private void Trade(NaiveOrder taker, NaiveOrder maker, long price, long lots)
    {
        maker.Filled += lots;
        maker.Displayed -= lots;
        taker.Filled += lots;
        taker.Spent += taker.Terms.NotionalLimit == 0 ? 0 : lots * price;
        Events.Add(maker.Tell(MatchEventKind.Filled) with { Role = LiquidityRole.Maker, PriceTicks = price, QuantityLots = lots, TradeId = nextTrade });
        Events.Add(taker.Tell(MatchEventKind.Filled) with { Role = LiquidityRole.Taker, PriceTicks = price, QuantityLots = lots, TradeId = nextTrade });
        nextTrade++;
        (last, low, high) = (price, Math.Min(low, price), Math.Max(high, price));
        UseUp(maker);
    }

    private void Decrement(NaiveOrder taker, NaiveOrder maker)
    {
        var lots = Math.Min(taker.Remaining, maker.Displayed);
        maker.Quantity -= lots;
        maker.Displayed -= lots;
        taker.Quantity -= lots;
        Events.Add(maker.Tell(MatchEventKind.Decremented, MatchReason.SelfTrade) with { Role = LiquidityRole.Maker, QuantityLots = lots });
        Events.Add(taker.Tell(MatchEventKind.Decremented, MatchReason.SelfTrade) with { Role = LiquidityRole.Taker, QuantityLots = lots });
        if (maker.Remaining == 0) End(maker, MatchReason.SelfTrade);
        else UseUp(maker);
    }

    private void UseUp(NaiveOrder maker)
    {
        if (maker.Displayed > 0) return;
        TakeOut(maker);
        if (maker.Remaining == 0)
        {
            live.Remove(maker.Terms.OrderId);
            return;
        }
        maker.Displayed = maker.NextPart;
        PutIn(maker);
        Events.Add(maker.Tell(MatchEventKind.Replenished) with { QuantityLots = maker.Displayed });
    }

    private void End(NaiveOrder order, MatchReason reason)
    {
        Events.Add(order.Tell(MatchEventKind.Canceled, reason));
        live.Remove(order.Terms.OrderId);
        TakeOut(order);
    }

    private void PutIn(NaiveOrder order)
    {
        if (!Of(order.Terms.Side).TryGetValue(order.Price, out var queue)) Of(order.Terms.Side).Add(order.Price, queue = []);
        queue.AddLast(order);
    }

    /// <summary>Looks everywhere: an amended order may already have its new price.</summary>
    private void TakeOut(NaiveOrder order)
    {
        foreach (var (price, queue) in Of(order.Terms.Side).ToList())
            if (queue.Remove(order) && queue.Count == 0) Of(order.Terms.Side).Remove(price);
    }

    private bool Crosses(Side side, long price) => Of(side.Opposite()) is { Count: > 0 } opposite && (side == Side.Buy ? opposite.First().Key <= price : opposite.First().Key >= price);

    private bool IsReached(NaiveOrder order) => last is { } price && (NaiveRules.IsRising(order) ? price >= order.Trigger : price <= order.Trigger);

    private SortedDictionary<long, LinkedList<NaiveOrder>> Of(Side side) => side == Side.Buy ? bids : asks;

    private static MatchEvent Unknown(MatchEventKind kind, long id) => new(kind, MatchReason.UnknownOrder, default, default, 0, id, 0, 0, 0, 0);
}
