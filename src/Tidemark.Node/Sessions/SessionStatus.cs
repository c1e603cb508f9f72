namespace Tidemark.Node.Sessions;

/// <summary>What a session is doing.</summary>
public enum SessionStatus : byte
{
    /// <summary>Opening its journal and taking up where it left off.</summary>
    Recovering,

    /// <summary>Feeding history to the indicators; nothing is traded yet.</summary>
    WarmingUp,
    Running,

    /// <summary>A person paused it: no new exposure, orders that reduce positions still pass.</summary>
    Paused,

    /// <summary>Its source of prices gives nothing; it waits and never takes another source.</summary>
    WaitingForPrices,

    /// <summary>A replay has come to its end.</summary>
    Finished,
    Stopped,

    /// <summary>It stopped by itself because something is wrong; <see cref="SessionSnapshot.Problem"/> says what.</summary>
    Failed,
}
