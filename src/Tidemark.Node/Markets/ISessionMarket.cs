using Tidemark.Engine.Events;

namespace Tidemark.Node.Markets;

/// <summary>Where the bars and funding rates of a session come from: one event after the other, each with its time. A session keeps its source for life.</summary>
public interface ISessionMarket
{
    /// <summary>For people: <c>generated market (seed 7)</c>.</summary>
    string Description { get; }

    /// <summary>Whether prices are not those of a real market now.</summary>
    bool IsSimulated { get; }

    /// <summary>When the next event comes: a bar at its close; null at the end.</summary>
    Instant? NextTime { get; }

    /// <summary>Takes the next event.</summary>
    EngineEvent Read();

    /// <summary>Moves behind an event that the session has already seen, which must be the next one.</summary>
    /// <exception cref="InvalidDataException">The source no longer has that event, or has another one in its place.</exception>
    void Skip(in EngineEvent seen);
}
