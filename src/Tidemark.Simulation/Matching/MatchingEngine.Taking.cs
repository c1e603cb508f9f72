namespace Tidemark.Simulation.Matching;

/// <summary>Orders that trade at once, and where their rest goes.</summary>
public sealed partial class MatchingEngine
{
    /// <summary>Trades what can be traded, rests the remainder if it may rest, and wakes what the trades wake.</summary>
    private void Take(in MatchOrder order, MatchEvents events)
    {
        var isMarket = !order.Type.HasLimit();
        var taker = new Taker
        {
            OrderId = order.OrderId,
            LimitTicks = isMarket ? Taker.AnyPrice(order.Side) : order.PriceTicks,
            ShownTicks = isMarket ? 0 : order.PriceTicks,
            QuantityLots = order.QuantityLots,
            RemainingLots = order.QuantityLots,
            NotionalLeft = order.NotionalLimit == 0 ? long.MaxValue : order.NotionalLimit,
            Account = order.Account,
            Side = order.Side,
            Prevention = order.Prevention,
            IsMarket = isMarket,
        };
        if (Run(ref taker, order.TimeInForce, events)) Rest(order, taker.QuantityLots, taker.RemainingLots);
        WakeTriggered(events);
    }

    /// <summary>Lets an order take. Whether a remainder is left that may rest; else the order has ended and its end is told.</summary>
    private bool Run(ref Taker taker, TimeInForce timeInForce, MatchEvents events)
    {
        if (timeInForce == TimeInForce.Fok && !CanFillWhole(taker)) taker.End = MatchReason.NotWhollyFillable;
        else Match(ref taker, events);
        if (taker.End == MatchReason.None)
        {
            if (taker.RemainingLots == 0) return false;
            if (taker.IsMarket) taker.End = MatchReason.NoLiquidity;
            else if (timeInForce is TimeInForce.Ioc or TimeInForce.Fok) taker.End = MatchReason.NotImmediatelyFillable;
            else return true;
        }
        events.Add(new MatchEvent(MatchEventKind.Canceled, taker.End, taker.Side, default, taker.Account, taker.OrderId, taker.ShownTicks, taker.QuantityLots, taker.RemainingLots, 0));
        return false;
    }

    /// <summary>Trades with the best opposite orders in their order while the limit reaches them.</summary>
    private void Match(ref Taker taker, MatchEvents events)
    {
        var opposite = taker.Side.Opposite();
        while (taker.RemainingLots > 0 && taker.End == MatchReason.None)
        {
            var price = book.Best(opposite);
            if (!taker.Reaches(price)) break;
            ref var level = ref book.LevelAt(price);
            var index = level.Head;
            ref var maker = ref pool.Nodes[index];
            if (taker.Prevention != SelfTradePrevention.None && maker.Account == taker.Account)
            {
                PreventSelfTrade(ref taker, index, events);
                continue;
            }
            var lots = Math.Min(taker.RemainingLots, maker.DisplayedLots);
            if (taker.NotionalLeft != long.MaxValue && !TrySpend(ref taker, price, ref lots)) break;
            book.Reduce(ref level, ref maker, lots);
            taker.RemainingLots -= lots;
            if (taker.TradeCount++ == 0) taker.FirstTradeTicks = price;
            var trade = nextTradeId++;
            events.Add(new MatchEvent(MatchEventKind.Filled, MatchReason.None, opposite, LiquidityRole.Maker, maker.Account, maker.OrderId, price, lots, maker.RemainingLots, trade));
            events.Add(new MatchEvent(MatchEventKind.Filled, MatchReason.None, taker.Side, LiquidityRole.Taker, taker.Account, taker.OrderId, price, lots, taker.RemainingLots, trade));
            LastPriceTicks = price;
            var makerId = maker.OrderId;
            if (maker.DisplayedLots == 0) UseUp(index, events);
            if (links is null) continue;
            EndLinked(makerId, events);
            EndLinked(taker.OrderId, events);
        }
        if (taker.TradeCount > 0) NoteTrades(taker);
    }

    /// <summary>Brings the next part of a maker forward, or ends it.</summary>
    private void UseUp(int index, MatchEvents events)
    {
        ref var maker = ref pool.Nodes[index];
        if (maker.HiddenLots > 0)
        {
            book.Replenish(index);
            events.Add(Told(MatchEventKind.Replenished, maker, maker.RemainingLots) with { QuantityLots = maker.DisplayedLots });
            return;
        }
        ids.Remove(maker.OrderId);
        book.Remove(index);
        pool.Return(index);
    }

    /// <summary>Lowers the lots of a trade to what may be spent; false if that is not one lot.</summary>
    private static bool TrySpend(ref Taker taker, long price, ref long lots)
    {
        if (price > 0)
        {
            lots = Math.Min(lots, taker.NotionalLeft / price);
            taker.NotionalLeft -= lots * price;
        }
        if (lots > 0) return true;
        taker.End = MatchReason.NotionalSpent;
        return false;
    }

    /// <summary>Prices of one taker run in one direction, so the first and the last are the extremes.</summary>
    private void NoteTrades(in Taker taker)
    {
        var last = LastPriceTicks.GetValueOrDefault();
        lowSinceTriggers = Math.Min(lowSinceTriggers, Math.Min(taker.FirstTradeTicks, last));
        highSinceTriggers = Math.Max(highSinceTriggers, Math.Max(taker.FirstTradeTicks, last));
    }

    private void Rest(in MatchOrder order, long quantityLots, long remainingLots)
    {
        var index = Rent(order, quantityLots);
        Show(index, remainingLots);
        book.Append(index);
    }

    private int Rent(in MatchOrder order, long quantityLots)
    {
        var index = pool.Rent();
        ids.Add(order.OrderId, index);
        ref var node = ref pool.Nodes[index];
        node.OrderId = order.OrderId;
        node.PriceTicks = order.PriceTicks;
        node.QuantityLots = quantityLots;
        node.Sequence = ++sequence;
        node.Account = order.Account;
        node.Side = order.Side;
        node.Type = order.Type;
        node.Prevention = order.Prevention;
        node.Traits = order.PostOnly ? OrderTraits.PostOnly : OrderTraits.None;
        if (order.DisplayLots == 0) return index;
        node.Traits |= OrderTraits.Iceberg;
        pool.Rare[index].DisplayLots = order.DisplayLots;
        return index;
    }

    /// <summary>Divides what is left of an order into its shown and its hidden part.</summary>
    private void Show(int index, long remainingLots)
    {
        ref var node = ref pool.Nodes[index];
        node.DisplayedLots = node.Has(OrderTraits.Iceberg) ? Math.Min(remainingLots, pool.Rare[index].DisplayLots) : remainingLots;
        node.HiddenLots = remainingLots - node.DisplayedLots;
    }
}
