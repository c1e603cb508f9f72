namespace Tidemark.Engine.Risk.Rules;

/// <summary>Quantity and prices are positive, present where the order type needs them, and on the instrument's step and tick.</summary>
internal sealed class TermsRule : IRiskRule
{
    public OrderReason Check(RiskContext context)
    {
        var request = context.Request;
        if (request.Quantity.Value <= 0m) return OrderReason.QuantityNotPositive;
        if (request.Type == OrderType.Limit && request.LimitPrice is null) return OrderReason.PriceNotPositive;
        if (request.Type == OrderType.Stop && request.StopPrice is null) return OrderReason.PriceNotPositive;
        if (request.LimitPrice is { Value: <= 0m } || request.StopPrice is { Value: <= 0m }) return OrderReason.PriceNotPositive;
        return TradingRulesCheck.Grid(request, context.Rules);
    }
}
