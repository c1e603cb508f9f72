namespace Tidemark.Engine.Risk;

/// <summary>What the trading rules of a moment refuse; asked by the risk gate before sending, and by the simulated venue on arrival.</summary>
internal static class TradingRulesCheck
{
    /// <summary>Whether quantity and prices are multiples of step and tick.</summary>
    public static OrderReason Grid(OrderRequest request, TradingRules rules)
    {
        if (rules.QuantityStep is { } step && request.Quantity.Value % step != 0m) return OrderReason.QuantityOffStep;
        if (rules.PriceTick is not { } tick) return OrderReason.None;
        var isOffTick = (request.LimitPrice is { } limit && limit.Value % tick != 0m) || (request.StopPrice is { } stop && stop.Value % tick != 0m);
        return isOffTick ? OrderReason.PriceOffTick : OrderReason.None;
    }

    /// <summary>
    /// Whether new terms of a working order are on the grid and of a size that the venue takes. Terms that stay are not looked at again: an
    /// order whose rest is small still moves. A quantity is the total, what has filled included.
    /// </summary>
    /// <param name="request">The order as it was.</param>
    /// <param name="change">What is to change.</param>
    /// <param name="rules">The rules in force.</param>
    /// <param name="price">The price assumed after it; for inverse contracts 1.</param>
    public static OrderReason Change(OrderRequest request, Amendment change, TradingRules rules, decimal? price)
    {
        var terms = request with { Quantity = change.Quantity ?? Quantity.Zero, LimitPrice = change.LimitPrice, StopPrice = change.StopPrice };
        var refusal = Grid(terms, rules);
        return refusal != OrderReason.None || change.Quantity is null ? refusal : Size(terms, rules, request.OnlyReduces ? null : price);
    }

    /// <summary>Whether the order is as large as the venue demands, and no larger than it takes.</summary>
    /// <param name="request">The order.</param>
    /// <param name="rules">The rules in force.</param>
    /// <param name="price">The price assumed; null where none is known, and then the notional is not looked at.</param>
    public static OrderReason Size(OrderRequest request, TradingRules rules, decimal? price)
    {
        var quantity = request.Quantity.Value;
        var isMarket = request.Type == OrderType.Market;
        if (rules.MinimumQuantity is { } minimum && quantity < minimum) return OrderReason.BelowMinimumQuantity;
        if (rules.MaximumQuantity is { } maximum && quantity > maximum) return OrderReason.AboveMaximumQuantity;
        if (isMarket && rules.MaximumMarketQuantity is { } market && quantity > market) return OrderReason.AboveMaximumQuantity;
        if (price is not { } known) return OrderReason.None;
        var bounds = rules.Bounds;
        if (rules.MinimumNotional is { } least && quantity * known < least && (!isMarket || bounds is null || bounds.HasMinimumForMarket)) return OrderReason.BelowMinimumNotional;
        return bounds?.MaximumNotional is { } most && quantity * known > most && (!isMarket || bounds.HasMaximumForMarket) ? OrderReason.AboveMaximumNotional : OrderReason.None;
    }

    /// <summary>Whether a limit price is as near to the market as the venue demands. Triggers may lie anywhere.</summary>
    /// <param name="side">Of the order.</param>
    /// <param name="limit">Its limit, if it has one.</param>
    /// <param name="rules">The rules in force.</param>
    /// <param name="last">The last price, which stands for the mean of some minutes that venues take; NaN before the first.</param>
    public static OrderReason Band(Side side, Price? limit, TradingRules rules, double last)
    {
        if (rules.Bounds is not { } bounds || limit is not { } price || !(last > 0)) return OrderReason.None;
        var (up, down) = side == Side.Buy ? (bounds.BuyPriceUp, bounds.BuyPriceDown) : (bounds.SellPriceUp, bounds.SellPriceDown);
        return price.Value > (decimal)last * up || price.Value < (decimal)last * down ? OrderReason.PriceOutsideBand : OrderReason.None;
    }

    /// <summary>Whether one more order may work.</summary>
    /// <param name="request">The order.</param>
    /// <param name="bounds">The bounds in force.</param>
    /// <param name="working">How many orders of the instrument work.</param>
    /// <param name="waiting">How many of them wait for a trigger.</param>
    public static OrderReason Number(OrderRequest request, OrderBounds bounds, int working, int waiting) =>
        working >= bounds.MaximumOrders || (request.Type.WaitsForTrigger() && waiting >= bounds.MaximumTriggerOrders) ? OrderReason.TooManyOrders : OrderReason.None;
}
