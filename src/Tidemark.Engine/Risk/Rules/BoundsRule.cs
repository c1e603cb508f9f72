namespace Tidemark.Engine.Risk.Rules;

/// <summary>The order's limit is near enough to the market, and the venue takes one more order of the instrument.</summary>
internal static class BoundsRule
{
    public static OrderReason Check(RiskContext context)
    {
        if (context.Rules.Bounds is not { } bounds) return OrderReason.None;
        var (request, change) = (context.Request, context.Change);
        var refusal = TradingRulesCheck.Band(request.Side, change is null ? request.LimitPrice : change.LimitPrice, context.Rules, context.LastPrice);
        if (refusal != OrderReason.None || change is not null) return refusal;
        var (working, waiting) = context.WorkingOrders(request);
        return TradingRulesCheck.Number(request, bounds, working, waiting);
    }
}
