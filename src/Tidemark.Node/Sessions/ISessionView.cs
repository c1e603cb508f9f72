using Tidemark.Engine.Events;

namespace Tidemark.Node.Sessions;

/// <summary>A running session as servers see it: read the newest snapshot, wait for the next, ask for something. Safe from any thread.</summary>
public interface ISessionView
{
    SessionSnapshot Current { get; }

    /// <summary>Completes when a snapshot newer than <paramref name="version"/> is there, or the session has ended for good.</summary>
    Task<SessionSnapshot> WaitForNewerAsync(long version, CancellationToken cancellation);

    /// <summary>Asks the session for something; it is journaled and done between two events. False when the session has ended.</summary>
    bool TryAsk(EngineCommandKind command, string reason);
}
