using Tidemark.Engine.Markets;

namespace Tidemark.Engine.Time;

/// <summary>Timers in the order in which they are due, ties in the order in which they were set.</summary>
internal sealed class TimerQueue(Lull lull)
{
    private readonly PriorityQueue<EngineTimer, (Instant Due, long Number)> queue = new();
    private long nextNumber;

    /// <summary>When the next timer is due; <see cref="Instant.MaxValue"/> when there is none.</summary>
    public Instant NextDue { get; private set; } = Instant.MaxValue;

    public void Set(Instant due, int strategy, int series, string name, Duration every, Weekdays days = Weekdays.None)
    {
        var timer = new EngineTimer(due, nextNumber++, strategy, series, name, every, Days: days);
        Enqueue(timer);
    }

    /// <summary>Has the engine look at an order that it runs.</summary>
    public void SetForOrder(Instant due, OrderId order)
    {
        var timer = new EngineTimer(due, nextNumber++, -1, -1, "", default, order.Value);
        Enqueue(timer);
    }

    private void Enqueue(in EngineTimer timer)
    {
        queue.Enqueue(timer, (timer.Due, timer.Number));
        NextDue = queue.Peek().Due;
        lull.End();
    }

    public EngineTimer Take()
    {
        var timer = queue.Dequeue();
        NextDue = queue.Count == 0 ? Instant.MaxValue : queue.Peek().Due;
        return timer;
    }

    /// <summary>Forgets a strategy's timers of one name.</summary>
    public void Cancel(int strategy, string name)
    {
        var kept = queue.UnorderedItems.Where(item => item.Element.Strategy != strategy || item.Element.Name != name).ToArray();
        queue.Clear();
        foreach (var (timer, priority) in kept) queue.Enqueue(timer, priority);
        NextDue = queue.Count == 0 ? Instant.MaxValue : queue.Peek().Due;
    }
}
