using Tidemark.Engine.Events;
using Tidemark.Engine.Orders.Running;
using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;

namespace Tidemark.Engine.Books;

/// <summary>
/// Keeps the order books of a session as they are known, marks positions at their middle, and calls strategies: <c>OnBook</c> once after each
/// complete update or snapshot (and when the book is lost), <c>OnQuote</c> whenever the best prices or quantities have become others, by an
/// update or by a quote of the venue's own stream, <c>OnTrade</c> for trades.
/// </summary>
internal sealed class BookFeed(SessionSetup setup, Portfolio portfolio, OrderRunner runner, MarketCalls calls)
{
    private readonly BookBuilder?[] builders = [.. setup.Instruments.Select((_, index) => setup.BookScaleOf(new InstrumentIndex(index)) is { } scale ? new BookBuilder(scale) : null)];
    private readonly Top[] tops = new Top[setup.Instruments.Length];

    /// <summary>The book of an instrument; null when the session has none for it.</summary>
    public OrderBook? Find(InstrumentIndex instrument) => builders[instrument.Value]?.Book;

    public void Take(in BookArrival next)
    {
        var builder = builders[next.Instrument.Value]!;
        if (next.Kind.IsTrade()) TakeTrade(next, builder.Book);
        else if (builder.Apply(next)) Changed(next.Instrument, builder.Book, next.EventTime, isUpdate: next.Kind != BookMessageKind.Quote);
    }

    /// <summary>Takes one change of a book that comes level by level.</summary>
    public void Take(InstrumentIndex instrument, in BookDelta delta)
    {
        if (builders[instrument.Value] is not { } builder) return;
        if (!builder.HasBegun) builder.Begin(isPartial: false);
        builder.Set(delta.Side, builder.Book.Scale.TicksOf(delta.Price), builder.Book.Scale.LotsOf(delta.Quantity));
        if (!delta.IsLast) return;
        builder.Finish(delta.UpdateId, delta.Time);
        Changed(instrument, builder.Book, delta.Time, isUpdate: true);
    }

    private void TakeTrade(in BookArrival next, OrderBook book)
    {
        var trade = new Trade(next.EventTime, book.Scale.PriceOf(next.Ticks[0]), book.Scale.QuantityOf(next.Lots[0]), next.Kind.Aggressor(), next.Id);
        // Where there is no book to take the middle of, the last trade is what is known.
        if (!book.IsValid || !book.HasBothSides) portfolio.Book.PriceChanged(next.Instrument, trade.Price);
        if (runner.IsBusy) runner.Meet(next.Instrument, Bar.OfPrice(trade.Time, trade.Price));
        calls.Trade(next.Instrument, trade);
    }

    private void Changed(InstrumentIndex instrument, OrderBook book, Instant time, bool isUpdate)
    {
        var hasTop = book.IsValid && book.HasBothSides;
        var top = hasTop ? new Top(book.Bids.BestTicks, book.Bids.BestLots, book.Asks.BestTicks, book.Asks.BestLots) : default;
        var isNew = hasTop && top != tops[instrument.Value];
        tops[instrument.Value] = top;
        var quote = isNew ? new Quote(time, book.Scale.PriceOf(top.BidTicks), book.Scale.QuantityOf(top.BidLots), book.Scale.PriceOf(top.AskTicks), book.Scale.QuantityOf(top.AskLots)) : default;
        if (isNew) portfolio.Book.PriceChanged(instrument, quote.Mid);
        if (isUpdate) calls.Book(instrument, book);
        if (!isNew) return;
        if (runner.IsBusy) runner.Meet(instrument, Bar.OfPrice(time, quote.Mid));
        calls.Quote(instrument, quote);
    }

    private readonly record struct Top(long BidTicks, long BidLots, long AskTicks, long AskLots);
}
