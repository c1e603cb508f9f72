using Tidemark.Engine.Books;
using Tidemark.Engine.Events;

namespace Tidemark.Storage.Books;

/// <summary>Works through a recording to see the book at a moment, or to sum it up. Quotes do not go into the book here: they are what it is compared with.</summary>
public static class BookReplay
{
    /// <summary>The book as it stood at the venue at a moment: everything that had happened by then, whenever it was received.</summary>
    public static BookState At(BookColumns columns, Instant time)
    {
        var builder = new BookBuilder(columns.Scale, takesQuotes: false);
        Instant? received = null;
        var messages = 0L;
        foreach (var number in columns.VenueOrder.Span)
        {
            var message = BookArrival.Of(default, columns, (int)number);
            if (message.EventTime > time) break;
            messages++;
            if (builder.Apply(message)) received = message.ReceivedAt;
        }
        return new BookState(builder.Book, received, messages);
    }

    /// <summary>Sums a recording up.</summary>
    public static BookSummary Summarise(BookColumns columns)
    {
        var builder = new BookBuilder(columns.Scale, takesQuotes: false);
        var check = new TopCheck();
        var spreads = new List<long>();
        var crossed = 0L;
        for (var index = 0; index < columns.Count; index++)
        {
            var message = BookArrival.Of(default, columns, index);
            if (message.Kind == BookMessageKind.Quote) check.Quoted(message);
            if (!builder.Apply(message) || message.Kind is not (BookMessageKind.Snapshot or BookMessageKind.Update)) continue;
            check.Updated(builder.Book);
            if (!builder.Book.HasBothSides) continue;
            spreads.Add(builder.Book.Asks.BestTicks - builder.Book.Bids.BestTicks);
            if (builder.Book.IsCrossed) crossed++;
        }
        spreads.Sort();
        return new BookSummary
        {
            First = new Instant(columns.ReceivedTimes.Span[0]),
            Last = new Instant(columns.ReceivedTimes.Span[^1]),
            Events = columns.EventCount,
            Messages = columns.Count,
            Levels = (builder.Book.BidCount, builder.Book.AskCount),
            CrossedUpdates = crossed,
            Spread = spreads.Count == 0 ? null : (columns.Scale.PriceOf(spreads[0]), columns.Scale.PriceOf(spreads[spreads.Count / 2]), spreads.Average() * (double)columns.Scale.PriceTick, columns.Scale.PriceOf(spreads[^1])),
            TopsCompared = check.Compared,
            TopsEqual = check.Equal,
        };
    }
}
