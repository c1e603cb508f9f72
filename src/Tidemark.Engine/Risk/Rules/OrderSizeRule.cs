namespace Tidemark.Engine.Risk.Rules;

/// <summary>The order is at least as large as the venue demands, and no larger than it takes.</summary>
internal sealed class OrderSizeRule : IRiskRule
{
    public OrderReason Check(RiskContext context) => TradingRulesCheck.Size(context.Request, context.Rules, context.Funds.IsInverse ? 1m : context.Price);
}
