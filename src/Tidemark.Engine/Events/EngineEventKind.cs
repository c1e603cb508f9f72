namespace Tidemark.Engine.Events;

/// <summary>What an <see cref="EngineEvent"/> carries.</summary>
public enum EngineEventKind : byte
{
    /// <summary>A bar of a base feed has closed.</summary>
    Bar,
    Trade,
    Quote,
    BookDelta,
    Funding,
    Observation,
    Signal,

    /// <summary>The venue's answer about an order.</summary>
    Order,

    /// <summary>Time passed without anything else happening.</summary>
    TimeAdvanced,

    /// <summary>All bars of an instant that will come have come (live, after the bar grace).</summary>
    InstantClosed,

    /// <summary>A person or the session asks for something: pause, resume, flatten, new parameters.</summary>
    Command,

    /// <summary>The venue changed a balance by itself: funding, interest, a liquidation.</summary>
    Ledger,

    /// <summary>Another version of a model takes over, or a training changed nothing.</summary>
    ModelChange,
}
