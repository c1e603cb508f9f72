using Tidemark.Simulation.Venues;

namespace Tidemark.Simulation.Books;

/// <summary>Orders that wait: for a trade that touches their trigger, or for the fill of the order that they depend on.</summary>
internal sealed class BookTriggers(VenueState venue, VenueAnswers answers, VenueBook?[] books, BookTaking taking)
{
    /// <summary>Others traded at a price: triggers that it touches wake their orders, trailing stops follow it.</summary>
    public void Traded(VenueBook book, double price)
    {
        if (book.Waiting.Count == 0) return;
        var bar = Bar.OfPrice(venue.Now, price);
        for (var index = 0; index < book.Waiting.Count; index++)
        {
            var order = book.Waiting[index];
            if (!order.IsOpen || order.IsTriggered || !order.Request.Type.WaitsForTrigger() || order.Working <= 0m) continue;
            if (!IsTouched(order, bar)) continue;
            order.IsTriggered = true;
            answers.Add(order, OrderEventKind.Triggered, venue.Now);
        }
    }

    /// <summary>Brings those into their books that wait no longer.</summary>
    public void EnterWoken()
    {
        foreach (var book in books)
            if (book is { Waiting.Count: > 0 }) EnterWoken(book);
    }

    private void EnterWoken(VenueBook book)
    {
        for (var index = 0; index < book.Waiting.Count; index++)
        {
            var order = book.Waiting[index];
            var waits = order.IsOpen && (order.Working <= 0m || (order.Request.Type.WaitsForTrigger() && !order.IsTriggered));
            if (waits) continue;
            book.Waiting.RemoveAt(index--);
            if (order.IsOpen) taking.Enter(book, order);
        }
    }

    private bool IsTouched(RestingOrder order, in Bar bar)
    {
        if (order.Request.Type is OrderType.TakeProfit or OrderType.TakeProfitLimit) return BarMatcher.TakeProfit(order, bar) is not null;
        if (order.Trail is null) return BarMatcher.Stop(order, bar) is not null;
        var before = order.StopPrice;
        var isTouched = TrailingMatcher.Follow(order, bar, venue.InstrumentOf(order)) is not null;
        if (order.StopPrice != before) answers.AddTerms(order);
        return isTouched;
    }
}
