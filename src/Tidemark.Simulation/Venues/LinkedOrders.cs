namespace Tidemark.Simulation.Venues;

/// <summary>Ends orders, and does to the orders linked to them what follows: parents wake their children, siblings end each other.</summary>
internal sealed class LinkedOrders(VenueState venue, WorkingOrders orders, VenueAnswers answers)
{
    private readonly bool protectsEntryBar = venue.Options.Fills.ProtectsEntryBar;

    /// <summary>Takes an order out of work and says why.</summary>
    public void End(RestingOrder order, OrderEventKind kind, OrderReason reason)
    {
        var siblings = reason == OrderReason.NothingToReduce && orders.Find(order.Request.Parent) is null ? orders.Links.SiblingsOf(order) : [];
        orders.Remove(order);
        answers.Add(order, kind, venue.Now, reason);
        foreach (var sibling in siblings)
            if (sibling.IsOpen) End(sibling, OrderEventKind.Canceled, OrderReason.SiblingFilled);
        ReleaseChildren(order);
    }

    /// <summary>An order has come to a group of which others may have filled before: what they did it need not do.</summary>
    public void Join(RestingOrder order)
    {
        var filled = orders.Links.FilledOf(order.Request.OcoGroup);
        if (filled == 0m) return;
        order.Contingency!.SiblingFilled = filled;
        if (order.Request.ReduceOnly) Shrink(order, order.Quantity - filled, OrderReason.SiblingFilled);
        else End(order, OrderEventKind.Canceled, OrderReason.SiblingFilled);
    }

    /// <summary>What follows from a fill for the orders linked to it.</summary>
    /// <param name="order">What filled, already out of work if whole.</param>
    /// <param name="fill">The execution.</param>
    /// <param name="barOpen">The open of its bar.</param>
    /// <param name="isInside">Whether it happened after that open: the open then lies before an exit came into force.</param>
    public void Filled(RestingOrder order, Fill fill, Instant barOpen, bool isInside)
    {
        var request = order.Request;
        if (request.OcoGroup != 0)
        {
            orders.Links.CountFill(request.OcoGroup, fill.Quantity.Value);
            ReduceSiblings(order, fill.Quantity.Value);
        }
        // An exit that fills while its entry still works ends the entry: nobody wants to buy what was just stopped out.
        if (request.IsContingent && request.ReduceOnly && orders.Find(request.Parent) is { } parent) End(parent, OrderEventKind.Canceled, OrderReason.ExitFilled);
        WakeChildren(order, fill, barOpen, isInside);
        if (!order.IsOpen) ReleaseChildren(order);
    }

    /// <summary>What one order of a group fills, those that reduce need no longer do; others end.</summary>
    private void ReduceSiblings(RestingOrder order, decimal quantity)
    {
        foreach (var sibling in orders.Links.SiblingsOf(order))
        {
            if (!sibling.IsOpen) continue;
            sibling.Contingency!.SiblingFilled += quantity;
            if (sibling.Request.ReduceOnly) Shrink(sibling, sibling.Quantity - quantity, OrderReason.SiblingFilled);
            else End(sibling, OrderEventKind.Canceled, OrderReason.SiblingFilled);
        }
    }

    /// <summary>A fill makes the orders that wait for it work: exits for the quantity filled so far, others when it is whole.</summary>
    private void WakeChildren(RestingOrder parent, Fill fill, Instant barOpen, bool isInside)
    {
        foreach (var child in orders.Links.ChildrenOf(parent.Id))
        {
            var contingency = child.Contingency!;
            var isProtection = protectsEntryBar && child.Request.ReduceOnly && child.Request.Type.IsStop();
            if (contingency.ParentFilled == 0m || !child.Request.ReduceOnly) child.ActiveFrom = isProtection ? fill.Time : venue.Now;
            contingency.ParentFilled = parent.Filled.Value;
            contingency.IsParentWhole = !parent.IsOpen;
            contingency.WokenInBar = isInside || fill.Time > barOpen ? barOpen : Instant.MinValue;
            contingency.WokenPrice = fill.Price.ToDouble();
        }
    }

    /// <summary>After the end of an order: exits shrink to what it filled, others that wait for the whole of it end.</summary>
    private void ReleaseChildren(RestingOrder parent)
    {
        foreach (var child in orders.Links.ChildrenOf(parent.Id))
        {
            if (!child.IsOpen) continue;
            if (child.Request.ReduceOnly) Shrink(child, parent.Filled.Value - child.Contingency!.SiblingFilled, OrderReason.ParentClosed);
            else if (parent.Remaining > 0m) End(child, OrderEventKind.Canceled, OrderReason.ParentClosed);
        }
    }

    /// <summary>Lowers the quantity of an order; one with nothing left to do ends.</summary>
    private void Shrink(RestingOrder order, decimal quantity, OrderReason reason)
    {
        if (quantity >= order.Quantity) return;
        if (quantity <= order.Filled.Value)
        {
            End(order, OrderEventKind.Canceled, reason);
            return;
        }
        order.Quantity = quantity;
        answers.AddTerms(order);
    }
}
