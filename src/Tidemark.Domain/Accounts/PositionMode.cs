namespace Tidemark.Domain;

/// <summary>How an account holds positions of one instrument.</summary>
public enum PositionMode : byte
{
    /// <summary>One position per instrument: buys and sells net.</summary>
    OneWay,

    /// <summary>A long and a short position side by side; every order names the one that it opens or closes.</summary>
    Hedge,
}
