namespace Tidemark.Engine.Events;

/// <summary>What can be asked of a running engine.</summary>
public enum EngineCommandKind : byte
{
    /// <summary>No new exposure; orders that reduce positions still pass.</summary>
    Pause,

    /// <summary>Ends <see cref="Pause"/>.</summary>
    Resume,

    /// <summary>Cancels every order and closes every position at the market.</summary>
    Flatten,
}
