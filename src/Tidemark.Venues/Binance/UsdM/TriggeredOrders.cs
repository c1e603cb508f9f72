using System.Collections.Concurrent;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Binance.UsdM;

/// <summary>Which of our names the orders have that conditional orders became: the venue gives them numbers of their own.</summary>
internal sealed class TriggeredOrders
{
    private readonly ConcurrentDictionary<(InstrumentId, string), string> names = new();

    public void Learn(InstrumentId instrument, string venueId, string clientId) => names[(instrument, venueId)] = clientId;

    public VenueOrder Named(VenueOrder order) => names.TryGetValue((order.Instrument, order.VenueId), out var name) ? order with { ClientId = name } : order;

    public VenueFill Named(VenueFill fill) => names.TryGetValue((fill.Instrument, fill.VenueOrderId), out var name) ? fill with { ClientId = name } : fill;
}
