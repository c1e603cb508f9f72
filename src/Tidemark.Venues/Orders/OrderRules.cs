using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Orders;

/// <summary>
/// Refuses an order that its venue would refuse, before it is sent, with a reason that names the rule and its value. Nothing is rounded here:
/// an order is sent as it was decided or not at all.
/// </summary>
public static class OrderRules
{
    /// <summary>What is wrong with an order; null when nothing is.</summary>
    public static VenueError? Check(VenueOrderRequest request, VenueInstrument instrument)
    {
        var rules = instrument.Rules;
        if (!instrument.IsTrading) return Refuse(VenueErrorKind.NotTrading, OrderReason.NotTrading, $"{instrument.Id} is not trading now");
        if (request.Quantity <= 0m) return Refuse(VenueErrorKind.RuleViolated, OrderReason.QuantityNotPositive, $"the quantity {request.Quantity} is not positive");
        if (request.LimitPrice is <= 0m || request.StopPrice is <= 0m) return Refuse(VenueErrorKind.RuleViolated, OrderReason.PriceNotPositive, "a price is not positive");
        return Missing(request) ?? OffGrid(request, rules) ?? OutOfBounds(request, rules) ?? Worth(request, rules);
    }

    private static VenueError? Missing(VenueOrderRequest request)
    {
        if (request.Type.HasLimit() && request.LimitPrice is null) return Refuse(VenueErrorKind.InvalidRequest, OrderReason.ContradictoryTerms, $"a {request.Type} order needs a limit price");
        if (request.Type is OrderType.Stop or OrderType.StopLimit or OrderType.TakeProfit or OrderType.TakeProfitLimit && request.StopPrice is null)
            return Refuse(VenueErrorKind.InvalidRequest, OrderReason.ContradictoryTerms, $"a {request.Type} order needs a stop price");
        if (request.PostOnly && (request.Type != OrderType.Limit || request.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok))
            return Refuse(VenueErrorKind.InvalidRequest, OrderReason.ContradictoryTerms, "only a limit order that rests can be post-only");
        return request.DisplayedQuantity > request.Quantity ? Refuse(VenueErrorKind.InvalidRequest, OrderReason.DisplayedQuantityInvalid, "an iceberg shows at most its quantity") : null;
    }

    private static VenueError? OffGrid(VenueOrderRequest request, TradingRules rules)
    {
        foreach (var price in (ReadOnlySpan<decimal?>)[request.LimitPrice, request.StopPrice])
            if (price is { } value && rules.PriceTick is { } tick && value % tick != 0m) return Refuse(VenueErrorKind.RuleViolated, OrderReason.PriceOffTick, $"the price {value} is no multiple of the tick {tick}");
        foreach (var quantity in (ReadOnlySpan<decimal?>)[request.Quantity, request.DisplayedQuantity])
            if (quantity is { } value && rules.QuantityStep is { } step && value % step != 0m) return Refuse(VenueErrorKind.RuleViolated, OrderReason.QuantityOffStep, $"the quantity {value} is no multiple of the step {step}");
        return null;
    }

    private static VenueError? OutOfBounds(VenueOrderRequest request, TradingRules rules)
    {
        if (request.Quantity < rules.MinimumQuantity) return Refuse(VenueErrorKind.RuleViolated, OrderReason.BelowMinimumQuantity, $"the quantity {request.Quantity} is below the least one, {rules.MinimumQuantity}");
        var most = request.Type == OrderType.Market && rules.MaximumMarketQuantity is { } market ? Math.Min(market, rules.MaximumQuantity ?? market) : rules.MaximumQuantity;
        return request.Quantity > most ? Refuse(VenueErrorKind.RuleViolated, OrderReason.AboveMaximumQuantity, $"the quantity {request.Quantity} is above the largest one, {most}") : null;
    }

    /// <summary>Orders without a limit are worth what the market says, which the venue judges by a price of its own.</summary>
    private static VenueError? Worth(VenueOrderRequest request, TradingRules rules)
    {
        if ((request.LimitPrice ?? (request.Type == OrderType.Market ? null : request.StopPrice)) is not { } price) return null;
        var notional = price * request.Quantity;
        // What only reduces a position may be as small as the rest of it.
        if (notional < rules.MinimumNotional && !request.ReduceOnly) return Refuse(VenueErrorKind.RuleViolated, OrderReason.BelowMinimumNotional, $"price times quantity is {notional}, below the least one, {rules.MinimumNotional}");
        return rules.Bounds?.MaximumNotional is { } most && notional > most
            ? Refuse(VenueErrorKind.RuleViolated, OrderReason.AboveMaximumNotional, $"price times quantity is {notional}, above the largest one, {most}") : null;
    }

    private static VenueError Refuse(VenueErrorKind kind, OrderReason reason, string message) => VenueError.Final(kind, message) with { Reason = reason };
}
