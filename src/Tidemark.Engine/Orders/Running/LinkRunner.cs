namespace Tidemark.Engine.Orders.Running;

/// <summary>
/// Keeps the links of orders whose venue does not: exits work for what their entry has filled, orders of a group end each other. The
/// rules are those of the simulated venue; the answers of a real one arrive a little later, and so do the consequences.
/// </summary>
internal sealed class LinkRunner(OrderRunner runner, OrderDesk desk, OrderLedger ledger)
{
    private readonly GroupFills filledOfGroup = new(group => ledger.Active.Any(order => order.Request.OcoGroup == group));

    /// <summary>An order has come to a group of which others may have filled before: what they did it need not do.</summary>
    public void Join(EngineRun run)
    {
        var order = run.Order;
        if (!run.IsLinked || !filledOfGroup.TryFind(order.Request.OcoGroup, out var filled)) return;
        run.SiblingFilled = filled;
        var rest = order.Quantity.Value - filled;
        if (!order.Request.ReduceOnly || rest <= order.FilledQuantity.Value) desk.Cancel(order, OrderReason.SiblingFilled);
        else desk.Tell(order, OrderEventKind.Amended, OrderReason.None, new Amendment(new Quantity(rest)));
    }

    /// <summary>Whether the venue keeps a link of an order: to its parent or group, or from an order that waits for it.</summary>
    public bool HasLinksAtVenue(Order order, EngineRun? run) =>
        (run is not { IsLinked: true } && (order.Request.IsContingent || order.Request.OcoGroup != 0))
        || ledger.Active.Any(child => child.Request.Parent == order.Id && !child.IsRunByEngine);

    /// <summary>How much of an order may work now, in base units.</summary>
    public decimal Allowed(EngineRun run)
    {
        var order = run.Order;
        var remaining = order.RemainingQuantity.Value;
        if (!run.IsLinked || !order.Request.IsContingent) return remaining;
        if (ledger.Find(order.Request.Parent) is not { } parent) return remaining;
        if (!order.Request.ReduceOnly) return parent.Status == OrderStatus.Filled ? remaining : 0m;
        return Math.Min(remaining, parent.FilledQuantity.Value - order.FilledQuantity.Value - run.SiblingFilled);
    }

    /// <summary>What follows from a change of an order for those that hang on it.</summary>
    public void Changed(Order order, Fill? fill, List<EngineRun> runs)
    {
        if (fill is null && order.IsActive) return;
        if (fill is not null && order.Request.OcoGroup is not 0 and var group) filledOfGroup.Add(group, fill.Quantity.Value);
        foreach (var run in runs.ToArray())
        {
            var request = run.Order.Request;
            if (!run.IsLinked || !run.Order.IsActive) continue;
            if (request.Parent == order.Id) FollowParent(run, order, fill is not null);
            if (fill is not null && request.OcoGroup != 0 && request.OcoGroup == order.Request.OcoGroup && run.Order != order) Reduce(run.Order, fill, run);
        }
        if (fill is null || !runs.Exists(run => run.Order == order && run.IsLinked)) return;
        // Orders of its group that the venue holds do not know of this one there.
        if (order.Request.OcoGroup != 0)
            foreach (var sibling in ledger.Active.Where(other => other.Request.OcoGroup == order.Request.OcoGroup && !other.IsRunByEngine).ToArray()) Reduce(sibling, fill, null);
        if (order.Request is { IsContingent: true, ReduceOnly: true } && ledger.Find(order.Request.Parent) is { } parent) desk.Cancel(parent, OrderReason.ExitFilled);
    }

    private void FollowParent(EngineRun run, Order parent, bool hasFilled)
    {
        var order = run.Order;
        if (hasFilled) runner.ParentFilled(run);
        if (parent.IsActive) return;
        if (!order.Request.ReduceOnly)
        {
            if (parent.Status != OrderStatus.Filled) desk.Cancel(order, OrderReason.ParentClosed);
            return;
        }
        var rest = parent.FilledQuantity.Value - run.SiblingFilled;
        if (rest <= order.FilledQuantity.Value) desk.Cancel(order, OrderReason.ParentClosed);
        else if (rest < order.Quantity.Value) desk.Tell(order, OrderEventKind.Amended, OrderReason.None, new Amendment(new Quantity(rest)));
    }

    /// <summary>What one order of a group fills, those that reduce need no longer do; others end.</summary>
    private void Reduce(Order sibling, Fill fill, EngineRun? run)
    {
        if (!sibling.IsActive) return;
        if (run is not null) run.SiblingFilled += fill.Quantity.Value;
        var rest = sibling.Quantity - fill.Quantity;
        if (!sibling.Request.ReduceOnly || rest <= sibling.FilledQuantity) desk.Cancel(sibling, OrderReason.SiblingFilled);
        else desk.Amend(sibling, new Amendment(rest));
    }
}
