namespace Tidemark.Engine.Risk.Rules;

/// <summary>The rare terms of an order make sense, each by itself and together.</summary>
internal static class OptionsRule
{
    /// <summary>Venues allow fewer parts of an iceberg; this many can be worked without end in sight.</summary>
    private const int MostParts = 1_000;

    private static readonly OrderOptions None = new();

    public static OrderReason Check(RiskContext context)
    {
        var request = context.Request;
        if (request.Options is null && request.Type != OrderType.TrailingStop && request.TimeInForce != TimeInForce.Gtd) return OrderReason.None;
        var options = request.Options ?? None;
        if ((request.TimeInForce == TimeInForce.Gtd) != options.ExpiresAt.HasValue) return OrderReason.ContradictoryTerms;
        if (options.ExpiresAt <= context.Now || options.ExpiresAt <= options.LeavesAt) return OrderReason.ExpiryReached;
        var isImmediate = request.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok;
        if (options.PostOnly && (request.Type != OrderType.Limit || isImmediate)) return OrderReason.ContradictoryTerms;
        var trail = Trail(request, options.Trail, context.Rules);
        if (trail != OrderReason.None) return trail;
        if (options.DisplayedQuantity is { } displayed)
        {
            if (!request.Type.HasLimit() || isImmediate) return OrderReason.ContradictoryTerms;
            if (displayed.Value <= 0m || displayed > request.Quantity || displayed.Value * MostParts < request.Quantity.Value) return OrderReason.DisplayedQuantityInvalid;
            if (context.Rules.QuantityStep is { } step && displayed.Value % step != 0m) return OrderReason.QuantityOffStep;
        }
        return Timeout(request, options.Timeout);
    }

    private static OrderReason Trail(OrderRequest request, TrailingOffset? trail, TradingRules rules)
    {
        if (request.Type != OrderType.TrailingStop) return trail is null ? OrderReason.None : OrderReason.ContradictoryTerms;
        if (trail is null || trail.Value <= 0m) return OrderReason.TrailNotPositive;
        if (trail.Kind == TrailingKind.Fraction && trail.Value >= 1m) return OrderReason.ContradictoryTerms;
        if (trail.Kind == TrailingKind.AverageTrueRange && trail.Period < 1) return OrderReason.TrailNotPositive;
        if (trail.ActivationPrice is not { } activation) return OrderReason.None;
        if (activation.Value <= 0m) return OrderReason.PriceNotPositive;
        return rules.PriceTick is { } tick && activation.Value % tick != 0m ? OrderReason.PriceOffTick : OrderReason.None;
    }

    private static OrderReason Timeout(OrderRequest request, OrderTimeout? timeout)
    {
        if (timeout is null) return OrderReason.None;
        if (timeout.After <= Duration.Zero) return OrderReason.ContradictoryTerms;
        return timeout.Action == TimeoutAction.Reprice && (request.Type != OrderType.Limit || timeout.MaximumReprices < 1)
            ? OrderReason.ContradictoryTerms
            : OrderReason.None;
    }
}
