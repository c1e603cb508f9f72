namespace Tidemark.Engine.Events;

/// <summary>What a person or the session itself asks of a running engine, taken between two events and journaled as an input.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Reason">Who asked and why, for the journal.</param>
public sealed record EngineCommand(EngineCommandKind Kind, string Reason);

public enum EngineCommandKind : byte
{
    /// <summary>No new exposure; orders that reduce positions still pass.</summary>
    Pause,

    /// <summary>Ends <see cref="Pause"/>.</summary>
    Resume,

    /// <summary>Cancels every order and closes every position at the market.</summary>
    Flatten,
}
