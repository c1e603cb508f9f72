using Tidemark.Engine.Events;

namespace Tidemark.Simulation.Venues;

/// <summary>What the venue says about orders, waiting to be read.</summary>
internal sealed class VenueAnswers(VenueState venue)
{
    private readonly AnswerQueue queue = new();

    public int Count => queue.Count;

    /// <summary>When the first reaches us, and its number.</summary>
    public (Instant Time, long Sequence) First => queue.First;

    public EngineEvent Take() => queue.Take();

    public OrderRequest? TakeAcceptance(out Instant time) => queue.TakeAcceptance(out time);

    public OrderEvent? TakeOrderAnswer(out Instant time) => queue.TakeOrderAnswer(out time);

    public void Add(RestingOrder order, OrderEventKind kind, Instant time, OrderReason reason = OrderReason.None, Fill? fill = null)
    {
        var answer = new OrderEvent
        {
            Kind = kind,
            Order = order.Id,
            Time = time,
            Reason = reason,
            Fill = fill,
            CumulativeQuantity = order.Filled,
        };
        queue.Add(order.Request.Instrument, answer, ArrivalOf(order, time));
    }

    /// <summary>Tells that an order was accepted now: mostly without an event, since mostly nobody hears of it.</summary>
    public void AddAcceptance(RestingOrder order)
    {
        if (order.AnswerDelay == Duration.Zero) queue.AddAcceptance(order.Request, venue.Now);
        else Add(order, OrderEventKind.Accepted, venue.Now);
    }

    /// <summary>Tells of a balance that changed without an order.</summary>
    public void Add(LedgerEntry entry) => queue.Add(entry, venue.Now);

    /// <summary>Tells of the terms now agreed.</summary>
    public void AddTerms(RestingOrder order)
    {
        var answer = new OrderEvent
        {
            Kind = OrderEventKind.Amended,
            Order = order.Id,
            Time = venue.Now,
            Amendment = order.Agreed,
            Revision = ++order.Revision,
            CumulativeQuantity = order.Filled,
        };
        queue.Add(order.Request.Instrument, answer, ArrivalOf(order, venue.Now));
    }

    /// <summary>Refuses to change or cancel an order that the venue does not work.</summary>
    /// <param name="order">Its number.</param>
    /// <param name="kind">What is refused.</param>
    /// <param name="delay">How long the answer takes.</param>
    public void AddMissing(OrderId order, OrderEventKind kind, Duration delay)
    {
        var answer = new OrderEvent { Kind = kind, Order = order, Time = venue.Now, Reason = OrderReason.OrderAlreadyClosed };
        queue.Add(default, answer, venue.Now + delay);
    }

    private Instant ArrivalOf(RestingOrder order, Instant time) => order.AnswerDelay == Duration.Zero ? venue.Now : Instant.Max(venue.Now, time + order.AnswerDelay);
}
