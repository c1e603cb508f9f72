namespace Tidemark.Simulation.Matching;

/// <summary>Orders that meet their own account, and what fill-or-kill can count on.</summary>
public sealed partial class MatchingEngine
{
    private void PreventSelfTrade(ref Taker taker, int index, MatchEvents events)
    {
        if (taker.Prevention == SelfTradePrevention.Decrement)
        {
            Decrement(ref taker, index, events);
            return;
        }
        if (taker.Prevention is SelfTradePrevention.CancelMaker or SelfTradePrevention.CancelBoth)
        {
            var makerId = pool.Nodes[index].OrderId;
            ids.Remove(makerId);
            Drop(index, events, MatchReason.SelfTrade);
            if (links is not null) EndLinked(makerId, events);
        }
        if (taker.Prevention is SelfTradePrevention.CancelTaker or SelfTradePrevention.CancelBoth) taker.End = MatchReason.SelfTrade;
    }

    /// <summary>Takes what would have traded from both.</summary>
    private void Decrement(ref Taker taker, int index, MatchEvents events)
    {
        ref var maker = ref pool.Nodes[index];
        var lots = Math.Min(taker.RemainingLots, maker.DisplayedLots);
        book.Reduce(ref book.LevelAt(maker.PriceTicks), ref maker, lots);
        maker.QuantityLots -= lots;
        taker.RemainingLots -= lots;
        taker.QuantityLots -= lots;
        events.Add(new MatchEvent(MatchEventKind.Decremented, MatchReason.SelfTrade, maker.Side, LiquidityRole.Maker, maker.Account, maker.OrderId, maker.PriceTicks, lots, maker.RemainingLots, 0));
        events.Add(new MatchEvent(MatchEventKind.Decremented, MatchReason.SelfTrade, taker.Side, LiquidityRole.Taker, taker.Account, taker.OrderId, taker.ShownTicks, lots, taker.RemainingLots, 0));
        if (maker.RemainingLots == 0) events.Add(Told(MatchEventKind.Canceled, maker, 0, MatchReason.SelfTrade));
        var (makerId, isMakerDone) = (maker.OrderId, maker.RemainingLots == 0);
        if (maker.DisplayedLots == 0) UseUp(index, events);
        if (links is not null && isMakerDone) EndLinked(makerId, events);
        if (taker.RemainingLots == 0) taker.End = MatchReason.SelfTrade;
    }

    /// <summary>Whether the book can fill an order whole, as matching would do it.</summary>
    private bool CanFillWhole(in Taker taker)
    {
        var opposite = taker.Side.Opposite();
        var missing = taker.RemainingLots;
        for (var price = book.Best(opposite); taker.Reaches(price); price = book.Behind(opposite, price))
        {
            ref var level = ref book.LevelAt(price);
            if (taker.Prevention == SelfTradePrevention.None) missing -= level.DisplayedLots + level.HiddenLots;
            else if (!CountOthers(taker, level.Head, ref missing)) return false;
            if (missing <= 0) return true;
        }
        return false;
    }

    /// <summary>
    /// Subtracts what other accounts offer at a price. False if an own order comes first that ends the taker: the shown parts before it
    /// trade before it, hidden ones only after it.
    /// </summary>
    private bool CountOthers(in Taker taker, int head, ref long missing)
    {
        var hidden = 0L;
        for (var index = head; index != 0; index = pool.Nodes[index].Next)
        {
            ref var maker = ref pool.Nodes[index];
            if (maker.Account == taker.Account)
            {
                if (taker.Prevention != SelfTradePrevention.CancelMaker) return false;
                continue;
            }
            missing -= maker.DisplayedLots;
            if (missing <= 0) return true;
            hidden += maker.HiddenLots;
        }
        missing -= hidden;
        return true;
    }
}
