namespace Tidemark.Engine.Sessions;

/// <summary>What a venue takes, as fractions of notional.</summary>
/// <param name="Maker">For fills that gave liquidity; negative for a rebate.</param>
/// <param name="Taker">For fills that took it.</param>
public readonly record struct FeeRates(decimal Maker, decimal Taker)
{
    public decimal For(LiquidityRole role) => role == LiquidityRole.Maker ? Maker : Taker;

    /// <summary>The larger of the two, for checks before it is known which applies.</summary>
    public decimal Worst => Math.Max(Maker, Taker);
}
