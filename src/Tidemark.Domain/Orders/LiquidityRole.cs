namespace Tidemark.Domain;

/// <summary>Whether a fill gave (maker) or took (taker) liquidity; fees differ.</summary>
public enum LiquidityRole : byte
{
    Taker,
    Maker,
}
