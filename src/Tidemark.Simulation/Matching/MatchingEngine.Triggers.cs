namespace Tidemark.Simulation.Matching;

/// <summary>Orders that wait for the last trade price.</summary>
public sealed partial class MatchingEngine
{
    private void Park(in MatchOrder order, MatchEvents events)
    {
        var index = Rent(order, order.QuantityLots);
        ref var node = ref pool.Nodes[index];
        if (!order.Type.HasLimit()) node.PriceTicks = 0;
        node.Traits |= OrderTraits.Waiting;
        // All of it counts as hidden, so that what remains is told as for any order.
        node.DisplayedLots = 0;
        node.HiddenLots = order.QuantityLots;
        ref var rare = ref pool.Rare[index];
        rare.TriggerTicks = order.TriggerTicks;
        rare.NotionalLimit = order.NotionalLimit;
        rare.TimeInForce = order.TimeInForce;
        Wait(index, events);
    }

    /// <summary>Puts an order among the waiting ones; it wakes at once if its trigger is reached.</summary>
    private void Wait(int index, MatchEvents events)
    {
        ref var node = ref pool.Nodes[index];
        HeapOf(node.Side, node.Type).Add(index);
        if (!IsReached(node.Side, node.Type, pool.Rare[index].TriggerTicks)) return;
        lowSinceTriggers = highSinceTriggers = LastPriceTicks.GetValueOrDefault();
        WakeTriggered(events);
    }

    /// <summary>
    /// Wakes what the trades of this command have reached, one order after the other, with what their own trades reach: first those that
    /// wait for a rise, lowest trigger first, then those that wait for a fall, highest first; equal triggers by time. Each order wakes
    /// once, so a cascade ends with the waiting orders.
    /// </summary>
    private void WakeTriggered(MatchEvents events)
    {
        while (WaitingCount > 0)
        {
            if (rising.TryPeek(lowSinceTriggers, highSinceTriggers, out var index)) rising.Remove(index);
            else if (falling.TryPeek(lowSinceTriggers, highSinceTriggers, out index)) falling.Remove(index);
            else break;
            Wake(index, events);
        }
        lowSinceTriggers = long.MaxValue;
        highSinceTriggers = long.MinValue;
    }

    private void Wake(int index, MatchEvents events)
    {
        ref var node = ref pool.Nodes[index];
        events.Add(Told(MatchEventKind.Triggered, node, node.RemainingLots));
        node.Traits &= ~OrderTraits.Waiting;
        if (links is not null) EndLinked(node.OrderId, events);
        if (node.Has(OrderTraits.PostOnly) && Crosses(node.Side, node.PriceTicks))
        {
            events.Add(Told(MatchEventKind.Canceled, node, node.RemainingLots, MatchReason.WouldTake));
            Forget(index);
            return;
        }
        ref var rare = ref pool.Rare[index];
        var taker = TakerOf(node);
        if (rare.NotionalLimit != 0) taker.NotionalLeft = rare.NotionalLimit;
        Reenter(index, ref taker, rare.TimeInForce, events);
    }

    private static Taker TakerOf(in OrderNode node)
    {
        var isMarket = !node.Type.HasLimit();
        return new Taker
        {
            OrderId = node.OrderId,
            LimitTicks = isMarket ? Taker.AnyPrice(node.Side) : node.PriceTicks,
            ShownTicks = node.PriceTicks,
            QuantityLots = node.QuantityLots,
            RemainingLots = node.RemainingLots,
            NotionalLeft = long.MaxValue,
            Account = node.Account,
            Side = node.Side,
            Prevention = node.Prevention,
            IsMarket = isMarket,
        };
    }

    /// <summary>Lets an order that is known, but in no queue, take; its remainder rests or it is forgotten.</summary>
    private void Reenter(int index, ref Taker taker, TimeInForce timeInForce, MatchEvents events)
    {
        if (!Run(ref taker, timeInForce, events))
        {
            Forget(index);
            return;
        }
        pool.Nodes[index].QuantityLots = taker.QuantityLots;
        Show(index, taker.RemainingLots);
        book.Append(index);
    }

    private void Forget(int index)
    {
        ids.Remove(pool.Nodes[index].OrderId);
        pool.Return(index);
    }
}
