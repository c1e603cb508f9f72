namespace Tidemark.Simulation.Matching;

/// <summary>What can be seen from outside.</summary>
public sealed partial class MatchingEngine
{
    private int[] foundOrders = new int[16];
    private long[] foundSequences = new long[16];

    /// <summary>The best level of a side, if it has any.</summary>
    public bool TryGetBest(Side side, out BookLevel level)
    {
        var price = book.Best(side);
        level = LimitBook.IsPrice(price) ? LevelAt(price) : default;
        return level.OrderCount > 0;
    }

    /// <summary>Writes the levels of a side, best first, as many as fit; tells how many.</summary>
    public int CopyLevels(Side side, Span<BookLevel> into)
    {
        var count = 0;
        for (var price = book.Best(side); count < into.Length && LimitBook.IsPrice(price); price = book.Behind(side, price)) into[count++] = LevelAt(price);
        return count;
    }

    /// <summary>Writes the orders of a side, best price first and in the order of each queue, as many as fit; tells how many.</summary>
    public int CopyOrders(Side side, Span<BookOrder> into)
    {
        var count = 0;
        for (var price = book.Best(side); LimitBook.IsPrice(price); price = book.Behind(side, price))
            for (var index = book.LevelAt(price).Head; index != 0; index = pool.Nodes[index].Next)
            {
                if (count == into.Length) return count;
                into[count++] = OrderAt(index);
            }
        return count;
    }

    /// <summary>Writes the live orders of an account, waiting ones included, by the time of their priority, as many as fit; tells how many there are.</summary>
    public int CopyOrdersOf(int account, Span<BookOrder> into) => Copy(OrdersOf(account), into);

    /// <summary>Writes the orders that wait for a trigger, by the time of their priority, as many as fit; tells how many there are.</summary>
    public int CopyWaitingOrders(Span<BookOrder> into) => Copy(FindOrders(0, isOfAnyAccount: true, isWaiting: true), into);

    /// <summary>A live order, resting or waiting.</summary>
    public bool TryGetOrder(long orderId, out BookOrder order)
    {
        var index = ids.Find(orderId);
        order = index == 0 ? default : OrderAt(index);
        return index != 0;
    }

    /// <summary>What is displayed before an order at its price; false if it does not rest. Walks the queue.</summary>
    public bool TryGetQueuePosition(long orderId, out int ordersAhead, out long lotsAhead)
    {
        (ordersAhead, lotsAhead) = (0, 0);
        var index = ids.Find(orderId);
        if (index == 0 || pool.Nodes[index].Has(OrderTraits.Waiting)) return false;
        for (index = pool.Nodes[index].Previous; index != 0; index = pool.Nodes[index].Previous)
        {
            ordersAhead++;
            lotsAhead += pool.Nodes[index].DisplayedLots;
        }
        return true;
    }

    /// <summary>Writes the levels that changed since the last call, each once, as they are now: the contents of a diff-depth message.</summary>
    /// <exception cref="InvalidOperationException"><see cref="MatchingOptions.TracksChanges"/> is off.</exception>
    public void ReadChanges(LevelChanges into)
    {
        if (!options.TracksChanges) throw new InvalidOperationException("this engine was made without tracking of changes");
        book.ReadChanges(into);
    }

    private BookLevel LevelAt(long priceTicks)
    {
        ref var level = ref book.LevelAt(priceTicks);
        return new BookLevel(priceTicks, level.DisplayedLots, level.Count);
    }

    private BookOrder OrderAt(int index)
    {
        ref var node = ref pool.Nodes[index];
        var trigger = node.Has(OrderTraits.Waiting) ? pool.Rare[index].TriggerTicks : 0;
        return new BookOrder(node.OrderId, node.Account, node.Side, node.Type, node.PriceTicks, trigger, node.QuantityLots, node.RemainingLots, node.DisplayedLots);
    }

    private int Copy(ReadOnlySpan<int> found, Span<BookOrder> into)
    {
        for (var i = 0; i < Math.Min(found.Length, into.Length); i++) into[i] = OrderAt(found[i]);
        return found.Length;
    }

    private ReadOnlySpan<int> OrdersOf(int account) => FindOrders(account, isOfAnyAccount: false, isWaiting: false);

    /// <summary>The nodes of orders by sequence; valid until the next call.</summary>
    private ReadOnlySpan<int> FindOrders(int account, bool isOfAnyAccount, bool isWaiting)
    {
        var count = 0;
        for (var index = 1; index < pool.End; index++)
        {
            ref var node = ref pool.Nodes[index];
            if (node.QuantityLots == 0 || (node.Account != account && !isOfAnyAccount) || (isWaiting && !node.Has(OrderTraits.Waiting))) continue;
            if (count == foundOrders.Length)
            {
                Array.Resize(ref foundOrders, count * 2);
                Array.Resize(ref foundSequences, count * 2);
            }
            foundOrders[count] = index;
            foundSequences[count++] = node.Sequence;
        }
        Array.Sort(foundSequences, foundOrders, 0, count);
        return foundOrders.AsSpan(0, count);
    }
}
