using Tidemark.Simulation.Matching;

namespace Tidemark.Tests.Simulation.Matching;

/// <summary>Follows every order by the events alone, and fails where one cannot be true.</summary>
internal sealed class EventLedger(long firstTradeId)
{
    private readonly Dictionary<long, Known> live = [];
    private long nextTradeId = firstTradeId;
    private MatchEvent maker;

    public long FilledLots { get; private set; }

    public IEnumerable<(long OrderId, long Remaining)> Live => live.Select(p => (p.Key, p.Value.Remaining));

    public void Apply(in MatchEvent item)
    {
        if (item.Kind is MatchEventKind.Rejected or MatchEventKind.CancelRejected) return;
        if (item.Kind == MatchEventKind.AmendRejected && item.Reason == MatchReason.UnknownOrder) return;
        if (item.Kind == MatchEventKind.Accepted)
        {
            Assert.True(live.TryAdd(item.OrderId, new Known(item.Account, item.Side, item.PriceTicks, item.QuantityLots)), $"{item}: accepted while alive");
            return;
        }
        Assert.True(live.TryGetValue(item.OrderId, out var order), $"{item}: not alive");
        Assert.Equal((order!.Account, order.Side), (item.Account, item.Side));
        switch (item.Kind)
        {
            case MatchEventKind.Filled:
                Fill(order, item);
                break;
            case MatchEventKind.Decremented:
                order.Remaining -= item.QuantityLots;
                break;
            case MatchEventKind.Amended:
                order.Price = item.PriceTicks;
                order.Remaining = item.QuantityLots - order.Filled;
                break;
        }
        Assert.Equal(order.Remaining, item.RemainingLots);
        if (item.Kind == MatchEventKind.Canceled || (item.Kind == MatchEventKind.Filled && order.Remaining == 0)) live.Remove(item.OrderId);
    }

    private void Fill(Known order, in MatchEvent item)
    {
        Assert.True(item.QuantityLots > 0);
        order.Remaining -= item.QuantityLots;
        order.Filled += item.QuantityLots;
        FilledLots += item.QuantityLots;
        if (item.Role == LiquidityRole.Maker)
        {
            Assert.Equal(order.Price, item.PriceTicks);
            maker = item;
            return;
        }
        Assert.True(order.Price == 0 || (order.Side == Side.Buy ? item.PriceTicks <= order.Price : item.PriceTicks >= order.Price), $"{item}: worse than {order.Price}");
        Assert.Equal((nextTradeId, item.PriceTicks, item.QuantityLots, item.TradeId, item.Side.Opposite()), (maker.TradeId, maker.PriceTicks, maker.QuantityLots, nextTradeId, maker.Side));
        nextTradeId++;
    }

    private sealed class Known(int account, Side side, long price, long remaining)
    {
        public int Account { get; } = account;
        public Side Side { get; } = side;
        public long Price { get; set; } = price;
        public long Remaining { get; set; } = remaining;
        public long Filled { get; set; }
    }
}
