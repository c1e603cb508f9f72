namespace Tidemark.Engine.Orders;

/// <summary>All orders of a session by number: the working ones, and the last closed ones for late events and readers.</summary>
public sealed class OrderLedger
{
    private readonly List<Order?> byNumber = [];
    private readonly List<Order> active = [];
    private readonly Queue<int> closed = new();
    private readonly int closedKept;

    /// <summary>Orders whose older entry among the closed ones no longer counts.</summary>
    private readonly HashSet<int> reopened = [];

    internal OrderLedger(int closedKept) => this.closedKept = closedKept;

    /// <summary>Orders that are not final, in the order of decision.</summary>
    public IReadOnlyList<Order> Active => active;

    /// <summary>The last closed orders, oldest first.</summary>
    public IEnumerable<Order> RecentlyClosed => closed.Select(number => byNumber[number]).OfType<Order>().Where(order => !order.IsActive).Distinct();

    /// <summary>The number that the next order will get.</summary>
    public OrderId NextId => new(byNumber.Count);

    /// <summary>The order of that number, or null when it is unknown or long closed.</summary>
    public Order? Find(OrderId id) => (uint)id.Value < (uint)byNumber.Count ? byNumber[id.Value] : null;

    internal void Add(Order order)
    {
        byNumber.Add(order);
        active.Add(order);
    }

    /// <summary>Moves an order that became final out of the working ones.</summary>
    internal void Close(Order order)
    {
        // Most often it is the only one.
        if (active.Count == 1 && active[0] == order) active.Clear();
        else if (!active.Remove(order)) return;
        closed.Enqueue(order.Id.Value);
        if (closed.Count <= closedKept) return;
        var oldest = closed.Dequeue();
        // The order itself is not looked at: it left the caches long ago.
        if (reopened.Count == 0 || !reopened.Remove(oldest)) byNumber[oldest] = null;
    }

    /// <summary>Takes back an order that seemed whole until a lost change of its quantity came to light.</summary>
    internal void Reopen(Order order)
    {
        active.Add(order);
        reopened.Add(order.Id.Value);
    }
}
