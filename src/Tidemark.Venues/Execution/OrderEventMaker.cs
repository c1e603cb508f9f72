using System.Globalization;
using Tidemark.Engine.Events;
using Tidemark.Venues.Orders;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Execution;

/// <summary>Makes the engine's order events of what a tracker tells.</summary>
internal sealed class OrderEventMaker(OrderEventQueue queue, VenueClock clock, ExecutionOptions options) : IOrderObserver
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, OrderRequest> requests = new(StringComparer.Ordinal);
    private readonly Dictionary<OrderId, string> names = [];
    private readonly Dictionary<string, int> revisions = new(StringComparer.Ordinal);

    /// <summary>Takes an order in and gives our name of it.</summary>
    public ClientOrderId Register(OrderRequest request)
    {
        var name = options.NameOf(request);
        lock (gate)
        {
            requests[name.ToString()] = request;
            names[request.Id] = name.ToString();
        }
        return name;
    }

    /// <summary>Our name of an order; null where it was never taken in.</summary>
    public string? NameOf(OrderId order) { lock (gate) return names.GetValueOrDefault(order); }

    public void OnOrder(TrackedOrder before, TrackedOrder after)
    {
        if (Find(after.ClientId) is not { } request) return;
        if (before.IsPresumedLost) Pause($"the order {after.ClientId} ({request.Id}) was held for lost, and is at the venue: {after.Status}; it is canceled");
        if (after.Quantity != before.Quantity || after.LimitPrice != before.LimitPrice || after.StopPrice != before.StopPrice) Amended(request, after);
        if (before.Status != after.Status && KindOf(after.Status) is { } kind) Tell(request, kind, after, after.Reason);
    }

    public void OnFill(TrackedOrder order, VenueFill fill)
    {
        if (Find(order.ClientId) is not { } request) return;
        var booked = new Fill
        {
            Order = request.Id,
            Instrument = request.Instrument,
            Side = fill.Side,
            Time = fill.Time,
            Price = new Price(fill.Price),
            Quantity = new Quantity(fill.Quantity),
            Fee = fill.Fee,
            FeeAsset = fill.FeeAsset,
            Role = fill.Role,
            TradeId = fill.TradeId,
            Account = request.Account,
            Strategy = request.Strategy,
            PositionSide = request.PositionSide,
            Tag = request.Tag,
            IsInverse = options.Instruments[request.Instrument.Value].IsInverse,
        };
        var kind = order.FilledQuantity >= order.Quantity ? OrderEventKind.Filled : OrderEventKind.PartiallyFilled;
        Put(request.Instrument, Event(request, kind, order, fill.Time) with { Fill = booked, CumulativeQuantity = new Quantity(order.FilledQuantity) });
    }

    /// <summary>
    /// What was booked with the fill stays as it was: the session's money is no longer the venue's. No new exposure is taken until somebody has
    /// looked and resumed.
    /// </summary>
    public void OnFillCorrected(TrackedOrder order, VenueFill before, VenueFill after)
    {
        if (Find(order.ClientId) is not { } request) return;
        Pause(string.Create(CultureInfo.InvariantCulture,
            $"the venue has corrected the trade {after.TradeId} of order {order.ClientId} ({request.Id}): {before.Quantity} at {before.Price}, fee {before.Fee} {before.FeeAsset}, became {after.Quantity} at {after.Price}, fee {after.Fee} {after.FeeAsset}; what was booked is the former"));
    }

    public void OnForgotten(TrackedOrder order)
    {
        lock (gate)
        {
            if (requests.Remove(order.ClientId, out var request)) names.Remove(request.Id);
            revisions.Remove(order.ClientId);
        }
    }

    /// <summary>Fills of orders that are not of this session are for reconciliation to find.</summary>
    public void OnForeignFill(VenueFill fill) { }

    /// <summary>Tells that something asked of an order was refused.</summary>
    public void Refused(OrderId order, OrderEventKind kind, OrderReason reason)
    {
        var name = NameOf(order);
        var request = name is null ? null : Find(name);
        Put(request?.Instrument ?? default, new OrderEvent { Kind = kind, Order = order, Time = clock.Now, Reason = reason });
    }

    /// <summary>Tells that a transfer was refused.</summary>
    public void Refused(TransferRequest transfer)
    {
        var entry = new LedgerEntry { Kind = LedgerKind.TransferRefused, Time = clock.Now, Account = options.Account, Instrument = transfer.From, Asset = transfer.Asset, Amount = 0m, Basis = transfer.Quantity };
        queue.Add((receivedAt, sequence) => EngineEvent.ForLedger(entry, receivedAt, sequence), clock.Local);
    }

    private void Pause(string reason)
    {
        var command = new EngineCommand(EngineCommandKind.Pause, reason);
        queue.Add((receivedAt, sequence) => EngineEvent.ForCommand(command, receivedAt, sequence), clock.Local);
    }

    private OrderRequest? Find(string name) { lock (gate) return requests.GetValueOrDefault(name); }

    private void Amended(OrderRequest request, TrackedOrder after)
    {
        int revision;
        lock (gate) revision = revisions[after.ClientId] = revisions.GetValueOrDefault(after.ClientId) + 1;
        var terms = new Amendment(new Quantity(after.Quantity), after.LimitPrice is { } limit ? new Price(limit) : null, after.StopPrice is { } stop ? new Price(stop) : null);
        Put(request.Instrument, Event(request, OrderEventKind.Amended, after, TimeOf(after)) with { Amendment = terms, Revision = revision });
    }

    private void Tell(OrderRequest request, OrderEventKind kind, TrackedOrder order, OrderReason reason) => Put(request.Instrument, Event(request, kind, order, TimeOf(order)) with { Reason = reason });

    private static OrderEvent Event(OrderRequest request, OrderEventKind kind, TrackedOrder order, Instant time) => new()
    {
        Kind = kind,
        Order = request.Id,
        Time = time,
        CumulativeQuantity = new Quantity(order.ReportedQuantity),
        VenueOrderId = order.VenueId.Length > 0 ? order.VenueId : null,
    };

    /// <summary>The fills of an order that has filled come by themselves; until then it is one that works.</summary>
    private static OrderEventKind? KindOf(OrderStatus status) => status switch
    {
        OrderStatus.Unknown => OrderEventKind.Unknown,
        OrderStatus.Open or OrderStatus.PartiallyFilled or OrderStatus.Filled => OrderEventKind.Accepted,
        OrderStatus.Canceled => OrderEventKind.Canceled,
        OrderStatus.Denied => OrderEventKind.Denied,
        OrderStatus.Rejected => OrderEventKind.Rejected,
        OrderStatus.Expired => OrderEventKind.Expired,
        _ => null,
    };

    private Instant TimeOf(TrackedOrder order) => order.UpdatedAt > Instant.UnixEpoch ? order.UpdatedAt : clock.Now;

    private void Put(InstrumentIndex instrument, OrderEvent orderEvent) => queue.Add((receivedAt, sequence) => EngineEvent.ForOrder(instrument, orderEvent, receivedAt, sequence), clock.Local);
}
