using Tidemark.Simulation.Matching;

namespace Tidemark.Tests.Simulation.Matching;

/// <summary>Which orders and amendments the naive book refuses.</summary>
internal static class NaiveRules
{
    public static bool IsRising(NaiveOrder order) => order.Terms.Type.IsStop() == (order.Terms.Side == Side.Buy);

    public static MatchReason Refusal(MatchOrder order, MatchingOptions options, bool isDuplicate, bool isReached, bool crosses)
    {
        var isResting = order.Type.HasLimit() && order.TimeInForce is not (TimeInForce.Ioc or TimeInForce.Fok);
        if (isDuplicate) return MatchReason.DuplicateOrder;
        if (order.QuantityLots <= 0 || order.QuantityLots > options.MaximumQuantityLots) return MatchReason.InvalidQuantity;
        if (order.Type == OrderType.TrailingStop) return MatchReason.UnsupportedType;
        if (order.Type.HasLimit() && IsOutside(order.PriceTicks, options)) return MatchReason.PriceOutOfRange;
        if (order.Type.WaitsForTrigger() && IsOutside(order.TriggerTicks, options)) return MatchReason.PriceOutOfRange;
        if (!isResting && (order.PostOnly || order.DisplayLots != 0)) return MatchReason.InvalidCombination;
        if (order.NotionalLimit != 0 && (order.Type.HasLimit() || order.TimeInForce == TimeInForce.Fok)) return MatchReason.InvalidCombination;
        if (order.DisplayLots < 0 || order.NotionalLimit < 0) return MatchReason.InvalidQuantity;
        if (Parts(order.QuantityLots, order.DisplayLots) > options.MaximumIcebergParts) return MatchReason.TooManyParts;
        if (order.Type.WaitsForTrigger()) return isReached && options.RefusesReachedTriggers ? MatchReason.WouldTrigger : MatchReason.None;
        return order.PostOnly && crosses ? MatchReason.WouldTake : MatchReason.None;
    }

    public static MatchReason Refusal(NaiveOrder changed, MatchingOptions options, bool isReached, bool crosses)
    {
        if (changed.Quantity <= 0 || changed.Quantity > options.MaximumQuantityLots) return MatchReason.InvalidQuantity;
        if (changed.Terms.Type.HasLimit() && IsOutside(changed.Price, options)) return MatchReason.PriceOutOfRange;
        if (changed.IsWaiting && IsOutside(changed.Trigger, options)) return MatchReason.PriceOutOfRange;
        if (changed.Remaining <= 0) return MatchReason.None;
        if (Parts(changed.Remaining, changed.Terms.DisplayLots) > options.MaximumIcebergParts) return MatchReason.TooManyParts;
        if (changed.IsWaiting) return isReached && options.RefusesReachedTriggers ? MatchReason.WouldTrigger : MatchReason.None;
        return changed.Terms.PostOnly && crosses ? MatchReason.WouldTake : MatchReason.None;
    }

    private static bool IsOutside(long price, MatchingOptions options) => price < options.MinimumPriceTicks || price > options.MaximumPriceTicks;

    private static decimal Parts(long lots, long display) => display == 0 ? 1 : decimal.Ceiling((decimal)lots / display);
}
