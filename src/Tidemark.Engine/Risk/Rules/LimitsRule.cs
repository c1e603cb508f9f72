namespace Tidemark.Engine.Risk.Rules;

/// <summary>The session's own limits: notional of an order, notional of a position, number of working orders.</summary>
internal static class LimitsRule
{
    public static OrderReason Check(RiskContext context)
    {
        var limits = context.Limits;
        if (limits.AreNone || context.OnlyReduces) return OrderReason.None;
        if (context.OpenOrders >= limits.MaximumOpenOrders) return OrderReason.ExceedsMaximumOpenOrders;
        if (context.Price is not { } price) return OrderReason.None;
        if (limits.MaximumOrderNotional is { } largest && context.NotionalOf(context.Request.Quantity.Value, price) > largest) return OrderReason.ExceedsMaximumOrderNotional;
        if (limits.MaximumPositionNotional is not { } maximum) return OrderReason.None;
        var after = context.Funds.Base + context.Request.Side.Sign() * (context.Request.Quantity.Value + context.WorkingSameSide);
        return context.NotionalOf(Math.Abs(after), price) > maximum ? OrderReason.ExceedsMaximumPositionNotional : OrderReason.None;
    }
}
