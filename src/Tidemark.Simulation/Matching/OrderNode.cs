namespace Tidemark.Simulation.Matching;

/// <summary>A live order in the pool: one cache line, linked into the queue of its level.</summary>
internal struct OrderNode
{
    public long OrderId;
    public long PriceTicks;
    public long DisplayedLots;
    public long HiddenLots;

    /// <summary>The whole quantity; 0 marks a free node.</summary>
    public long QuantityLots;

    /// <summary>Counted up when an order is accepted or loses its priority by an amendment.</summary>
    public long Sequence;

    /// <summary>The order behind it at its price, or the next free node; 0 for none.</summary>
    public int Next;

    public int Previous;
    public int Account;
    public Side Side;
    public OrderType Type;
    public SelfTradePrevention Prevention;
    public OrderTraits Traits;

    public readonly long RemainingLots => DisplayedLots + HiddenLots;

    public readonly bool Has(OrderTraits trait) => (Traits & trait) != 0;
}
