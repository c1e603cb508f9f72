namespace Tidemark.Engine.Risk.Rules;

/// <summary>Quantity and prices are positive, present where the order type needs them, and on the instrument's step and tick.</summary>
internal static class TermsRule
{
    public static OrderReason Check(RiskContext context)
    {
        var request = context.Request;
        if (Math.Sign(request.Quantity.Value) <= 0) return OrderReason.QuantityNotPositive;
        if (request.LimitPrice is null && request.Type.HasLimit()) return OrderReason.PriceNotPositive;
        if (request.StopPrice is null && request.Type.WaitsForTrigger() && request.Type != OrderType.TrailingStop) return OrderReason.PriceNotPositive;
        if (request.LimitPrice is { Value: <= 0m } || request.StopPrice is { Value: <= 0m }) return OrderReason.PriceNotPositive;
        // Of a working order only what changes is held against the rules of the day.
        return context.Change is null ? TradingRulesCheck.Grid(request, context.Rules) : OrderReason.None;
    }
}
