namespace Tidemark.Simulation.Matching;

/// <summary>What is taken on.</summary>
public sealed partial class MatchingEngine
{
    private MatchReason Refusal(in MatchOrder order)
    {
        if (ids.Find(order.OrderId) != 0) return MatchReason.DuplicateOrder;
        if (order.QuantityLots < 1 || order.QuantityLots > options.MaximumQuantityLots) return MatchReason.InvalidQuantity;
        if (order.Type == OrderType.Limit)
        {
            if (!IsOnLadder(order.PriceTicks)) return MatchReason.PriceOutOfRange;
            if (order is { TimeInForce: TimeInForce.Gtc, DisplayLots: 0, NotionalLimit: 0 })
                return order.PostOnly && Crosses(order.Side, order.PriceTicks) ? MatchReason.WouldTake : MatchReason.None;
        }
        return RareRefusal(order);
    }

    private MatchReason RareRefusal(in MatchOrder order)
    {
        if (order.Type > OrderType.TakeProfitLimit) return MatchReason.UnsupportedType;
        var waits = order.Type.WaitsForTrigger();
        if (order.Type.HasLimit() && !IsOnLadder(order.PriceTicks)) return MatchReason.PriceOutOfRange;
        if (waits && !IsOnLadder(order.TriggerTicks)) return MatchReason.PriceOutOfRange;
        var mayRest = order.Type.HasLimit() && order.TimeInForce is TimeInForce.Gtc or TimeInForce.Gtd;
        if ((order.PostOnly || order.DisplayLots != 0) && !mayRest) return MatchReason.InvalidCombination;
        if (order.NotionalLimit != 0 && (order.Type.HasLimit() || order.TimeInForce == TimeInForce.Fok)) return MatchReason.InvalidCombination;
        if (order.DisplayLots < 0 || order.NotionalLimit < 0) return MatchReason.InvalidQuantity;
        if (!FitsParts(order.QuantityLots, order.DisplayLots)) return MatchReason.TooManyParts;
        if (waits) return options.RefusesReachedTriggers && IsReached(order.Side, order.Type, order.TriggerTicks) ? MatchReason.WouldTrigger : MatchReason.None;
        return order.PostOnly && Crosses(order.Side, order.PriceTicks) ? MatchReason.WouldTake : MatchReason.None;
    }

    private bool IsOnLadder(long priceTicks) => priceTicks >= options.MinimumPriceTicks && priceTicks <= options.MaximumPriceTicks;

    /// <summary>Whether an iceberg's remaining lots are not too many parts.</summary>
    private bool FitsParts(long lots, long displayLots) => displayLots == 0 || (lots - 1) / displayLots < options.MaximumIcebergParts;

    private bool IsReached(Side side, OrderType type, long triggerTicks) =>
        LastPriceTicks is { } last && HeapOf(side, type).Reaches(triggerTicks, last, last);
}
