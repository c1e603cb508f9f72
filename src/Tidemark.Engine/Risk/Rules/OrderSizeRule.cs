namespace Tidemark.Engine.Risk.Rules;

/// <summary>The order is at least as large as the venue demands, and no larger than it takes.</summary>
internal static class OrderSizeRule
{
    public static OrderReason Check(RiskContext context)
    {
        var price = context.Funds.IsInverse ? 1m : context.Price;
        return context.Change is { } change
            ? TradingRulesCheck.Change(context.Request, change, context.Rules, price)
            : TradingRulesCheck.Size(context.Request, context.Rules, price);
    }
}
