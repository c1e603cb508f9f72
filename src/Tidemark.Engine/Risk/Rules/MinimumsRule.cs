namespace Tidemark.Engine.Risk.Rules;

/// <summary>The order is at least as large as the venue demands.</summary>
internal sealed class MinimumsRule : IRiskRule
{
    public OrderReason Check(in RiskContext context)
    {
        var quantity = context.Request.Quantity.Value;
        if (context.Rules.MinimumQuantity is { } minimum && quantity < minimum) return OrderReason.BelowMinimumQuantity;
        if (context.Rules.MinimumNotional is not { } notional) return OrderReason.None;
        return context.Price is { } price && quantity * price < notional ? OrderReason.BelowMinimumNotional : OrderReason.None;
    }
}
