namespace Tidemark.Engine.Strategies;

/// <summary>The terms of an order that a strategy wants; everything else is filled in by the engine. What orders do is in <c>docs/orders.md</c>.</summary>
public readonly record struct OrderTerms(InstrumentIndex Instrument, Side Side, Quantity Quantity)
{
    public OrderType Type { get; init; }

    /// <summary>The worst price accepted, for types that end as a limit order.</summary>
    public Price? LimitPrice { get; init; }

    /// <summary>The trigger, for types that wait for one; for a trailing stop where it stands at first (optional).</summary>
    public Price? StopPrice { get; init; }

    public TimeInForce TimeInForce { get; init; }

    /// <summary>Whether the order may only bring the position nearer to zero.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>The order whose fill makes this one active; null for none.</summary>
    public Order? Parent { get; init; }

    /// <summary>Orders of one group cancel each other when one fills; 0 for none. Made by <see cref="Strategy.NewOrderGroup"/>.</summary>
    public int OcoGroup { get; init; }

    /// <summary>The terms that few orders have: expiry, post-only, displayed quantity, a time to leave, trailing, timeout.</summary>
    public OrderOptions? Options { get; init; }

    /// <summary>A short word for reports: <c>entry</c>, <c>stop-loss</c>.</summary>
    public string? Tag { get; init; }
}
