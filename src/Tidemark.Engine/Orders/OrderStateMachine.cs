namespace Tidemark.Engine.Orders;

/// <summary>
/// What order events do to an order. Every event only adds to what is known: fills by their trade id, the newest terms by their
/// revision, how far the order has come, how it ended. The status follows from all that together, so the order in which events
/// arrive and their repetition make no difference, and a lost event is made good by any later one that knows as much.
/// </summary>
internal static class OrderStateMachine
{
    /// <summary>Applies an event. Returns whether it said anything new; <paramref name="newFill"/> is the fill to book, if it is new.</summary>
    public static bool Apply(Order order, OrderEvent orderEvent, out Fill? newFill)
    {
        newFill = null;
        if (orderEvent.VenueOrderId is { } venueOrderId) order.VenueOrderId ??= venueOrderId;
        if (orderEvent.Fill is { } fill && TryCountFill(order, fill)) newFill = fill;
        if (orderEvent.CumulativeQuantity > order.FilledQuantity) NoteMissing(order, orderEvent.CumulativeQuantity);
        var isNews = TakeNote(order, orderEvent) || newFill is not null;
        var status = StatusOf(order);
        if (!isNews && status == order.Status) return false;
        order.Status = status;
        if (orderEvent.Time > order.LastChangeAt) order.LastChangeAt = orderEvent.Time;
        return true;
    }

    /// <summary>Notes that an order is on its way; the record of its decision says so already.</summary>
    public static void Send(Order order, Instant now)
    {
        order.Progress = order.Status = OrderStatus.Submitted;
        order.LastChangeAt = now;
    }

    /// <summary>Notes that the venue has a submitted order; the same as an event that says no more.</summary>
    public static void Accept(Order order, Instant time)
    {
        order.Progress = order.Status = OrderStatus.Open;
        if (time > order.LastChangeAt) order.LastChangeAt = time;
    }

    /// <summary>Filled outranks every other end: the venue did what was asked, whatever else it said.</summary>
    private static OrderStatus StatusOf(Order order)
    {
        if (order.FilledQuantity.IsZero) return order.Ending == OrderStatus.Created ? order.Progress : order.Ending;
        if (order.FilledQuantity >= order.Quantity) return OrderStatus.Filled;
        return order.Ending == OrderStatus.Created ? OrderStatus.PartiallyFilled : order.Ending;
    }

    /// <summary>Keeps what the event says besides its fill. Returns whether its strategy should hear of it although the status may stay.</summary>
    private static bool TakeNote(Order order, OrderEvent orderEvent)
    {
        switch (orderEvent.Kind)
        {
            case OrderEventKind.Submitted: return Advance(order, OrderStatus.Submitted);
            case OrderEventKind.Unknown: return Advance(order, OrderStatus.Unknown);
            case OrderEventKind.Accepted or OrderEventKind.PartiallyFilled or OrderEventKind.Filled: return Advance(order, OrderStatus.Open);
            case OrderEventKind.Triggered:
                Advance(order, OrderStatus.Open);
                if (order.IsTriggered) return false;
                return order.IsTriggered = true;
            case OrderEventKind.Amended:
                Advance(order, OrderStatus.Open);
                return TryAmend(order, orderEvent);
            case OrderEventKind.CancelRejected:
                order.IsCancelPending = false;
                return true;
            case OrderEventKind.AmendRejected: return true;
            case OrderEventKind.Canceled: return End(order, OrderStatus.Canceled, orderEvent.Reason);
            case OrderEventKind.Denied: return End(order, OrderStatus.Denied, orderEvent.Reason);
            case OrderEventKind.Rejected: return End(order, OrderStatus.Rejected, orderEvent.Reason);
            case OrderEventKind.Expired: return End(order, OrderStatus.Expired, orderEvent.Reason);
            default: throw new InvalidOperationException($"{orderEvent.Kind} is no single change of an order");
        }
    }

    /// <summary>An order does not go back on its way. The caller looks at the status.</summary>
    private static bool Advance(Order order, OrderStatus progress)
    {
        if (progress > order.Progress) order.Progress = progress;
        return false;
    }

    /// <summary>Should two ends be told, the same one is kept whichever came first.</summary>
    private static bool End(Order order, OrderStatus ending, OrderReason reason)
    {
        if (ending < order.Ending || (ending == order.Ending && reason <= order.Reason)) return false;
        order.Ending = ending;
        order.Reason = reason;
        return false;
    }

    private static bool TryCountFill(Order order, Fill fill)
    {
        if (order.FirstTradeId is null)
        {
            order.FirstTradeId = fill.TradeId;
        }
        else
        {
            if (order.FirstTradeId == fill.TradeId || order.Rare?.LaterTradeIds?.Contains(fill.TradeId) == true) return false;
            (RareOf(order).LaterTradeIds ??= []).Add(fill.TradeId);
        }
        // Most orders fill at once: nothing to add to.
        var isFirst = order.FilledQuantity.IsZero;
        order.FilledQuantity = isFirst ? fill.Quantity : order.FilledQuantity + fill.Quantity;
        order.IsInverse = fill.IsInverse;
        var notional = fill.IsInverse ? fill.Quantity.Value / fill.Price.Value : fill.Notional;
        order.FilledNotional = isFirst ? notional : order.FilledNotional + notional;
        return true;
    }

    private static OrderRarities RareOf(Order order) => order.Rare ??= new OrderRarities();

    private static void NoteMissing(Order order, Quantity reported)
    {
        var rare = RareOf(order);
        if (reported > rare.ReportedQuantity) rare.ReportedQuantity = reported;
    }

    private static bool TryAmend(Order order, OrderEvent orderEvent)
    {
        if (orderEvent.Amendment is not { } change) return false;
        if (orderEvent.Revision != 0)
        {
            if (orderEvent.Revision <= order.Rare?.Revision) return false;
            RareOf(order).Revision = orderEvent.Revision;
        }
        if (change.Quantity is { } quantity) order.Quantity = quantity;
        if (change.LimitPrice is not null || change.StopPrice is not null)
            RareOf(order).PriceChange = new Amendment(null, change.LimitPrice ?? order.LimitPrice, change.StopPrice ?? order.StopPrice);
        return true;
    }
}
