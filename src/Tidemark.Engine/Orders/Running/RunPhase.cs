namespace Tidemark.Engine.Orders.Running;

/// <summary>Where an order stands that the engine runs.</summary>
internal enum RunPhase : byte
{
    /// <summary>It leaves at a moment.</summary>
    Scheduled,

    /// <summary>Its parent has not filled yet.</summary>
    Waiting,

    /// <summary>The engine watches the market for its trigger.</summary>
    Watching,

    /// <summary>It is at the venue, whole or a part of it.</summary>
    AtVenue,
}
