namespace Tidemark.Engine.Risk.Rules;

/// <summary>While trading is paused or halted, only orders that reduce positions pass.</summary>
internal static class HaltRule
{
    public static OrderReason Check(RiskContext context) =>
        context.IsHalted && !context.OnlyReduces ? OrderReason.TradingHalted : OrderReason.None;
}
