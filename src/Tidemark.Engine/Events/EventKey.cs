namespace Tidemark.Engine.Events;

/// <summary>The place of an event among those of all sources: by time of arrival, then by priority of the source, then by its number there.</summary>
public readonly record struct EventKey(Instant ReceivedAt, int Priority, long Sequence) : IComparable<EventKey>
{
    public int CompareTo(EventKey other)
    {
        var byTime = ReceivedAt.CompareTo(other.ReceivedAt);
        if (byTime != 0) return byTime;
        var byPriority = Priority.CompareTo(other.Priority);
        return byPriority != 0 ? byPriority : Sequence.CompareTo(other.Sequence);
    }
}
