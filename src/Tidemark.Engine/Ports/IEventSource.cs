using Tidemark.Engine.Events;

namespace Tidemark.Engine.Ports;

/// <summary>Events in order of arrival. The driver always takes the earliest of all sources.</summary>
public interface IEventSource
{
    /// <summary>The key of the next event; false when there is none (now, for a live source; ever, for a recorded one).</summary>
    bool TryPeek(out EventKey next);

    /// <summary>Takes the next event. Only valid after <see cref="TryPeek"/> returned true.</summary>
    void Read(out EngineEvent next);
}
