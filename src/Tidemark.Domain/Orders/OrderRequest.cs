namespace Tidemark.Domain;

/// <summary>What a strategy asks for. The engine numbers it, the risk gate checks it, the execution client sends it.</summary>
public sealed record OrderRequest
{
    public required OrderId Id { get; init; }

    public required InstrumentIndex Instrument { get; init; }

    public required Side Side { get; init; }

    public required OrderType Type { get; init; }

    /// <summary>In base units, positive.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>The worst price accepted, for limit orders.</summary>
    public Price? LimitPrice { get; init; }

    /// <summary>The price whose touch triggers a stop or take-profit order; for a trailing stop, where it stands at first (optional).</summary>
    public Price? StopPrice { get; init; }

    public TimeInForce TimeInForce { get; init; }

    /// <summary>Whether the order may only bring the position nearer to zero; the venue cuts or refuses the rest.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>The dense number of the account in the session.</summary>
    public int Account { get; init; }

    /// <summary>The dense number of the strategy in the session.</summary>
    public int Strategy { get; init; }

    /// <summary>The how-many-th intent of this strategy it is; with <see cref="Slice"/> it makes the client order id.</summary>
    public long Intent { get; init; }

    /// <summary>The number of the part of the intent, for execution algorithms and brackets.</summary>
    public int Slice { get; init; }

    /// <summary>
    /// The order whose fill makes this one active (one-triggers-other), or <see cref="OrderId.None"/>. A reduce-only order works for
    /// what its parent has filled so far; any other comes into force once its parent has filled whole.
    /// </summary>
    public OrderId Parent { get; init; } = OrderId.None;

    /// <summary>
    /// Orders with the same group cancel each other when one fills; 0 for none. What one fills, its reduce-only siblings no longer
    /// do; other siblings end at its first fill.
    /// </summary>
    public int OcoGroup { get; init; }

    /// <summary>The terms that few orders have; null for none of them.</summary>
    public OrderOptions? Options { get; init; }

    /// <summary>A short word for reports: <c>entry</c>, <c>stop-loss</c>.</summary>
    public string Tag { get; init; } = "";

    /// <summary>When it was decided.</summary>
    public Instant CreatedAt { get; init; }

    public bool IsContingent => !Parent.IsNone;

    /// <summary>Whether it can only bring its position nearer to zero: in hedge mode a sell of the long position always does.</summary>
    public bool OnlyReduces => ReduceOnly || (Options is not null && PositionSide == (Side == Side.Sell ? PositionSide.Long : PositionSide.Short));

    /// <summary>The position that it opens or closes in hedge mode; Flat in one-way mode.</summary>
    public PositionSide PositionSide => Options is null ? PositionSide.Flat : Options.PositionSide;
}
