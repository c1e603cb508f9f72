using Tidemark.Engine.Markets;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Time;

namespace Tidemark.Engine.Orders.Running;

/// <summary>
/// Does for orders what their venue does not: holds them until their time or their trigger, moves trailing stops, sends icebergs part by
/// part, ends or reprices what has not filled in time. All of it follows from journaled inputs, so a restart that replays them has every
/// such order where it was.
/// </summary>
internal sealed class OrderRunner(SessionSetup setup, Clock clock, TimerQueue timers, MarketState market, IExecutionClient client)
{
    private readonly Dictionary<OrderId, EngineRun> runs = [];
    private readonly List<EngineRun> inOrder = [];
    private OrderDesk desk = null!;
    private LinkRunner links = null!;

    /// <summary>Whether some order is run: the only thing that sessions without such orders look at.</summary>
    public bool IsBusy => inOrder.Count > 0;

    public void Attach(OrderDesk owner, OrderLedger ledger)
    {
        desk = owner;
        links = new LinkRunner(this, owner, ledger);
    }

    /// <summary>Whether an order needs the engine besides its venue.</summary>
    public bool MustRun(OrderRequest request) => request.Options is { LeavesAt: not null } or { Timeout: not null } || !client.Capabilities.CanDo(request) || HangsOnHeld(request);

    /// <summary>Why an order can neither be taken by the venue nor be run here.</summary>
    /// <exception cref="InvalidOperationException">It trails by an average range that its strategy does not track.</exception>
    public OrderReason DenialOf(OrderRequest request)
    {
        var missing = VenueCapabilities.NeededBy(request) & ~client.Capabilities.Native & ~OrderTranslation.Replaceable;
        if (missing != VenueFeatures.None) return OrderReason.NotSupported;
        if (!OrderTranslation.MustTrail(request, client.Capabilities)) return OrderReason.None;
        if (request.Options!.Trail is { Kind: TrailingKind.AverageTrueRange } trail && !double.IsFinite(RangeOf(request, trail).Value)) return OrderReason.NoMarketPrice;
        return double.IsFinite(market.Base(request.Instrument).Last.Close) && market.Base(request.Instrument).Last.Close > 0 ? OrderReason.None : OrderReason.NoMarketPrice;
    }

    /// <summary>Whether the venue does not know the parent of an order, or knows only a part of it: it could not keep the link.</summary>
    private bool HangsOnHeld(OrderRequest request) =>
        request.IsContingent && runs.TryGetValue(request.Parent, out var parent) && (parent.IsHeld || parent.IsSliced);

    /// <summary>Takes over an order that has been decided.</summary>
    public void Begin(Order order, JournalSequence decided)
    {
        var run = new EngineRun(order, decided);
        runs.Add(order.Id, run);
        inOrder.Add(run);
        order.IsRunByEngine = true;
        if (order.Request.Options?.LeavesAt is { } leavesAt && leavesAt > clock.Now) timers.SetForOrder(leavesAt, order.Id);
        else Start(run);
    }

    /// <summary>Looks at every order of an instrument that waits for a price.</summary>
    public void Meet(InstrumentIndex instrument, in Bar bar)
    {
        // Backwards, since an order may end meanwhile; new ones take part from the next bar on.
        for (var index = inOrder.Count - 1; index >= 0; index--)
        {
            if (index >= inOrder.Count) continue;
            var run = inOrder[index];
            if (run.Order.Instrument == instrument && bar.OpenTime >= run.Since && (run.Phase == RunPhase.Watching || run.Trail is not null)) Look(run, bar);
        }
    }

    /// <summary>A timer of an order is due.</summary>
    public void Due(OrderId id, Instant due)
    {
        if (!runs.TryGetValue(id, out var run) || !run.Order.IsActive) return;
        if (run.Phase == RunPhase.Scheduled) Leave(run);
        else if (due >= run.ExpiryAt) EndBy(run, OrderReason.ExpiryReached);
        else if (due >= run.TimeoutAt) TimeOut(run);
    }

    /// <summary>Ends an order that has not left. False when the venue must be asked.</summary>
    public bool TryCancel(Order order)
    {
        if (!runs.TryGetValue(order.Id, out var run)) return false;
        if (run.Replacement is not null)
        {
            // Its cancellation is under way already; now nothing follows it.
            run.Replacement = null;
            return true;
        }
        if (!run.IsHeld) return false;
        desk.Tell(order, OrderEventKind.Canceled, order.CancelReason == OrderReason.None ? OrderReason.Requested : order.CancelReason);
        return true;
    }

    /// <summary>What of a change still has to go to the venue: all of it for orders that are not run here, nothing (null) for those held.</summary>
    public Amendment? TakeAmendment(Order order, Amendment change)
    {
        if (!runs.TryGetValue(order.Id, out var run)) return change;
        if (!run.IsHeld && !run.IsSliced) return change;
        if (run.IsHeld || change.Quantity is not null) desk.Tell(order, OrderEventKind.Amended, OrderReason.None, run.IsHeld ? change : change with { LimitPrice = null, StopPrice = null });
        if (run.IsHeld) return null;
        var surplus = run.SliceLeft - links.Allowed(run);
        if (surplus <= 0m) return change.LimitPrice is null && change.StopPrice is null ? null : change with { Quantity = null };
        (run.SliceTotal, run.SliceLeft) = (run.SliceTotal - surplus, run.SliceLeft - surplus);
        return change with { Quantity = new Quantity(run.SliceTotal) };
    }

    /// <summary>Sends new terms to the venue. One that cannot amend is asked to cancel, and gets what is left as an order with the new terms.</summary>
    public void SendAmendment(Order order, Amendment change, JournalSequence decided)
    {
        if (client.Capabilities.Has(VenueFeatures.Amendments))
        {
            client.Amend(order.Id, change, decided);
            return;
        }
        runs.TryGetValue(order.Id, out var run);
        if (links.HasLinksAtVenue(order, run))
        {
            // Canceled there, it would take its exits with it, or leave its group.
            desk.Tell(order, OrderEventKind.AmendRejected, OrderReason.NotSupported);
            return;
        }
        run ??= Adopt(order, decided);
        var isUnderWay = run.Replacement is not null;
        run.Decided = decided;
        run.Replacement = isUnderWay
            ? new Amendment(change.Quantity ?? run.Replacement!.Quantity, change.LimitPrice ?? run.Replacement!.LimitPrice, change.StopPrice ?? run.Replacement!.StopPrice)
            : change;
        if (!isUnderWay) client.Cancel(order.Id, decided);
    }

    /// <summary>The quantity of one part is not that of the order; and what was canceled only to be sent anew has been amended.</summary>
    public OrderEvent Translate(OrderEvent orderEvent)
    {
        if (!runs.TryGetValue(orderEvent.Order, out var run)) return orderEvent;
        if (run.Replacement is { } replacement)
        {
            if (orderEvent.Kind is not (OrderEventKind.Canceled or OrderEventKind.CancelRejected)) return orderEvent;
            run.Replacement = null;
            // Where the part filled before it could be canceled, what is left of the whole goes next.
            run.MustGoAgain = orderEvent.Kind == OrderEventKind.Canceled || (run.IsSliced && run.SliceLeft <= 0m);
            if (orderEvent.Kind == OrderEventKind.CancelRejected) return orderEvent with { Kind = OrderEventKind.AmendRejected };
            var terms = run.IsSliced ? replacement with { Quantity = null } : replacement;
            run.IsSliced = true;
            return orderEvent with { Kind = OrderEventKind.Amended, Reason = OrderReason.None, Revision = 0, Amendment = terms };
        }
        return orderEvent.Kind == OrderEventKind.Amended && run.IsSliced
            ? orderEvent with { Revision = 0, Amendment = orderEvent.Amendment! with { Quantity = null } }
            : orderEvent;
    }

    /// <summary>Takes over an order that is at the venue.</summary>
    private EngineRun Adopt(Order order, JournalSequence decided)
    {
        var run = new EngineRun(order, decided) { Phase = RunPhase.AtVenue, SlicesSent = 1, SliceTotal = order.Quantity.Value, SliceLeft = order.RemainingQuantity.Value };
        runs.Add(order.Id, run);
        inOrder.Add(run);
        order.IsRunByEngine = true;
        return run;
    }

    /// <summary>Follows what has become of an order, run here or not: others may hang on it.</summary>
    public void Changed(Order order, OrderEventKind kind, Fill? fill)
    {
        links.Changed(order, fill, inOrder);
        if (!runs.TryGetValue(order.Id, out var run)) return;
        if (!order.IsActive)
        {
            runs.Remove(order.Id);
            inOrder.Remove(run);
            return;
        }
        if (run.MustGoAgain)
        {
            run.MustGoAgain = false;
            run.SliceLeft = 0m;
            if (links.Allowed(run) > 0m) Release(run);
            return;
        }
        if (fill is null || !run.IsSliced) return;
        run.SliceLeft -= fill.Quantity.Value;
        // The venue has the last word on whether its part is whole: a larger quantity may have reached it too late.
        if (kind == OrderEventKind.Filled) run.SliceLeft = 0m;
        if (run.SliceLeft <= 0m && !order.IsCancelPending && run.Replacement is null && links.Allowed(run) > 0m) Release(run);
    }

    /// <summary>The parent of an order has filled: it begins to work, or works for more.</summary>
    public void ParentFilled(EngineRun run)
    {
        var allowed = links.Allowed(run);
        if (allowed <= 0m) return;
        if (run.Phase == RunPhase.Waiting)
        {
            Work(run);
        }
        else if (run.Phase == RunPhase.AtVenue && run.SliceLeft <= 0m)
        {
            Release(run);
        }
        else if (run.Phase == RunPhase.AtVenue && run.Order.Request.Options?.DisplayedQuantity is null && allowed > run.SliceLeft)
        {
            (run.SliceTotal, run.SliceLeft) = (run.SliceTotal + allowed - run.SliceLeft, allowed);
            SendAmendment(run.Order, new Amendment(new Quantity(run.SliceTotal)), run.Decided);
        }
    }

    private void Leave(EngineRun run)
    {
        var denial = desk.CheckAgain(run.Order);
        if (denial == OrderReason.None) Start(run);
        else desk.Tell(run.Order, OrderEventKind.Denied, denial);
    }

    private void Start(EngineRun run)
    {
        var order = run.Order;
        var request = order.Request;
        run.Since = clock.Now;
        run.IsLinked = OrderTranslation.MustLink(request, client.Capabilities) || HangsOnHeld(request);
        run.IsSliced = (request.Options?.DisplayedQuantity is not null && !client.Capabilities.Has(VenueFeatures.Icebergs)) || (run.IsLinked && request.IsContingent);
        if (request.Options?.ExpiresAt is { } expiresAt && !client.Capabilities.Has(VenueFeatures.GoodTillDate)) timers.SetForOrder(run.ExpiryAt = expiresAt, order.Id);
        if (request.Options?.Timeout is { } timeout) SetTimeout(run, timeout);
        links.Join(run);
        if (!order.IsActive) return;
        if (run.IsLinked && request.IsContingent && links.Allowed(run) <= 0m)
        {
            run.Phase = RunPhase.Waiting;
            desk.Tell(order, OrderEventKind.Accepted);
            return;
        }
        Work(run);
    }

    /// <summary>The order comes into force: it is watched, or goes to the venue.</summary>
    private void Work(EngineRun run)
    {
        var (order, request) = (run.Order, run.Order.Request);
        run.Since = clock.Now;
        if (OrderTranslation.MustTrail(request, client.Capabilities)) BeginTrail(run, request.Options!.Trail!);
        if (OrderTranslation.MustWatch(request, client.Capabilities))
        {
            run.Phase = RunPhase.Watching;
            desk.Tell(order, OrderEventKind.Accepted);
        }
        else
        {
            Release(run);
        }
    }

    private void BeginTrail(EngineRun run, TrailingOffset offset)
    {
        var order = run.Order;
        run.Trail = new TrailingLevel(offset, order.Side == Side.Sell);
        if (offset.Kind == TrailingKind.AverageTrueRange) run.Range = RangeOf(order.Request, offset);
        var asked = run.Trail.Follow(market.Base(order.Instrument).Last.Close, run.Range?.Value ?? 0);
        if (run.Trail.Ahead(asked, order.StopPrice, setup.Instruments[order.Instrument.Value], clock.Now) is { } level) Move(order, level);
    }

    private Indicators.Volatility.AverageTrueRange RangeOf(OrderRequest request, TrailingOffset trail) => market.Base(request.Instrument).FindRange(trail.Period)
        ?? throw new InvalidOperationException($"a stop that trails by the average range of {trail.Period} bars needs Atr({trail.Period}) in OnStart");

    private void Look(EngineRun run, in Bar bar)
    {
        var order = run.Order;
        var isTouched = TriggerWatch.IsTouched(run, bar, setup.Instruments[order.Instrument.Value], clock.Now, out var moved);
        if (run.Phase == RunPhase.AtVenue)
        {
            // A stop at the venue is touched there; here it only moves.
            if (moved is { } level && !order.IsCancelPending) desk.Amend(order, new Amendment(StopPrice: level));
            return;
        }
        if (moved is { } held) Move(order, held);
        if (!isTouched) return;
        desk.Tell(order, OrderEventKind.Triggered);
        Release(run);
    }

    private void Move(Order order, Price level) => desk.Tell(order, OrderEventKind.Amended, OrderReason.None, new Amendment(StopPrice: level));

    private void Release(EngineRun run)
    {
        var order = run.Order;
        var quantity = links.Allowed(run);
        if (run.IsSliced && !client.Capabilities.Has(VenueFeatures.Icebergs) && order.Request.Options?.DisplayedQuantity is { } displayed) quantity = Math.Min(quantity, displayed.Value);
        run.SliceTotal = run.SliceLeft = quantity;
        var request = OrderTranslation.Of(run, client.Capabilities, quantity);
        run.Phase = RunPhase.AtVenue;
        run.SlicesSent++;
        if (order.Progress == OrderStatus.Created) OrderStateMachine.Send(order, clock.Now);
        client.Submit(request, run.Decided);
    }

    private void SetTimeout(EngineRun run, OrderTimeout timeout) => timers.SetForOrder(run.TimeoutAt = clock.Now + timeout.After, run.Order.Id);

    private void TimeOut(EngineRun run)
    {
        var (order, timeout) = (run.Order, run.Order.Request.Options!.Timeout!);
        if (order.IsCancelPending) return;
        if (timeout.Action == TimeoutAction.Cancel || run.Reprices == timeout.MaximumReprices)
        {
            EndBy(run, OrderReason.TimedOut);
            return;
        }
        run.Reprices++;
        SetTimeout(run, timeout);
        if (desk.NewPriceOf(order) is { } price && price != order.LimitPrice) desk.Amend(order, new Amendment(LimitPrice: price));
    }

    private void EndBy(EngineRun run, OrderReason reason)
    {
        run.TimeoutAt = run.ExpiryAt = Instant.MaxValue;
        desk.Cancel(run.Order, reason);
    }
}
