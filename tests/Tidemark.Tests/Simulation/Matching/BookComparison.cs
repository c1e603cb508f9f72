using Tidemark.Simulation.Matching;

namespace Tidemark.Tests.Simulation.Matching;

/// <summary>Everything that can be seen of two books, and a copy of the levels that lives on the changes alone.</summary>
internal sealed class BookComparison(NaiveBook naive)
{
    private readonly SortedDictionary<long, BookLevel> bids = [];
    private readonly SortedDictionary<long, BookLevel> asks = [];
    private readonly LevelChanges changes = new();

    public void Check(MatchingEngine fast)
    {
        Assert.Equal(naive.OrderCount, fast.OrderCount);
        Assert.Equal(naive.LastPriceTicks, fast.LastPriceTicks);
        fast.ReadChanges(changes);
        Apply(changes.Bids, bids);
        Apply(changes.Asks, asks);
        Assert.Equal(naive.Levels(Side.Buy), bids.Values.Reverse());
        Assert.Equal(naive.Levels(Side.Sell), asks.Values);
        foreach (var side in (ReadOnlySpan<Side>)[Side.Buy, Side.Sell]) Check(fast, side);
        for (var account = 0; account < 5; account++) Assert.Equal(naive.OrdersOf(account), OrdersOf(fast, account));
    }

    private void Check(MatchingEngine fast, Side side)
    {
        var levels = naive.Levels(side);
        var room = new BookLevel[levels.Length + 1];
        Assert.Equal(levels, room[..fast.CopyLevels(side, room)]);
        Assert.Equal(levels.Take(2), room[..fast.CopyLevels(side, room.AsSpan(0, Math.Min(2, levels.Length)))]);
        Assert.Equal(levels.Length > 0, fast.TryGetBest(side, out var best));
        if (levels.Length > 0) Assert.Equal(levels[0], best);
        var orders = naive.Orders(side);
        var orderRoom = new BookOrder[orders.Length + 1];
        Assert.Equal(orders, orderRoom[..fast.CopyOrders(side, orderRoom)]);
    }

    private static BookOrder[] OrdersOf(MatchingEngine fast, int account)
    {
        var room = new BookOrder[fast.OrderCount];
        return room[..fast.CopyOrdersOf(account, room)];
    }

    private static void Apply(ReadOnlySpan<BookLevel> changed, SortedDictionary<long, BookLevel> copy)
    {
        foreach (var level in changed)
            if (level.QuantityLots == 0) copy.Remove(level.PriceTicks);
            else copy[level.PriceTicks] = level;
    }
}
