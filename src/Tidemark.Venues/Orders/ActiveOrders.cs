namespace Tidemark.Venues.Orders;

/// <summary>
/// Which orders must be looked at: those that something is expected of, and those that have settled since the last look. So that a run of
/// millions of orders walks over few, and forgets the others in time.
/// </summary>
/// <param name="now">The time that orders are noted with.</param>
internal sealed class ActiveOrders(Func<Instant> now)
{
    private readonly HashSet<string> open = new(StringComparer.Ordinal);
    private readonly HashSet<string> settled = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Instant> lost = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Instant> endedAt = new(StringComparer.Ordinal);
    private readonly Queue<(string Name, Instant At)> ended = new();

    public IEnumerable<string> Open => open;

    public IEnumerable<string> Watched => open.Concat(settled);

    public int SettledCount => settled.Count;

    /// <summary>Takes the newest state of an order.</summary>
    public void Note(TrackedOrder order)
    {
        var name = order.ClientId;
        if (order.IsPresumedLost) lost.TryAdd(name, now());
        else lost.Remove(name);
        if (order is { IsSettled: true, IsPresumedLost: false })
        {
            End(name);
            return;
        }
        open.Add(name);
        settled.Remove(name);
        endedAt.Remove(name);
    }

    /// <summary>Those that have settled and that a sweep has looked at since need no further look.</summary>
    public void Unwatch(Predicate<string> isDone) => settled.RemoveWhere(isDone);

    /// <summary>Nothing is expected any more of those that were held for lost before a moment.</summary>
    public void GiveUp(Instant lostBefore)
    {
        foreach (var name in lost.Where(item => item.Value < lostBefore).Select(item => item.Key).ToArray())
        {
            lost.Remove(name);
            End(name);
        }
    }

    /// <summary>Takes out those that settled before a moment and need no look.</summary>
    public IEnumerable<string> Forget(Instant settledBefore)
    {
        while (ended.TryPeek(out var first) && first.At < settledBefore && !settled.Contains(first.Name))
        {
            ended.Dequeue();
            // Another entry where it was open once more in between.
            if (endedAt.TryGetValue(first.Name, out var at) && at == first.At && endedAt.Remove(first.Name)) yield return first.Name;
        }
    }

    private void End(string name)
    {
        open.Remove(name);
        settled.Add(name);
        if (endedAt.TryAdd(name, now())) ended.Enqueue((name, endedAt[name]));
    }
}
