namespace Tidemark.Simulation.Matching;

/// <summary>One thing that happened to one order.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Reason">Why it was refused or canceled; else <see cref="MatchReason.None"/>.</param>
/// <param name="Side">The order's side; meaningless for an unknown order.</param>
/// <param name="Role">For <see cref="MatchEventKind.Filled"/>: whether the order was resting.</param>
/// <param name="Account">Whose order it is.</param>
/// <param name="PriceTicks">The trade price of a fill; else the order's limit, 0 for a market order.</param>
/// <param name="QuantityLots">
/// Filled: the lots of this trade. Replenished: the lots now displayed. Decremented: the lots taken away. Else: the order's whole quantity.
/// </param>
/// <param name="RemainingLots">What is left to fill after this event, hidden lots included; for Canceled what did not fill.</param>
/// <param name="TradeId">The number of the trade for Filled, counted up without gaps; else 0.</param>
public readonly record struct MatchEvent(
    MatchEventKind Kind, MatchReason Reason, Side Side, LiquidityRole Role, int Account, long OrderId, long PriceTicks, long QuantityLots, long RemainingLots, long TradeId);
