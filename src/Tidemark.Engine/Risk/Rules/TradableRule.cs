namespace Tidemark.Engine.Risk.Rules;

/// <summary>No new exposure in an instrument that is not listed, or is not a member of the universe now; reducing a position is always allowed.</summary>
internal static class TradableRule
{
    public static OrderReason Check(RiskContext context) =>
        context.Closed != OrderReason.None && !context.OnlyReduces ? context.Closed : OrderReason.None;
}
