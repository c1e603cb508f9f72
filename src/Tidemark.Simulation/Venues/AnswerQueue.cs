using Tidemark.Engine.Events;

namespace Tidemark.Simulation.Venues;

/// <summary>The venue's answers in their order. Kept small: the event that carries one is made when it is read.</summary>
internal sealed class AnswerQueue
{
    private readonly Queue<Answer> waiting = new();
    private long nextSequence;
    private Instant last = Instant.MinValue;

    public int Count => waiting.Count;

    /// <param name="instrument">What it is about.</param>
    /// <param name="orderEvent">The answer.</param>
    /// <param name="time">When it reaches us; never before an earlier one.</param>
    public void Add(InstrumentIndex instrument, OrderEvent orderEvent, Instant time)
    {
        if (time > last) last = time;
        waiting.Enqueue(new Answer(orderEvent, last, nextSequence++, instrument));
    }

    /// <summary>Adds that an order was accepted, of which nothing more is to be said than its name and the time.</summary>
    /// <param name="request">The order.</param>
    /// <param name="time">When it was accepted and when that reaches us.</param>
    public void AddAcceptance(OrderRequest request, Instant time)
    {
        if (time > last) last = time;
        waiting.Enqueue(new Answer(request, last, nextSequence++, request.Instrument));
    }

    /// <param name="entry">A change of a balance.</param>
    /// <param name="time">When it reaches us.</param>
    public void Add(LedgerEntry entry, Instant time)
    {
        if (time > last) last = time;
        waiting.Enqueue(new Answer(entry, last, nextSequence++, entry.Instrument));
    }

    /// <summary>When the first reaches us, and its number.</summary>
    public (Instant Time, long Sequence) First
    {
        get
        {
            var first = waiting.Peek();
            return (first.Time, first.Sequence);
        }
    }

    public EngineEvent Take()
    {
        var first = waiting.Dequeue();
        return first.Content is LedgerEntry entry
            ? EngineEvent.ForLedger(entry, first.Time, first.Sequence)
            : EngineEvent.ForOrder(first.Instrument, first.Content as OrderEvent ?? OrderEvent.Accepted(((OrderRequest)first.Content).Id, first.Time), first.Time, first.Sequence);
    }

    /// <summary>Takes the first if it says that an order was accepted; null, and it stays, if it does not.</summary>
    public OrderRequest? TakeAcceptance(out Instant time)
    {
        var first = waiting.Peek();
        time = first.Time;
        if (first.Content is not OrderRequest accepted) return null;
        waiting.Dequeue();
        return accepted;
    }

    /// <summary>Takes the first if it is about an order; null, and it stays, if it is not.</summary>
    public OrderEvent? TakeOrderAnswer(out Instant time)
    {
        var first = waiting.Peek();
        time = first.Time;
        if (first.Content is not OrderEvent orderEvent) return null;
        waiting.Dequeue();
        return orderEvent;
    }

    private readonly record struct Answer(object Content, Instant Time, long Sequence, InstrumentIndex Instrument);
}
