using Tidemark.Engine.Books;
using Tidemark.Engine.Events;

namespace Tidemark.Storage.Books;

/// <summary>
/// Compares the best prices and quantities that updates give with the venue's own quotes. A quote holds from its number until that of the
/// next: the book after an update is compared with the quote in force at the update's number, once the next quote has told which that was.
/// </summary>
internal sealed class TopCheck
{
    private readonly Queue<Top> open = new();
    private Top quote;

    public long Compared { get; private set; }

    public long Equal { get; private set; }

    public void Updated(OrderBook book)
    {
        if (book.IsValid && book.HasBothSides) open.Enqueue(new Top(book.UpdateId, book.Bids.BestTicks, book.Bids.BestLots, book.Asks.BestTicks, book.Asks.BestLots));
    }

    public void Quoted(in BookArrival next)
    {
        while (open.TryPeek(out var top) && top.Id < next.Id)
        {
            open.Dequeue();
            if (quote.Id == 0 || quote.Id > top.Id) continue;
            Compared++;
            if (quote with { Id = top.Id } == top) Equal++;
        }
        quote = new Top(next.Id, next.Ticks[0], next.Lots[0], next.Ticks[1], next.Lots[1]);
    }

    private readonly record struct Top(long Id, long BidTicks, long BidLots, long AskTicks, long AskLots);
}
