namespace Tidemark.Engine.Strategies;

/// <summary>The terms of an order that a strategy wants; everything else is filled in by the engine.</summary>
public readonly record struct OrderTerms(InstrumentIndex Instrument, Side Side, Quantity Quantity)
{
    public OrderType Type { get; init; }

    public Price? LimitPrice { get; init; }

    public Price? StopPrice { get; init; }

    public TimeInForce TimeInForce { get; init; }

    /// <summary>Whether the order may only bring the position nearer to zero.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>A short word for reports: <c>entry</c>, <c>stop-loss</c>.</summary>
    public string? Tag { get; init; }
}
