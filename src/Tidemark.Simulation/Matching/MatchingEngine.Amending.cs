namespace Tidemark.Simulation.Matching;

/// <summary>Changes of live orders.</summary>
public sealed partial class MatchingEngine
{
    /// <summary>
    /// Changes a live order. Less quantity at the same price keeps its place in the queue; more, or another price, goes to the end, and a
    /// price that reaches the other side trades.
    /// </summary>
    public void Amend(in MatchAmendment amendment, MatchEvents events)
    {
        var index = ids.Find(amendment.OrderId);
        var reason = index == 0 ? MatchReason.UnknownOrder : Refusal(index, amendment);
        if (reason != MatchReason.None)
        {
            events.Add(index == 0 ? Refused(MatchEventKind.AmendRejected, amendment.OrderId, reason)
                : Told(MatchEventKind.AmendRejected, pool.Nodes[index], pool.Nodes[index].RemainingLots, reason));
            return;
        }
        ref var node = ref pool.Nodes[index];
        var remaining = amendment.QuantityLots - (node.QuantityLots - node.RemainingLots);
        if (remaining <= 0) Cancel(amendment.OrderId, events, MatchReason.AmendedToNothing);
        else if (node.Has(OrderTraits.Waiting)) AmendWaiting(index, amendment, events);
        else if (amendment.PriceTicks == node.PriceTicks && remaining <= node.RemainingLots) AmendInPlace(ref node, amendment, remaining, events);
        else Requeue(index, amendment, remaining, events);
        book.Settle();
    }

    private MatchReason Refusal(int index, in MatchAmendment amendment)
    {
        ref var node = ref pool.Nodes[index];
        ref var rare = ref pool.Rare[index];
        if (amendment.QuantityLots < 1 || amendment.QuantityLots > options.MaximumQuantityLots) return MatchReason.InvalidQuantity;
        if (node.Type.HasLimit() && !IsOnLadder(amendment.PriceTicks)) return MatchReason.PriceOutOfRange;
        if (node.Has(OrderTraits.Waiting) && !IsOnLadder(amendment.TriggerTicks)) return MatchReason.PriceOutOfRange;
        var remaining = amendment.QuantityLots - (node.QuantityLots - node.RemainingLots);
        if (remaining <= 0) return MatchReason.None;
        if (node.Has(OrderTraits.Iceberg) && !FitsParts(remaining, rare.DisplayLots)) return MatchReason.TooManyParts;
        if (node.Has(OrderTraits.Waiting))
            return options.RefusesReachedTriggers && IsReached(node.Side, node.Type, amendment.TriggerTicks) ? MatchReason.WouldTrigger : MatchReason.None;
        return node.Has(OrderTraits.PostOnly) && Crosses(node.Side, amendment.PriceTicks) ? MatchReason.WouldTake : MatchReason.None;
    }

    private void AmendWaiting(int index, in MatchAmendment amendment, MatchEvents events)
    {
        ref var node = ref pool.Nodes[index];
        ref var rare = ref pool.Rare[index];
        var keepsPlace = amendment.TriggerTicks == rare.TriggerTicks && amendment.QuantityLots <= node.QuantityLots;
        if (!keepsPlace) HeapOf(node.Side, node.Type).Remove(index);
        if (node.Type.HasLimit()) node.PriceTicks = amendment.PriceTicks;
        node.QuantityLots = node.HiddenLots = amendment.QuantityLots;
        events.Add(Told(MatchEventKind.Amended, node, node.RemainingLots));
        if (keepsPlace) return;
        node.Sequence = ++sequence;
        rare.TriggerTicks = amendment.TriggerTicks;
        Wait(index, events);
    }

    /// <summary>Hidden lots go first, so that what is shown keeps its place.</summary>
    private void AmendInPlace(ref OrderNode node, in MatchAmendment amendment, long remaining, MatchEvents events)
    {
        var less = node.RemainingLots - remaining;
        var hidden = Math.Min(less, node.HiddenLots);
        if (less > 0) book.Reduce(ref book.LevelAt(node.PriceTicks), ref node, less - hidden, hidden);
        node.QuantityLots = amendment.QuantityLots;
        events.Add(Told(MatchEventKind.Amended, node, remaining));
    }

    private void Requeue(int index, in MatchAmendment amendment, long remaining, MatchEvents events)
    {
        book.Remove(index);
        ref var node = ref pool.Nodes[index];
        node.PriceTicks = amendment.PriceTicks;
        node.QuantityLots = amendment.QuantityLots;
        node.Sequence = ++sequence;
        Show(index, remaining);
        events.Add(Told(MatchEventKind.Amended, node, remaining));
        var taker = TakerOf(node);
        Reenter(index, ref taker, TimeInForce.Gtc, events);
        WakeTriggered(events);
    }
}
