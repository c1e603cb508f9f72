using System.Runtime.CompilerServices;

namespace Tidemark.Simulation.Matching;

/// <summary>The queues of all prices and the best of each side. It keeps what it is told; what may trade is the engine's to know.</summary>
internal sealed class LimitBook(MatchingOptions options)
{
    /// <summary>Below every price: no order sells there.</summary>
    public const long NoBid = long.MinValue;

    /// <summary>Above every price: no order buys there.</summary>
    public const long NoAsk = long.MaxValue;

    private readonly bool tracksChanges = options.TracksChanges;
    private readonly LevelLadder ladder = new(options.WindowTicks);
    private readonly ChangedPrices changedBids = new();
    private readonly ChangedPrices changedAsks = new();
    private uint epoch = 1;

    public OrderPool Pool { get; } = new(options.InitialOrders);

    public long BestBid { get; private set; } = NoBid;

    public long BestAsk { get; private set; } = NoAsk;

    public long Best(Side side) => side == Side.Buy ? BestBid : BestAsk;

    /// <summary>The level at a price that has orders. Valid until the next level comes or goes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref PriceLevel LevelAt(long priceTicks) => ref ladder.Get(priceTicks);

    /// <summary>The price behind one on a side, or that side's mark for none.</summary>
    public long Behind(Side side, long priceTicks) => side == Side.Buy ? ladder.Below(priceTicks) : ladder.Above(priceTicks);

    /// <summary>Whether there is a price rather than a mark for none.</summary>
    public static bool IsPrice(long priceTicks) => priceTicks is not (NoBid or NoAsk);

    /// <summary>Puts an order at the end of the queue of its price.</summary>
    public void Append(int index)
    {
        var nodes = Pool.Nodes;
        ref var node = ref nodes[index];
        ref var level = ref ladder.Get(node.PriceTicks);
        node.Previous = level.Tail;
        node.Next = 0;
        if (level.Tail == 0)
        {
            level.Head = index;
            ladder.Occupy(node.PriceTicks);
            if (node.Side == Side.Buy) BestBid = Math.Max(BestBid, node.PriceTicks);
            else BestAsk = Math.Min(BestAsk, node.PriceTicks);
        }
        else
        {
            nodes[level.Tail].Next = index;
        }
        level.Tail = index;
        level.Count++;
        level.DisplayedLots += node.DisplayedLots;
        level.HiddenLots += node.HiddenLots;
        Note(ref level, node.Side, node.PriceTicks);
    }

    /// <summary>Takes an order out of its queue; its level goes with its last order.</summary>
    public void Remove(int index)
    {
        ref var node = ref Pool.Nodes[index];
        ref var level = ref ladder.Get(node.PriceTicks);
        Unlink(ref level, ref node);
        level.DisplayedLots -= node.DisplayedLots;
        level.HiddenLots -= node.HiddenLots;
        Note(ref level, node.Side, node.PriceTicks);
        if (--level.Count == 0) Close(node.Side, node.PriceTicks);
    }

    /// <summary>Lowers what an order shows, and what its level shows with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reduce(ref PriceLevel level, ref OrderNode node, long displayedLots, long hiddenLots = 0)
    {
        node.DisplayedLots -= displayedLots;
        node.HiddenLots -= hiddenLots;
        level.DisplayedLots -= displayedLots;
        level.HiddenLots -= hiddenLots;
        Note(ref level, node.Side, node.PriceTicks);
    }

    /// <summary>Shows the next part of an iceberg whose shown part is used up, at the end of the queue.</summary>
    public void Replenish(int index)
    {
        ref var node = ref Pool.Nodes[index];
        ref var level = ref ladder.Get(node.PriceTicks);
        var part = Math.Min(Pool.Rare[index].DisplayLots, node.HiddenLots);
        Reduce(ref level, ref node, -part, part);
        if (level.Tail == index) return;
        Unlink(ref level, ref node);
        node.Previous = level.Tail;
        node.Next = 0;
        Pool.Nodes[level.Tail].Next = index;
        level.Tail = index;
    }

    /// <summary>Lets the window follow the market, if that is worth it; to be called between commands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Settle()
    {
        if (ladder.MayMove) FollowMarket();
    }

    /// <summary>Writes the levels that changed since the last look.</summary>
    public void ReadChanges(LevelChanges into)
    {
        into.Clear();
        var bids = changedBids.Take();
        for (var i = bids.Length - 1; i >= 0; i--) into.Add(Side.Buy, LevelOf(Side.Buy, bids[i]));
        foreach (var price in changedAsks.Take()) into.Add(Side.Sell, LevelOf(Side.Sell, price));
        epoch++;
    }

    private BookLevel LevelOf(Side side, long priceTicks)
    {
        var isInside = side == Side.Buy ? priceTicks <= BestBid : priceTicks >= BestAsk;
        if (!isInside || !ladder.Has(priceTicks)) return new BookLevel(priceTicks, 0, 0);
        ref var level = ref ladder.Get(priceTicks);
        return new BookLevel(priceTicks, level.DisplayedLots, level.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Unlink(ref PriceLevel level, ref OrderNode node)
    {
        var nodes = Pool.Nodes;
        if (node.Previous == 0) level.Head = node.Next;
        else nodes[node.Previous].Next = node.Next;
        if (node.Next == 0) level.Tail = node.Previous;
        else nodes[node.Next].Previous = node.Previous;
    }

    private void Close(Side side, long priceTicks)
    {
        ladder.Vacate(priceTicks);
        if (side == Side.Buy)
        {
            if (priceTicks == BestBid) BestBid = ladder.Below(priceTicks);
        }
        else if (priceTicks == BestAsk)
        {
            BestAsk = ladder.Above(priceTicks);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Note(ref PriceLevel level, Side side, long priceTicks)
    {
        if (!tracksChanges) return;
        var stamp = (epoch << 1) | (uint)side;
        if (level.ChangeStamp == stamp) return;
        level.ChangeStamp = stamp;
        (side == Side.Buy ? changedBids : changedAsks).Add(priceTicks);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FollowMarket()
    {
        var market = BestBid == NoBid ? BestAsk : BestAsk == NoAsk ? BestBid : BestBid + (BestAsk - BestBid) / 2;
        // The stamps of empty levels stay behind when the window moves; a new epoch makes them void.
        if (IsPrice(market) && ladder.MoveTo(market)) epoch++;
    }
}
