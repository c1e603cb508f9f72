using System.Text.Json;
using Tidemark.Venues.Coinbase.Rest;
using Tidemark.Venues.Coinbase.Wire;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Coinbase.Trading;

/// <summary>Hands on what the user's channel tells of orders. It does not tell fills: when more of an order has filled, its fills are asked for.</summary>
internal sealed class UserEvents(CoinbaseInstruments instruments, OrderHistory history, IOrderListener listener)
{
    private const int MostRemembered = 10_000;
    private readonly Dictionary<string, decimal> filled = new(StringComparer.Ordinal);

    /// <summary>The orders of an event, under the stream's lock. Returns those of which fills are to be asked for.</summary>
    public List<VenueOrder> Take(JsonElement events, Instant time)
    {
        List<VenueOrder> changed = [];
        foreach (var item in events.EnumerateArray().Where(item => item.TryGetProperty("orders", out var orders) && orders.ValueKind == JsonValueKind.Array).SelectMany(item => item.GetProperty("orders").EnumerateArray()))
        {
            // What is traded elsewhere, such as futures, is not ours to follow.
            if (instruments.BySymbol(item.Text("product_id")) is not { } instrument) continue;
            var order = OrderReader.Update(item, instrument.Id, time);
            if (order.FilledQuantity > filled.GetValueOrDefault(order.VenueId)) changed.Add(order);
            if (filled.Count >= MostRemembered) filled.Clear();
            filled[order.VenueId] = order.FilledQuantity;
            listener.OnOrder(order);
        }
        return changed;
    }

    /// <summary>Asks for the fills of an order and tells them. Where that fails, a sweep will find them.</summary>
    public async Task TellFillsAsync(VenueOrder order, Lock gate, CancellationToken cancellation)
    {
        if (!(await instruments.FindAsync(order.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var instrument, out _)) return;
        if (!(await history.ReadFillsOfOrderAsync(instrument, order.VenueId, cancellation).ConfigureAwait(false)).TryGet(out var page, out _)) return;
        lock (gate)
        {
            foreach (var fill in page.Items) listener.OnFill(fill with { ClientId = order.ClientId });
        }
    }
}
