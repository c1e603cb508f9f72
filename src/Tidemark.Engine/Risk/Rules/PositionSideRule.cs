namespace Tidemark.Engine.Risk.Rules;

/// <summary>In hedge mode every order names its position; in one-way mode none does.</summary>
internal sealed class PositionSideRule : IRiskRule
{
    public OrderReason Check(RiskContext context) =>
        context.Request.PositionSide == PositionSide.Flat == (context.PositionMode == PositionMode.OneWay) ? OrderReason.None : OrderReason.ContradictoryTerms;
}
