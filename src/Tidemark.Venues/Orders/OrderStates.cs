using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Orders;

/// <summary>
/// Orders by our name, as put together from answers, streams, queries and sweeps, which may repeat each other, contradict each other in time
/// and come in any order: quantities are cumulative and never go back, an order that has ended stays so, and a fill counts once by the venue's
/// number, even one that comes after the end.
/// </summary>
internal sealed class OrderStates(IOrderObserver observer)
{
    private const int MostOrphans = 10_000;
    private readonly Dictionary<string, TrackedOrder> orders = new(StringComparer.Ordinal);
    private readonly Dictionary<(InstrumentId, string), string> clientIds = [];
    private readonly HashSet<(InstrumentId, TradeId)> seen = [];
    private readonly Dictionary<(InstrumentId, TradeId), VenueFill> orphans = [];

    /// <summary>How many different executions have come.</summary>
    public int FillCount => seen.Count;

    public IEnumerable<TrackedOrder> All => orders.Values;

    public TrackedOrder? Find(string clientId) => orders.GetValueOrDefault(clientId);

    /// <summary>Takes an order in before it is sent, or one of an earlier run.</summary>
    public void Add(TrackedOrder order)
    {
        orders[order.ClientId] = order;
        if (order.VenueId.Length > 0) Link(order);
        foreach (var fill in order.Fills) seen.Add((fill.Instrument, fill.TradeId));
    }

    /// <summary>Puts a state in the place of another that is not final.</summary>
    public void Set(string clientId, OrderStatus status, OrderReason reason = OrderReason.None)
    {
        if (Find(clientId) is { } order && !order.Status.IsFinal()) Change(order, order with { Status = status, Reason = reason });
    }

    /// <summary>Takes what the venue says of an order. What it says of orders that are not ours is left out.</summary>
    public void Apply(VenueOrder told)
    {
        foreach (var fill in told.Fills) Apply(fill);
        if (Known(told) is not { } order) return;
        var reported = Math.Max(order.ReportedQuantity, told.FilledQuantity);
        var isOlder = told.UpdatedAt < order.UpdatedAt || (told.UpdatedAt == order.UpdatedAt && told.FilledQuantity < order.ReportedQuantity);
        var after = order with { VenueId = told.VenueId.Length > 0 ? told.VenueId : order.VenueId, ReportedQuantity = reported };
        if (!isOlder) after = after with { Quantity = told.Quantity, LimitPrice = told.LimitPrice ?? order.LimitPrice, StopPrice = told.StopPrice ?? order.StopPrice, UpdatedAt = told.UpdatedAt };
        after = WithStatus(after, told, isOlder);
        Change(order, after);
        // A conditional order may go on under another number.
        if (order.VenueId != after.VenueId) Adopt(after);
    }

    /// <summary>When something last filled, by the venue's clock.</summary>
    public Instant LastFillAt { get; private set; } = Instant.MinValue;

    /// <summary>Takes an execution; one that was taken before changes nothing, but where it was asked for and the venue now tells it otherwise.</summary>
    /// <param name="fill">The execution.</param>
    /// <param name="isAskedFor">Whether it is an answer: what streams tell may be older than a correction.</param>
    public void Apply(VenueFill fill, bool isAskedFor = false)
    {
        var key = (fill.Instrument, fill.TradeId);
        if (seen.Contains(key))
        {
            if (isAskedFor) Correct(fill);
            return;
        }
        if (Owner(fill) is not { } order)
        {
            // Its order may be one whose number we do not know yet.
            if (orphans.Count < MostOrphans && orphans.TryAdd(key, fill) && !orders.Values.Any(other => other.VenueId.Length == 0 && !other.Status.IsFinal())) Disown(key, fill);
            return;
        }
        seen.Add(key);
        orphans.Remove(key);
        LastFillAt = Instant.Max(LastFillAt, fill.Time);
        var filled = order.FilledQuantity + fill.Quantity;
        var after = order with { FilledQuantity = filled, ReportedQuantity = Math.Max(order.ReportedQuantity, filled), Fills = order.Fills.Add(fill) };
        if (!after.Status.IsFinal()) after = after with { Status = filled >= after.Quantity ? OrderStatus.Filled : OrderStatus.PartiallyFilled };
        orders[order.ClientId] = after;
        if (order.VenueId.Length == 0 && fill.VenueOrderId.Length > 0)
        {
            after = orders[order.ClientId] = after with { VenueId = fill.VenueOrderId };
            Link(after);
        }
        observer.OnFill(after, fill);
    }

    private void Correct(VenueFill fill)
    {
        if (Owner(fill) is not { } order || order.Fills.Find(other => other.TradeId == fill.TradeId) is not { } before) return;
        if ((before.Price, before.Quantity, before.Fee, before.FeeAsset) == (fill.Price, fill.Quantity, fill.Fee, fill.FeeAsset)) return;
        var filled = order.FilledQuantity - before.Quantity + fill.Quantity;
        var after = orders[order.ClientId] = order with { FilledQuantity = filled, ReportedQuantity = Math.Max(order.ReportedQuantity, filled), Fills = order.Fills.Replace(before, fill) };
        observer.OnFillCorrected(after, before, fill);
    }

    /// <summary>All orders are known by their numbers: executions that belong to none of them are not ours.</summary>
    public void DisownOrphans()
    {
        if (orders.Values.Any(order => order.VenueId.Length == 0 && !order.Status.IsFinal())) return;
        foreach (var (key, fill) in orphans.ToArray()) Disown(key, fill);
    }

    private static TrackedOrder WithStatus(TrackedOrder order, VenueOrder told, bool isOlder)
    {
        if (order.Status.IsFinal()) return order;
        if (told.Status.IsFinal()) return order with { Status = told.Status, Reason = told.Reason };
        // An answer that was overtaken does not take a partial fill back.
        if (isOlder && order.Status is not (OrderStatus.Created or OrderStatus.Submitted or OrderStatus.Unknown)) return order;
        return order with { Status = order.FilledQuantity > 0m || told.FilledQuantity > 0m ? OrderStatus.PartiallyFilled : OrderStatus.Open };
    }

    private TrackedOrder? Known(VenueOrder told) =>
        told.ClientId.Length > 0 && Find(told.ClientId) is { } byName ? byName
        : clientIds.TryGetValue((told.Instrument, told.VenueId), out var name) ? Find(name) : null;

    private TrackedOrder? Owner(VenueFill fill) =>
        clientIds.TryGetValue((fill.Instrument, fill.VenueOrderId), out var name) ? Find(name)
        : fill.ClientId.Length > 0 ? Find(fill.ClientId) : null;

    private void Link(TrackedOrder order) => clientIds[(order.Instrument, order.VenueId)] = order.ClientId;

    private void Adopt(TrackedOrder order)
    {
        Link(order);
        foreach (var fill in orphans.Values.Where(fill => fill.Instrument == order.Instrument && fill.VenueOrderId == order.VenueId).ToArray()) Apply(fill);
    }

    private void Disown((InstrumentId, TradeId) key, VenueFill fill)
    {
        orphans.Remove(key);
        if (seen.Add(key)) observer.OnForeignFill(fill);
    }

    private void Change(TrackedOrder before, TrackedOrder after)
    {
        if (before == after) return;
        orders[before.ClientId] = after;
        if (before.Status != after.Status || before.Quantity != after.Quantity || before.LimitPrice != after.LimitPrice || before.StopPrice != after.StopPrice) observer.OnOrder(before, after);
    }
}
