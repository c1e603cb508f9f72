using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Orders;

/// <summary>
/// Orders by our name, as put together from answers, streams, queries and sweeps, which may repeat each other, contradict each other in time
/// and come in any order: quantities are cumulative and never go back, an order that has ended stays so, and a fill counts once by the venue's
/// number, even one that comes after the end. Only an end that was concluded here gives way to what the venue tells.
/// </summary>
/// <param name="observer">Hears what becomes of them.</param>
/// <param name="now">Our own time, by which orders grow old; null where they do not.</param>
internal sealed class OrderStates(IOrderObserver observer, Func<Instant>? now = null)
{
    private const int MostOrphans = 10_000;
    private readonly Dictionary<string, TrackedOrder> orders = new(StringComparer.Ordinal);
    private readonly Dictionary<(InstrumentId, string), string> clientIds = [];
    private readonly HashSet<(InstrumentId, TradeId)> seen = [];
    private readonly Dictionary<(InstrumentId, TradeId), VenueFill> orphans = [];
    private readonly ActiveOrders active = new(now ?? (() => Instant.UnixEpoch));
    private readonly Queue<(InstrumentId, TradeId)> foreign = new();
    private Instant forgottenUpTo = Instant.MinValue;

    /// <summary>How many different executions have come.</summary>
    public int FillCount { get; private set; }

    public IEnumerable<TrackedOrder> All => orders.Values;

    /// <summary>Those that something is expected of: not settled, or held for lost not long ago.</summary>
    public IEnumerable<TrackedOrder> Open => active.Open.Select(name => orders[name]);

    /// <summary>Those that something is expected of, and those that have settled and were not looked at since.</summary>
    public IEnumerable<TrackedOrder> Watched => active.Watched.Select(name => orders[name]);

    /// <summary>Whether executions wait for an order to be known by its number.</summary>
    public bool HasOrphans => orphans.Count > 0;

    /// <summary>How many settled orders wait to be looked at once more.</summary>
    public int SettledCount => active.SettledCount;

    /// <summary>Called when the venue tells an order that was held for lost.</summary>
    public Action<TrackedOrder>? Returned { get; init; }

    public TrackedOrder? Find(string clientId) => orders.GetValueOrDefault(clientId);

    /// <summary>Takes an order in before it is sent, or one of an earlier run.</summary>
    public void Add(TrackedOrder order)
    {
        Put(order);
        if (order.VenueId.Length > 0) Link(order);
        foreach (var fill in order.Fills) Note((fill.Instrument, fill.TradeId));
    }

    /// <summary>Puts a state in the place of another that is not final.</summary>
    public void Set(string clientId, OrderStatus status, OrderReason reason = OrderReason.None)
    {
        if (Find(clientId) is { } order && !order.Status.IsFinal()) Change(order, order with { Status = status, Reason = reason });
    }

    /// <summary>Concludes that an order which the venue does not know never arrived. It is looked for some time longer.</summary>
    public void PresumeLost(string clientId)
    {
        if (Find(clientId) is { Status: OrderStatus.Unknown } order) Change(order, order with { Status = OrderStatus.Rejected, Reason = OrderReason.UnknownOrder, IsPresumedLost = true });
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
        TellReturn(order);
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
            // Of an order that was forgotten.
            if (fill.Time <= forgottenUpTo) return;
            // Its order may be one whose number we do not know yet.
            if (orphans.Count < MostOrphans && orphans.TryAdd(key, fill) && !IsAnyNameless()) Disown(key, fill);
            return;
        }
        Note(key);
        orphans.Remove(key);
        LastFillAt = Instant.Max(LastFillAt, fill.Time);
        var filled = order.FilledQuantity + fill.Quantity;
        var after = order with { FilledQuantity = filled, ReportedQuantity = Math.Max(order.ReportedQuantity, filled), Fills = order.Fills.Add(fill) };
        if (after.IsPresumedLost) after = Found(after);
        if (!after.Status.IsFinal()) after = after with { Status = filled >= after.Quantity ? OrderStatus.Filled : OrderStatus.PartiallyFilled };
        Put(after);
        if (order.VenueId.Length == 0 && fill.VenueOrderId.Length > 0)
        {
            after = after with { VenueId = fill.VenueOrderId };
            Put(after);
            Link(after);
        }
        if (order.IsPresumedLost) observer.OnOrder(order, after);
        observer.OnFill(after, fill);
        TellReturn(order);
    }

    /// <summary>All orders are known by their numbers: executions that belong to none of them are not ours.</summary>
    public void DisownOrphans()
    {
        if (IsAnyNameless()) return;
        foreach (var (key, fill) in orphans.ToArray()) Disown(key, fill);
    }

    /// <summary>Settled orders that need not be looked at once more: a sweep has.</summary>
    public void Unwatch(Predicate<TrackedOrder> isDone) => active.Unwatch(name => isDone(orders[name]));

    /// <summary>Looks no longer for orders that were held for lost before a moment, and forgets orders that settled before another.</summary>
    public void Age(Instant lostBefore, Instant settledBefore)
    {
        active.GiveUp(lostBefore);
        foreach (var name in active.Forget(settledBefore)) Forget(orders[name]);
        while (foreign.Count > MostOrphans) seen.Remove(foreign.Dequeue());
    }

    private static TrackedOrder WithStatus(TrackedOrder order, VenueOrder told, bool isOlder)
    {
        if (order.IsPresumedLost) order = Found(order);
        if (order.Status.IsFinal()) return order;
        if (told.Status.IsFinal()) return order with { Status = told.Status, Reason = told.Reason };
        // An answer that was overtaken does not take a partial fill back.
        if (isOlder && order.Status is not (OrderStatus.Created or OrderStatus.Submitted or OrderStatus.Unknown)) return order;
        return order with { Status = order.FilledQuantity > 0m || told.FilledQuantity > 0m ? OrderStatus.PartiallyFilled : OrderStatus.Open };
    }

    private static TrackedOrder Found(TrackedOrder order) => order with { Status = OrderStatus.Unknown, Reason = OrderReason.None, IsPresumedLost = false };

    private void TellReturn(TrackedOrder before)
    {
        if (before.IsPresumedLost && Find(before.ClientId) is { IsPresumedLost: false } after) Returned?.Invoke(after);
    }

    private void Correct(VenueFill fill)
    {
        if (Owner(fill) is not { } order || order.Fills.Find(other => other.TradeId == fill.TradeId) is not { } before) return;
        if ((before.Price, before.Quantity, before.Fee, before.FeeAsset) == (fill.Price, fill.Quantity, fill.Fee, fill.FeeAsset)) return;
        var filled = order.FilledQuantity - before.Quantity + fill.Quantity;
        // What the venue took back it no longer reports either: nothing is missing.
        var reported = Math.Max(order.ReportedQuantity - Math.Max(before.Quantity - fill.Quantity, 0m), filled);
        var after = order with { FilledQuantity = filled, ReportedQuantity = reported, Fills = order.Fills.Replace(before, fill) };
        Put(after);
        observer.OnFillCorrected(after, before, fill);
    }

    private bool IsAnyNameless() => Open.Any(order => order.VenueId.Length == 0 && (order.IsPresumedLost || !order.Status.IsFinal()));

    private TrackedOrder? Known(VenueOrder told) =>
        told.ClientId.Length > 0 && Find(told.ClientId) is { } byName ? byName
        : clientIds.TryGetValue((told.Instrument, told.VenueId), out var name) ? Find(name) : null;

    private TrackedOrder? Owner(VenueFill fill) =>
        clientIds.TryGetValue((fill.Instrument, fill.VenueOrderId), out var name) ? Find(name)
        : fill.ClientId.Length > 0 ? Find(fill.ClientId) : null;

    private void Link(TrackedOrder order) => clientIds[(order.Instrument, order.VenueId)] = order.ClientId;

    private void Note((InstrumentId, TradeId) key)
    {
        if (seen.Add(key)) FillCount++;
    }

    private void Adopt(TrackedOrder order)
    {
        Link(order);
        foreach (var fill in orphans.Values.Where(fill => fill.Instrument == order.Instrument && fill.VenueOrderId == order.VenueId).ToArray()) Apply(fill);
    }

    private void Disown((InstrumentId, TradeId) key, VenueFill fill)
    {
        orphans.Remove(key);
        if (seen.Contains(key)) return;
        Note(key);
        foreign.Enqueue(key);
        observer.OnForeignFill(fill);
    }

    private void Forget(TrackedOrder order)
    {
        orders.Remove(order.ClientId);
        clientIds.Remove((order.Instrument, order.VenueId));
        foreach (var fill in order.Fills)
        {
            seen.Remove((fill.Instrument, fill.TradeId));
            forgottenUpTo = Instant.Max(forgottenUpTo, fill.Time);
        }
        observer.OnForgotten(order);
    }

    private void Put(TrackedOrder order)
    {
        orders[order.ClientId] = order;
        active.Note(order);
    }

    private void Change(TrackedOrder before, TrackedOrder after)
    {
        if (before == after) return;
        Put(after);
        if (before.Status != after.Status || before.Quantity != after.Quantity || before.LimitPrice != after.LimitPrice || before.StopPrice != after.StopPrice) observer.OnOrder(before, after);
    }
}
