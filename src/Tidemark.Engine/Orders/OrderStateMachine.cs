namespace Tidemark.Engine.Orders;

/// <summary>
/// Which order changes are legal: one table. Applying events is independent of their order and repetition: fills are counted by
/// trade id and cumulative quantity, a final state is never left except to book a late fill, and an event that says nothing new
/// changes nothing.
/// </summary>
internal static class OrderStateMachine
{
    /// <summary>Applies an event. Returns whether the order changed; <paramref name="newFill"/> is the fill to book, if it is new.</summary>
    public static bool Apply(Order order, OrderEvent orderEvent, out Fill? newFill)
    {
        newFill = null;
        if (orderEvent.VenueOrderId is { } venueOrderId) order.VenueOrderId ??= venueOrderId;
        if (orderEvent.Fill is { } fill)
        {
            if (!TryCountFill(order, fill)) return false;
            newFill = fill;
        }
        var next = Next(order, orderEvent.Kind);
        if (orderEvent.Kind is OrderEventKind.Amended) ApplyAmendment(order, orderEvent.Amendment);
        if (orderEvent.Kind is OrderEventKind.CancelRejected) order.IsCancelPending = false;
        if (next == order.Status && newFill is null && orderEvent.Kind is not (OrderEventKind.Amended or OrderEventKind.CancelRejected or OrderEventKind.AmendRejected or OrderEventKind.Triggered)) return false;
        if (orderEvent.Reason != OrderReason.None) order.Reason = orderEvent.Reason;
        order.Status = next;
        order.LastChangeAt = orderEvent.Time;
        return true;
    }

    /// <summary>The transition table.</summary>
    private static OrderStatus Next(Order order, OrderEventKind kind)
    {
        var current = order.Status;
        // Filled outranks every other end: the venue did what was asked, whatever else it said.
        if (order.FilledQuantity >= order.Quantity && !order.FilledQuantity.IsZero) return OrderStatus.Filled;
        if (current.IsFinal()) return current;
        return (current, kind) switch
        {
            (OrderStatus.Created, OrderEventKind.Submitted) => OrderStatus.Submitted,
            (OrderStatus.Created, OrderEventKind.Denied) => OrderStatus.Denied,
            (OrderStatus.Created or OrderStatus.Submitted, OrderEventKind.Unknown) => OrderStatus.Unknown,
            (OrderStatus.Created or OrderStatus.Submitted or OrderStatus.Unknown, OrderEventKind.Accepted or OrderEventKind.Triggered or OrderEventKind.Amended)
                => order.FilledQuantity.IsZero ? OrderStatus.Open : OrderStatus.PartiallyFilled,
            (_, OrderEventKind.PartiallyFilled or OrderEventKind.Filled) => OrderStatus.PartiallyFilled,
            (_, OrderEventKind.Rejected) => OrderStatus.Rejected,
            (_, OrderEventKind.Canceled) => OrderStatus.Canceled,
            (_, OrderEventKind.Expired) => OrderStatus.Expired,
            _ => current,
        };
    }

    private static bool TryCountFill(Order order, Fill fill)
    {
        if (order.FirstTradeId is null)
        {
            order.FirstTradeId = fill.TradeId;
        }
        else
        {
            if (order.FirstTradeId == fill.TradeId || order.LaterTradeIds?.Contains(fill.TradeId) == true) return false;
            (order.LaterTradeIds ??= []).Add(fill.TradeId);
        }
        // Most orders fill at once: nothing to add to.
        var isFirst = order.FilledQuantity.IsZero;
        order.FilledQuantity = isFirst ? fill.Quantity : order.FilledQuantity + fill.Quantity;
        order.FilledNotional = isFirst ? fill.Notional : order.FilledNotional + fill.Notional;
        return true;
    }

    private static void ApplyAmendment(Order order, Amendment? change)
    {
        if (change?.Quantity is { } quantity) order.Quantity = quantity;
        if (change?.LimitPrice is null && change?.StopPrice is null) return;
        order.PriceChange = new Amendment(null, change.LimitPrice ?? order.LimitPrice, change.StopPrice ?? order.StopPrice);
    }
}
