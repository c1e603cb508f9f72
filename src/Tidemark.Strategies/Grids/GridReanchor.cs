namespace Tidemark.Strategies.Grids;

/// <summary>When a grid is laid anew around the price of the moment.</summary>
public enum GridReanchor : byte
{
    Never,

    /// <summary>When all is sold and the price has left the grid upwards.</summary>
    Above,

    /// <summary>Also some bars after the stop.</summary>
    Always,
}
