using Tidemark.Engine.Books;
using Tidemark.Simulation.Books.Queues;

namespace Tidemark.Simulation.Books;

/// <summary>One side of a book at the venue: the recorded levels, what we took of them, and our own resting orders in the order of price, then of arrival.</summary>
internal sealed class VenueBookSide(Side side, OrderBook book, IQueueModel model)
{
    private readonly BookSide levels = book.SideOf(side);
    private readonly double lot = book.Scale.QuantityOf(1);
    private readonly List<OwnOrder> own = [];
    private readonly int sign = side == Side.Buy ? 1 : -1;
    private long lowest = long.MaxValue;
    private long highest = long.MinValue;

    public Side Side => side;

    public BookSide Levels => levels;

    public TakenLevels Taken { get; } = new();

    /// <summary>Our orders, best price first; some may have ended.</summary>
    public List<OwnOrder> Own => own;

    /// <summary>Whether a price is at least as good for us to take as another: above it among bids.</summary>
    public bool Reaches(long ticks, long limit) => (ticks - limit) * sign >= 0;

    /// <summary>What is displayed at a price and not taken by us.</summary>
    public long Available(int rank) => Math.Max(levels.LotsAt(rank) - (Taken.IsEmpty ? 0 : Taken.Of(levels.TicksAt(rank))), 0);

    /// <summary>Puts an order at the end of the queue at its price.</summary>
    public void Join(OwnOrder order)
    {
        RemoveEnded();
        order.Queue = new QueuePosition { Ahead = book.IsValid ? levels.LotsOf(order.Ticks) : double.PositiveInfinity };
        var place = own.Count;
        while (place > 0 && !Reaches(own[place - 1].Ticks, order.Ticks)) place--;
        own.Insert(place, order);
        Bound();
    }

    /// <summary>The displayed quantity at a price is another.</summary>
    public void LevelChanged(long ticks, long before, long after)
    {
        if (ticks < lowest || ticks > highest) return;
        foreach (var order in own)
            if (order.Ticks == ticks) model.LevelChanged(ref order.Queue, before, after, lot);
    }

    /// <summary>The best price of others is worse than some of ours: nobody else stands there any more.</summary>
    public void LeadFrom(long best)
    {
        foreach (var order in own)
        {
            if (order.Ticks == best || !Reaches(order.Ticks, best)) return;
            order.Queue = default;
        }
    }

    /// <summary>The whole book is new: no more stands before an order than is displayed.</summary>
    public void Refreshed()
    {
        foreach (var order in own) order.Queue = new QueuePosition { Ahead = Math.Min(order.Queue.Ahead, levels.LotsOf(order.Ticks)) };
    }

    /// <summary>Forgets our orders that have ended.</summary>
    public void RemoveEnded()
    {
        if (own.RemoveAll(static order => !order.Order.IsOpen) > 0) Bound();
    }

    private void Bound()
    {
        (lowest, highest) = (long.MaxValue, long.MinValue);
        foreach (var order in own) (lowest, highest) = (Math.Min(lowest, order.Ticks), Math.Max(highest, order.Ticks));
    }
}
