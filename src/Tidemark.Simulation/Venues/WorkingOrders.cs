using Tidemark.Engine.Sessions;

namespace Tidemark.Simulation.Venues;

/// <summary>The orders that the venue works: by number, by instrument in the order of arrival, by their links and by their expiry.</summary>
internal sealed class WorkingOrders(SessionSetup setup)
{
    private readonly List<RestingOrder>[] resting = [.. setup.Instruments.Select(_ => new List<RestingOrder>())];

    /// <summary>By their dense numbers; null for those that do not work.</summary>
    private readonly List<RestingOrder?> byNumber = [];

    public OrderLinks Links { get; } = new();

    public OrderExpiries Expiries { get; } = new();

    public int Count { get; private set; }

    /// <summary>The orders of an instrument, oldest first.</summary>
    public List<RestingOrder> At(InstrumentIndex instrument) => resting[instrument.Value];

    /// <summary>The order of that number, or null when the venue does not work it.</summary>
    public RestingOrder? Find(OrderId id) => (uint)id.Value < (uint)byNumber.Count ? byNumber[id.Value] : null;

    /// <exception cref="InvalidOperationException">An order of that number is working.</exception>
    public void Add(RestingOrder order)
    {
        while (byNumber.Count <= order.Id.Value) byNumber.Add(null);
        if (byNumber[order.Id.Value] is not null) throw new InvalidOperationException($"order {order.Id} was sent twice");
        byNumber[order.Id.Value] = order;
        Count++;
        order.IsOpen = true;
        At(order.Request.Instrument).Add(order);
        Links.Add(order);
        if (order.Request.Options?.ExpiresAt is { } expiresAt) Expiries.Add(order, expiresAt);
    }

    public void Remove(RestingOrder order)
    {
        order.IsOpen = false;
        if (Find(order.Id) is not null) Count--;
        byNumber[order.Id.Value] = null;
        var present = At(order.Request.Instrument);
        // Most often it is the only one.
        if (present.Count == 1 && present[0] == order) present.Clear();
        else present.Remove(order);
        Links.Remove(order);
    }
}
