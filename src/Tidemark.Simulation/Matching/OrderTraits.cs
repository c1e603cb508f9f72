namespace Tidemark.Simulation.Matching;

/// <summary>What most orders are not.</summary>
[Flags]
internal enum OrderTraits : byte
{
    None = 0,
    PostOnly = 1,

    /// <summary>Waits for its trigger, outside of the book.</summary>
    Waiting = 2,

    /// <summary>Shows a part of itself.</summary>
    Iceberg = 4,
}
