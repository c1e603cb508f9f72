using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Core;

/// <summary>What a saved state puts back.</summary>
internal partial class ExchangeCore
{
    /// <summary>The id of the next pair of orders.</summary>
    public long NextPairId { get => nextPairId; set => nextPairId = value; }

    /// <summary>How often something has changed for a client; where it stands still there is nothing to save.</summary>
    public long Changes { get; private set; }

    /// <summary>Puts back an order, and into the book where it was there.</summary>
    public virtual void Restore(ExchangeOrder order)
    {
        if (!order.IsLive)
        {
            Ledger.Add(order);
            return;
        }
        Register(order);
        var isWaitingBuy = order.WorkingAt is null && order.Side == Side.Buy && !order.Ticket.Type.HasLimit();
        var forBook = ToMatchOrder(order, isWaitingBuy ? order.Locked : 0) with { QuantityLots = order.Market.LotsOf(order.Quantity - order.Executed) };
        if (order.WorkingAt is not null) forBook = forBook with { Type = OrderType.Limit, TriggerTicks = 0, PostOnly = false };
        events.Clear();
        order.Market.Engine.Submit(forBook, events);
    }

    /// <summary>Puts back a pair of orders that are back already.</summary>
    public void Restore(OrderPair pair)
    {
        pair.First.Pair = pair.Second.Pair = pair;
        if (pair.First.IsLive && pair.Second.IsLive) pair.First.Market.Engine.Link(pair.First.Id, pair.Second.Id);
        Ledger.Add(pair);
    }
}
