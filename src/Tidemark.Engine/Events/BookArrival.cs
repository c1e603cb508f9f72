namespace Tidemark.Engine.Events;

/// <summary>
/// One message of an order-book feed, as a view of where it lies: a snapshot, a complete update, a quote, a trade or the news that updates
/// are missing. Such messages are as frequent as bars are rare, so they have a way of their own into engine and venue.
/// </summary>
public readonly ref struct BookArrival
{
    private readonly int bidCount;

    /// <param name="instrument">Whose book it is.</param>
    /// <param name="kind">What it says.</param>
    /// <param name="eventTime">When it happened at the venue.</param>
    /// <param name="receivedAt">When we could know it.</param>
    /// <param name="id">The venue's number.</param>
    /// <param name="ticks">Prices, bids before asks.</param>
    /// <param name="lots">Quantities.</param>
    /// <param name="bidCount">How many of them are bids.</param>
    public BookArrival(InstrumentIndex instrument, BookMessageKind kind, Instant eventTime, Instant receivedAt, long id, ReadOnlySpan<long> ticks, ReadOnlySpan<long> lots, int bidCount)
    {
        (Instrument, Kind, EventTime, ReceivedAt, Id) = (instrument, kind, eventTime, receivedAt, id);
        Ticks = ticks;
        Lots = lots;
        this.bidCount = bidCount;
    }

    /// <summary>A message of a recording.</summary>
    public static BookArrival Of(InstrumentIndex instrument, BookColumns columns, int message)
    {
        var starts = columns.BidStarts.Span;
        var first = (int)starts[message];
        var count = (int)starts[message + 1] - first;
        return new BookArrival(instrument, (BookMessageKind)columns.Kinds.Span[message], new Instant(columns.EventTimes.Span[message]), new Instant(columns.ReceivedTimes.Span[message]),
            columns.Ids.Span[message], columns.Ticks.Span.Slice(first, count), columns.Lots.Span.Slice(first, count), (int)columns.AskStarts.Span[message] - first);
    }

    public InstrumentIndex Instrument { get; }

    public BookMessageKind Kind { get; }

    /// <summary>When it happened at the venue.</summary>
    public Instant EventTime { get; }

    /// <summary>When we could know it.</summary>
    public Instant ReceivedAt { get; }

    /// <summary>The venue's number of the update or trade.</summary>
    public long Id { get; }

    /// <summary>Prices in ticks, bids before asks.</summary>
    public ReadOnlySpan<long> Ticks { get; }

    /// <summary>Quantities in lots.</summary>
    public ReadOnlySpan<long> Lots { get; }

    public ReadOnlySpan<long> BidTicks => Ticks[..bidCount];

    public ReadOnlySpan<long> BidLots => Lots[..bidCount];

    public ReadOnlySpan<long> AskTicks => Ticks[bidCount..];

    public ReadOnlySpan<long> AskLots => Lots[bidCount..];
}
