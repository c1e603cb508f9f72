using Tidemark.Engine.Sessions;

namespace Tidemark.Simulation.Venues;

/// <summary>The orders that the venue works: by number, by instrument in the order of arrival, by their links and by their expiry.</summary>
internal sealed class WorkingOrders(SessionSetup setup)
{
    private readonly List<RestingOrder>[] resting = [.. setup.Instruments.Select(_ => new List<RestingOrder>())];
    private readonly Dictionary<OrderId, RestingOrder> byId = [];

    public OrderLinks Links { get; } = new();

    public OrderExpiries Expiries { get; } = new();

    public int Count { get; private set; }

    /// <summary>Whether nothing works and nothing is due to end.</summary>
    public bool AreNone => Count == 0 && Expiries.NextDue == Instant.MaxValue;

    /// <summary>The orders of an instrument, oldest first.</summary>
    public List<RestingOrder> At(InstrumentIndex instrument) => resting[instrument.Value];

    /// <summary>The order of that number, or null when the venue does not work it.</summary>
    public RestingOrder? Find(OrderId id) => byId.GetValueOrDefault(id);

    /// <exception cref="InvalidOperationException">An order of that number is working.</exception>
    public void Add(RestingOrder order)
    {
        if (!byId.TryAdd(order.Id, order)) throw new InvalidOperationException($"order {order.Id} was sent twice");
        Count++;
        order.IsOpen = true;
        At(order.Request.Instrument).Add(order);
        Links.Add(order);
        if (order.Request.Options?.ExpiresAt is { } expiresAt) Expiries.Add(order, expiresAt);
    }

    public void Remove(RestingOrder order)
    {
        order.IsOpen = false;
        if (byId.Remove(order.Id)) Count--;
        At(order.Request.Instrument).Remove(order);
        Links.Remove(order);
    }
}
