namespace Tidemark.Simulation.Venues;

/// <summary>Which order ends when, for orders that are good till a moment.</summary>
internal sealed class OrderExpiries
{
    private readonly PriorityQueue<RestingOrder, (Instant Due, int Order)> queue = new();

    /// <summary>When the next one ends; <see cref="Instant.MaxValue"/> when none does. Orders that ended otherwise may still count.</summary>
    public Instant NextDue { get; private set; } = Instant.MaxValue;

    public void Add(RestingOrder order, Instant due)
    {
        queue.Enqueue(order, (due, order.Id.Value));
        NextDue = queue.Peek().Request.Options!.ExpiresAt!.Value;
    }

    /// <summary>Takes the next order that is due by a moment; null when there is none.</summary>
    public RestingOrder? TakeDue(Instant now)
    {
        if (NextDue > now) return null;
        var order = queue.Dequeue();
        NextDue = queue.Count == 0 ? Instant.MaxValue : queue.Peek().Request.Options!.ExpiresAt!.Value;
        return order;
    }
}
