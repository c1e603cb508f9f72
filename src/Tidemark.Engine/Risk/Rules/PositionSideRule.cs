namespace Tidemark.Engine.Risk.Rules;

/// <summary>In hedge mode every order names its position; in one-way mode none does.</summary>
internal static class PositionSideRule
{
    public static OrderReason Check(RiskContext context) =>
        context.Request.PositionSide == PositionSide.Flat == (context.PositionMode == PositionMode.OneWay) ? OrderReason.None : OrderReason.ContradictoryTerms;
}
