namespace Tidemark.Simulation.Contracts;

/// <summary>What stands behind a contract position.</summary>
public enum MarginMode : byte
{
    /// <summary>All money of the account, and the profit of its other positions in the same money.</summary>
    Cross,

    /// <summary>The margin put aside when it was entered: its value at the entry over the leverage. More cannot be lost.</summary>
    Isolated,
}
