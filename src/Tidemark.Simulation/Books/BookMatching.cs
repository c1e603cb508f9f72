using Tidemark.Engine.Events;
using Tidemark.Simulation.Books.Queues;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Venues;

namespace Tidemark.Simulation.Books;

/// <summary>
/// Lets our orders meet recorded order books and trades, at the venue's time. Each message first changes the book and the places in its queues,
/// then our resting orders meet what it brought; <c>docs/order-book-data.md</c> states the rules.
/// </summary>
internal sealed class BookMatching
{
    private readonly VenueState venue;
    private readonly VenueBook?[] books;
    private readonly BookTaking taking;
    private readonly BookTriggers triggers;
    private readonly FillExecution fills;
    private readonly bool needsPrices;

    private BookMatching(VenueState venue, VenueAnswers answers, LinkedOrders links, FillExecution fills, IQueueModel model, bool needsPrices)
    {
        this.venue = venue;
        this.fills = fills;
        this.needsPrices = needsPrices;
        books = [.. venue.Setup.Instruments.Select((_, index) => venue.Setup.BookScaleOf(new InstrumentIndex(index)) is { } scale ? new VenueBook(new InstrumentIndex(index), scale, model) : null)];
        taking = new BookTaking(venue, links, fills);
        triggers = new BookTriggers(venue, answers, books, taking);
    }

    /// <summary>Null for a session without order books.</summary>
    public static BookMatching? Of(VenueState venue, VenueAnswers answers, LinkedOrders links, FillExecution fills, bool needsPrices) =>
        venue.Setup.BookScales.Any(scale => scale is not null)
            ? new BookMatching(venue, answers, links, fills, (venue.Options.Fills as BookFillModel)?.Queue ?? new RiskAverseQueue(), needsPrices)
            : null;

    /// <summary>Whether orders of an instrument meet a book.</summary>
    public bool Has(InstrumentIndex instrument) => books[instrument.Value] is not null;

    /// <summary>The recording of an instrument holds no trades: triggers and margins look at the middle.</summary>
    public void HasNoTrades(InstrumentIndex instrument) => books[instrument.Value]!.HasTrades = false;

    /// <summary>An order has come and was accepted.</summary>
    public void Arrived(RestingOrder order)
    {
        var book = books[order.Request.Instrument.Value]!;
        if (order.Request.Type.WaitsForTrigger() || order.Working <= 0m) book.Waiting.Add(order);
        else taking.Enter(book, order);
        triggers.EnterWoken();
    }

    /// <summary>The terms of an order were changed: it goes to the end of the queue unless only its quantity became less.</summary>
    public void Amended(RestingOrder order, Amendment change, bool isLess)
    {
        order.TakeTerms(venue.Now);
        if (isLess && change.LimitPrice is null) return;
        var book = books[order.Request.Instrument.Value]!;
        var side = book.SideOf(order.Request.Side);
        if (side.Own.RemoveAll(own => own.Order == order) == 0) return;
        taking.Enter(book, order);
        triggers.EnterWoken();
    }

    /// <summary>An order was taken out.</summary>
    public void Canceled(RestingOrder order) => books[order.Request.Instrument.Value]?.SideOf(order.Request.Side).RemoveEnded();

    /// <summary>Something happened at the venue.</summary>
    public void OnMarket(in BookArrival message)
    {
        var book = books[message.Instrument.Value]!;
        if (message.Kind.IsTrade())
        {
            var price = book.Scale.PriceOf(message.Ticks[0]);
            CheckMargin(book, price);
            Meet(book, message);
            triggers.Traded(book, price);
        }
        else
        {
            Change(book, message);
            var hasMiddle = book.Book.IsValid && book.Book.HasBothSides;
            if (needsPrices && hasMiddle) venue.Book.PriceChanged(message.Instrument, book.Book.Mid);
            var isAtMiddle = hasMiddle && !book.HasTrades;
            if (isAtMiddle) CheckMargin(book, book.Book.Mid);
            else CheckExpiry(book);
            MeetOpposite(book);
            if (isAtMiddle) triggers.Traded(book, book.Book.Mid);
        }
        triggers.EnterWoken();
    }

    private static void Change(VenueBook book, in BookArrival message)
    {
        switch (message.Kind)
        {
            case BookMessageKind.Quote: ChangeTop(book, message); return;
            case BookMessageKind.Gap: book.Builder.Lose(); return;
            case BookMessageKind.Beginning: book.Builder.Begin(isPartial: true); return;
            case BookMessageKind.Snapshot: book.Builder.Begin(isPartial: false); break;
            default: if (!book.Builder.HasBegun) return; break;
        }
        Change(book, book.Bids, message.BidTicks, message.BidLots);
        Change(book, book.Asks, message.AskTicks, message.AskLots);
        book.Builder.Finish(message.Id, message.EventTime);
        if (!book.Bids.Taken.IsEmpty) book.Bids.Taken.Keep(book.Bids.Levels);
        if (!book.Asks.Taken.IsEmpty) book.Asks.Taken.Keep(book.Asks.Levels);
        if (message.Kind != BookMessageKind.Snapshot) return;
        book.Bids.Refreshed();
        book.Asks.Refreshed();
    }

    private static void Change(VenueBook book, VenueBookSide side, ReadOnlySpan<long> ticks, ReadOnlySpan<long> lots)
    {
        for (var row = 0; row < ticks.Length; row++)
        {
            var before = side.Levels.Set(ticks[row], lots[row]);
            if (side.Own.Count > 0) side.LevelChanged(ticks[row], before, lots[row]);
        }
    }

    private static void ChangeTop(VenueBook book, in BookArrival quote)
    {
        if (!book.Builder.IsNew(quote)) return;
        var (bidBefore, askBefore) = (book.Bids.Levels.LotsOf(quote.Ticks[0]), book.Asks.Levels.LotsOf(quote.Ticks[1]));
        book.Builder.Apply(quote);
        ChangeTop(book.Bids, quote.Ticks[0], bidBefore, quote.Lots[0]);
        ChangeTop(book.Asks, quote.Ticks[1], askBefore, quote.Lots[1]);
    }

    private static void ChangeTop(VenueBookSide side, long ticks, long before, long after)
    {
        if (!side.Taken.IsEmpty) side.Taken.Keep(side.Levels);
        if (side.Own.Count == 0) return;
        if (before != after) side.LevelChanged(ticks, before, after);
        side.LeadFrom(ticks);
    }

    /// <summary>A trade meets our orders at its price and those that it went through.</summary>
    private void Meet(VenueBook book, in BookArrival trade)
    {
        var taker = trade.Kind.Aggressor();
        if (taker != Side.Buy && book.Bids.Own.Count > 0) Meet(book, book.Bids, trade.Ticks[0], trade.Lots[0]);
        if (taker != Side.Sell && book.Asks.Own.Count > 0) Meet(book, book.Asks, trade.Ticks[0], trade.Lots[0]);
    }

    private void Meet(VenueBook book, VenueBookSide side, long ticks, long lots)
    {
        var total = book.Scale.ExactQuantityOf(lots);
        var filled = 0m;
        // By index: a fill may end or wake others, but none is added or removed meanwhile.
        for (var index = 0; index < side.Own.Count; index++)
        {
            var own = side.Own[index];
            if (!side.Reaches(own.Ticks, ticks)) break;
            if (!own.Order.IsOpen) continue;
            var reaching = total;
            if (own.Ticks == ticks)
            {
                ref var queue = ref own.Queue;
                var passed = lots - queue.Ahead;
                queue.Ahead = Math.Max(queue.Ahead - lots, 0);
                queue.TradedSinceChange += lots;
                reaching = passed >= 1 ? book.Scale.ExactQuantityOf((long)passed) : 0m;
            }
            else
            {
                // Whoever stood before us at our price is gone.
                own.Queue = default;
            }
            if (reaching - filled > 0m) filled += FillMaker(book, side, own, reaching - filled);
        }
        if (filled > 0m) side.RemoveEnded();
    }

    /// <summary>What others offer at our price or better would have met our order first: it fills as far as that is displayed.</summary>
    private void MeetOpposite(VenueBook book)
    {
        if (!book.Book.IsValid) return;
        if (book.Bids.Own.Count > 0) MeetOpposite(book, book.Bids, book.Asks);
        if (book.Asks.Own.Count > 0) MeetOpposite(book, book.Asks, book.Bids);
    }

    private void MeetOpposite(VenueBook book, VenueBookSide side, VenueBookSide opposite)
    {
        var filled = 0m;
        for (var index = 0; index < side.Own.Count; index++)
        {
            var own = side.Own[index];
            if (opposite.Levels.IsEmpty || !side.Reaches(own.Ticks, opposite.Levels.BestTicks)) break;
            for (var rank = 0; rank < opposite.Levels.Count && own.Order.IsOpen && side.Reaches(own.Ticks, opposite.Levels.TicksAt(rank)); rank++)
            {
                var available = opposite.Available(rank);
                if (available == 0) continue;
                var part = FillMaker(book, side, own, book.Scale.ExactQuantityOf(available));
                if (part == 0m) continue;
                opposite.Taken.Add(opposite.Levels.TicksAt(rank), BookTaking.LotsOf(book.Scale, part), opposite.Levels.LotsAt(rank));
                filled += part;
            }
        }
        if (filled > 0m) side.RemoveEnded();
    }

    private decimal FillMaker(VenueBook book, VenueBookSide side, OwnOrder own, decimal quantity)
    {
        var part = Math.Min(quantity, own.Order.Working);
        if (part <= 0m) return 0m;
        if (own.Order.Displayed is { } displayed)
        {
            part = Math.Min(part, displayed.Left);
            displayed.Take(part);
            // The next part is shown behind everyone else.
            if (displayed.Left == displayed.Whole) own.Queue = new QueuePosition { Ahead = side.Levels.LotsOf(own.Ticks) };
        }
        return fills.FillAt(own.Order, venue.Now, part, new Price(book.Scale.ExactPriceOf(own.Ticks)), LiquidityRole.Maker);
    }

    /// <summary>Funding, expiry and margin of a contract, at the price of a trade or, where none are recorded, the middle.</summary>
    private void CheckMargin(VenueBook book, double price)
    {
        if (venue.Contracts is null || !venue.Setup.Instruments[book.Instrument.Value].Id.IsContract) return;
        if (venue.Book.HoldingOf(book.Instrument) == 0m && venue.Book.GrossHoldingOf(book.Instrument) == 0m) return;
        venue.Contracts.BeforeBar(book.Instrument, Bar.OfPrice(venue.Now, price));
    }

    /// <summary>A contract may expire without a trade after it.</summary>
    private void CheckExpiry(VenueBook book)
    {
        if (venue.Contracts is null || !(venue.Setup.Instruments[book.Instrument.Value].Id.ExpiresAt <= venue.Now)) return;
        var last = venue.Book.LastPrice(book.Instrument);
        if (last > 0) CheckMargin(book, last);
    }
}
