using Tidemark.Engine.Events;

namespace Tidemark.Engine.Books;

/// <summary>
/// Keeps an <see cref="OrderBook"/> from the messages of its feed. Updates come in order and complete: whoever reads them has checked that.
/// Quotes are put on top where they are newer than the last update: their prices and quantities stand, better levels are gone.
/// </summary>
/// <param name="scale">The grid of the book.</param>
/// <param name="takesQuotes">Whether quotes go into the book; else only snapshots and updates do.</param>
public sealed class BookBuilder(BookScale scale, bool takesQuotes = true)
{
    private TopOfBook quoted;

    public OrderBook Book { get; } = new(scale);

    /// <summary>Takes a message. Returns whether the book is another than before.</summary>
    public bool Apply(in BookArrival message)
    {
        switch (message.Kind)
        {
            case BookMessageKind.Snapshot:
                Begin(isPartial: false);
                break;
            case BookMessageKind.Beginning:
                Begin(isPartial: true);
                return true;
            case BookMessageKind.Update:
                if (!HasBegun) return false;
                break;
            case BookMessageKind.Quote:
                return takesQuotes && ApplyQuote(message);
            case BookMessageKind.Gap:
                Lose();
                return true;
            default:
                return false;
        }
        for (var row = 0; row < message.BidTicks.Length; row++) Book.Bids.Set(message.BidTicks[row], message.BidLots[row]);
        for (var row = 0; row < message.AskTicks.Length; row++) Book.Asks.Set(message.AskTicks[row], message.AskLots[row]);
        Finish(message.Id, message.EventTime);
        return true;
    }

    /// <summary>Whether a snapshot, or the beginning of a book without one, has been taken.</summary>
    internal bool HasBegun { get; private set; }

    /// <summary>Forgets everything: what follows is a whole book.</summary>
    internal void Begin(bool isPartial)
    {
        Lose();
        HasBegun = true;
        Book.IsPartial = isPartial;
        Book.IsValid = !isPartial;
    }

    /// <summary>Sets one level. Returns what was there before, in lots.</summary>
    internal long Set(Side side, long ticks, long lots) => Book.SideOf(side).Set(ticks, lots);

    /// <summary>Ends an update.</summary>
    internal void Finish(long updateId, Instant eventTime)
    {
        Book.UpdateId = updateId;
        Book.EventTime = Instant.Max(Book.EventTime, eventTime);
        // A quote may have come before an older update.
        if (quoted.Id > updateId) PutOnTop();
    }

    /// <summary>Whether a quote is newer than the last update.</summary>
    internal bool IsNew(in BookArrival quote) => HasBegun && quote.Id > Book.UpdateId && quote.Id > quoted.Id;

    /// <summary>Nothing is known any more.</summary>
    internal void Lose()
    {
        Book.Bids.Clear();
        Book.Asks.Clear();
        Book.IsValid = false;
        HasBegun = false;
        quoted = default;
    }

    private bool ApplyQuote(in BookArrival quote)
    {
        if (!IsNew(quote)) return false;
        quoted = new TopOfBook(quote.Id, quote.Ticks[0], quote.Lots[0], quote.Ticks[1], quote.Lots[1]);
        PutOnTop();
        Book.EventTime = Instant.Max(Book.EventTime, quote.EventTime);
        if (Book.IsPartial) Book.IsValid = true;
        return true;
    }

    private void PutOnTop()
    {
        if (quoted.BidLots > 0)
        {
            Book.Bids.RemoveBetter(quoted.BidTicks);
            Book.Bids.Set(quoted.BidTicks, quoted.BidLots);
        }
        if (quoted.AskLots > 0)
        {
            Book.Asks.RemoveBetter(quoted.AskTicks);
            Book.Asks.Set(quoted.AskTicks, quoted.AskLots);
        }
    }

    private readonly record struct TopOfBook(long Id, long BidTicks, long BidLots, long AskTicks, long AskLots);
}
