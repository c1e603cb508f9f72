namespace Tidemark.Simulation.Matching;

/// <summary>A new order in ticks and lots. Which terms go together is in <c>docs/matching.md</c>.</summary>
/// <param name="OrderId">Chosen by the caller; no live order may have it.</param>
/// <param name="Account">Whose it is; self-trade prevention and cancel-all go by it.</param>
/// <param name="Type">Market, Limit, Stop, StopLimit, TakeProfit or TakeProfitLimit.</param>
/// <param name="QuantityLots">How much; for a market order with a <see cref="NotionalLimit"/> the most it may trade.</param>
/// <param name="PriceTicks">The limit; ignored for types without one.</param>
public readonly record struct MatchOrder(long OrderId, int Account, Side Side, OrderType Type, long QuantityLots, long PriceTicks = 0)
{
    /// <summary>Good till date counts as good till canceled: whoever keeps the time cancels with <see cref="MatchReason.Expired"/>.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>The last trade price at which a stop or take-profit order wakes; ignored for other types.</summary>
    public long TriggerTicks { get; init; }

    /// <summary>How many lots of an iceberg are seen at a time; 0 for all.</summary>
    public long DisplayLots { get; init; }

    /// <summary>The most that a market order may spend or receive, in ticks times lots; 0 for no limit.</summary>
    public long NotionalLimit { get; init; }

    /// <summary>Whether the order may only rest: it is refused where it would trade at once.</summary>
    public bool PostOnly { get; init; }

    public SelfTradePrevention Prevention { get; init; }
}
