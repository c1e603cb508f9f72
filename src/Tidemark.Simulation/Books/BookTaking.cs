using Tidemark.Simulation.Venues;

namespace Tidemark.Simulation.Books;

/// <summary>Brings an order into a book: what it can take it takes level by level, the rest joins the queue or ends.</summary>
internal sealed class BookTaking(VenueState venue, LinkedOrders links, FillExecution fills)
{
    /// <summary>Lots of a quantity, a part of one counting as a whole.</summary>
    public static long LotsOf(BookScale scale, decimal quantity) => (long)decimal.Ceiling(quantity / scale.QuantityStep);

    public void Enter(VenueBook book, RestingOrder order)
    {
        if (order.TakesNow)
        {
            EnterMarket(book, order);
            return;
        }
        if (!book.Scale.TryTicksOf(order.LimitPrice!.Value.Value, out var limit))
        {
            links.End(order, OrderEventKind.Rejected, OrderReason.PriceOffTick);
            return;
        }
        var opposite = book.OppositeOf(order.Request.Side);
        var crosses = book.Book.IsValid && !opposite.Levels.IsEmpty && opposite.Reaches(opposite.Levels.BestTicks, limit);
        if (crosses && order.Request.Options is { PostOnly: true })
        {
            links.End(order, OrderEventKind.Rejected, OrderReason.WouldTakeLiquidity);
            return;
        }
        if (crosses && MayTake(book, opposite, order, limit)) Walk(book, opposite, order, limit);
        if (!order.IsOpen) return;
        if (order.IsImmediate) links.End(order, OrderEventKind.Expired, OrderReason.NotImmediatelyFillable);
        else book.SideOf(order.Request.Side).Join(new OwnOrder(order, limit));
    }

    private void EnterMarket(VenueBook book, RestingOrder order)
    {
        if (!book.Book.IsValid)
        {
            links.End(order, OrderEventKind.Rejected, OrderReason.NoMarketPrice);
            return;
        }
        var opposite = book.OppositeOf(order.Request.Side);
        var worst = order.Request.Side == Side.Buy ? long.MaxValue / 2 : long.MinValue / 2;
        if (MayTake(book, opposite, order, worst)) Walk(book, opposite, order, worst);
        // Deeper than the recording shows: what it would cost is not known.
        if (order.IsOpen) links.End(order, OrderEventKind.Expired, OrderReason.NotImmediatelyFillable);
    }

    /// <summary>Fill-or-kill: whether all of it is there, and can be reduced and carried. What the account does not allow ends the order here.</summary>
    private bool MayTake(VenueBook book, VenueBookSide opposite, RestingOrder order, long limit)
    {
        if (order.Request.TimeInForce != TimeInForce.Fok) return true;
        if (order.Working != order.Remaining) return false;
        var lots = 0L;
        for (var rank = 0; rank < opposite.Levels.Count && opposite.Reaches(opposite.Levels.TicksAt(rank), limit); rank++)
        {
            lots += opposite.Available(rank);
            if (book.Scale.ExactQuantityOf(lots) >= order.Remaining) return fills.AllowsWhole(order, book.Scale.ExactPriceOf(opposite.Levels.BestTicks), book.Scale.ExactPriceOf(opposite.Levels.TicksAt(rank)));
        }
        return false;
    }

    private void Walk(VenueBook book, VenueBookSide opposite, RestingOrder order, long limit)
    {
        for (var rank = 0; rank < opposite.Levels.Count && order.IsOpen; rank++)
        {
            var ticks = opposite.Levels.TicksAt(rank);
            if (!opposite.Reaches(ticks, limit)) return;
            var available = opposite.Available(rank);
            var part = Math.Min(order.Working, book.Scale.ExactQuantityOf(available));
            if (part <= 0m) continue;
            var filled = fills.FillAt(order, venue.Now, part, new Price(book.Scale.ExactPriceOf(ticks)), LiquidityRole.Taker);
            if (filled > 0m) opposite.Taken.Add(ticks, LotsOf(book.Scale, filled), opposite.Levels.LotsAt(rank));
        }
    }
}
