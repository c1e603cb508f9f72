namespace Tidemark.Domain;

public enum Side : byte
{
    Buy,
    Sell,
}

/// <summary>Arithmetic of sides.</summary>
public static class Sides
{
    public static Side Opposite(this Side side) => side == Side.Buy ? Side.Sell : Side.Buy;

    /// <summary>+1 for a buy, -1 for a sell.</summary>
    public static int Sign(this Side side) => side == Side.Buy ? 1 : -1;
}
