namespace Tidemark.Engine.Risk.Rules;

/// <summary>Quantity and prices are positive, present where the order type needs them, and on the instrument's step and tick.</summary>
internal sealed class TermsRule : IRiskRule
{
    public OrderReason Check(in RiskContext context)
    {
        var request = context.Request;
        if (request.Quantity.Value <= 0m) return OrderReason.QuantityNotPositive;
        if (request.Type == OrderType.Limit && request.LimitPrice is null) return OrderReason.PriceNotPositive;
        if (request.Type == OrderType.Stop && request.StopPrice is null) return OrderReason.PriceNotPositive;
        if (request.LimitPrice is { Value: <= 0m } || request.StopPrice is { Value: <= 0m }) return OrderReason.PriceNotPositive;
        if (context.Rules.QuantityStep is { } step && request.Quantity.Value % step != 0m) return OrderReason.QuantityOffStep;
        if (context.Rules.PriceTick is not { } tick) return OrderReason.None;
        var isOffTick = (request.LimitPrice is { } limit && limit.Value % tick != 0m) || (request.StopPrice is { } stop && stop.Value % tick != 0m);
        return isOffTick ? OrderReason.PriceOffTick : OrderReason.None;
    }
}
