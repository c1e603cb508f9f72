namespace Tidemark.Domain;

/// <summary>
/// A recording of one instrument's order book, trades and quotes as columns, often memory-mapped. Messages stand in the order in which
/// they were received; each owns the rows from its first to that of the next: its bids, then its asks, as whole ticks and lots of
/// <see cref="Scale"/>. A quote has one bid and one ask; a trade has one row.
/// </summary>
public sealed class BookColumns
{
    /// <exception cref="ArgumentException">The columns do not fit together.</exception>
    public BookColumns(BookScale scale, ReadOnlyMemory<long> receivedTimes, ReadOnlyMemory<long> eventTimes, ReadOnlyMemory<long> ids, ReadOnlyMemory<byte> kinds,
        ReadOnlyMemory<long> bidStarts, ReadOnlyMemory<long> askStarts, ReadOnlyMemory<long> venueOrder, ReadOnlyMemory<long> ticks, ReadOnlyMemory<long> lots)
    {
        var count = receivedTimes.Length;
        if (eventTimes.Length != count || ids.Length != count || kinds.Length != count || askStarts.Length != count || bidStarts.Length != count + 1 || venueOrder.Length != count)
            throw new ArgumentException("columns of messages must have the same length");
        if (ticks.Length != lots.Length || bidStarts.Span[count] != ticks.Length) throw new ArgumentException("columns of levels must have the same length");
        (Scale, ReceivedTimes, EventTimes, Ids, Kinds) = (scale, receivedTimes, eventTimes, ids, kinds);
        (BidStarts, AskStarts, VenueOrder, Ticks, Lots) = (bidStarts, askStarts, venueOrder, ticks, lots);
    }

    public BookScale Scale { get; }

    /// <summary>Messages.</summary>
    public int Count => ReceivedTimes.Length;

    /// <summary>Changes of levels, trades and quotes: what a replay works through.</summary>
    public long EventCount
    {
        get
        {
            var events = (long)Ticks.Length;
            // A quote is one event with two rows.
            foreach (var kind in Kinds.Span)
                if (kind == (byte)BookMessageKind.Quote) events--;
            return events;
        }
    }

    /// <summary>Whether it holds a single trade.</summary>
    public bool HasTrades => Kinds.Span.IndexOfAny((byte)BookMessageKind.Trade, (byte)BookMessageKind.BuyTrade, (byte)BookMessageKind.SellTrade) >= 0;

    /// <summary>When we received each message, nanoseconds since 1970, never going back; always after its event time.</summary>
    public ReadOnlyMemory<long> ReceivedTimes { get; }

    /// <summary>When it happened at the venue, nanoseconds since 1970.</summary>
    public ReadOnlyMemory<long> EventTimes { get; }

    /// <summary>The venue's number of the update (of quotes too, where they share it), or of the trade; 0 where it has none.</summary>
    public ReadOnlyMemory<long> Ids { get; }

    /// <summary>What each is, see <see cref="BookMessageKind"/>.</summary>
    public ReadOnlyMemory<byte> Kinds { get; }

    /// <summary>Where the rows of each message begin; one more than there are messages, for the end.</summary>
    public ReadOnlyMemory<long> BidStarts { get; }

    /// <summary>Where its asks begin.</summary>
    public ReadOnlyMemory<long> AskStarts { get; }

    /// <summary>The numbers of the messages in the order in which they happened at the venue.</summary>
    public ReadOnlyMemory<long> VenueOrder { get; }

    /// <summary>Prices of rows in ticks.</summary>
    public ReadOnlyMemory<long> Ticks { get; }

    /// <summary>Quantities of rows in lots.</summary>
    public ReadOnlyMemory<long> Lots { get; }
}
