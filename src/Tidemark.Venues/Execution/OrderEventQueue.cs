using Tidemark.Engine.Events;
using Tidemark.Engine.Ports;

namespace Tidemark.Venues.Execution;

/// <summary>What venues say about orders, waiting to be read by the session's loop: put in by any thread, read by one, in the order of arrival.</summary>
/// <param name="priority">The source's place among others at the same moment.</param>
internal sealed class OrderEventQueue(int priority) : IEventSource
{
    private readonly Lock gate = new();
    private readonly Queue<EngineEvent> waiting = new();
    private Instant last = Instant.MinValue;
    private long nextSequence;

    /// <summary>Called after something was put in, by the thread that did.</summary>
    public Action? Arrived { get; set; }

    /// <summary>The moment of arrival of the next event: never before an earlier one.</summary>
    /// <param name="make">Makes the event of its moment and number.</param>
    /// <param name="receivedAt">When it came.</param>
    public void Add(Func<Instant, long, EngineEvent> make, Instant receivedAt)
    {
        lock (gate)
        {
            last = Instant.Max(last, receivedAt);
            waiting.Enqueue(make(last, nextSequence++));
        }
        Arrived?.Invoke();
    }

    public bool TryPeek(out EventKey next)
    {
        lock (gate)
        {
            if (!waiting.TryPeek(out var first))
            {
                next = default;
                return false;
            }
            next = new EventKey(first.ReceivedAt, priority, first.Sequence);
            return true;
        }
    }

    public void Read(out EngineEvent next)
    {
        lock (gate) next = waiting.Dequeue();
    }
}
