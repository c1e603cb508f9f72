using Tidemark.Engine.Events;

namespace Tidemark.Venues.Ports;

/// <summary>
/// Hears what streams tell, one call at a time for a feed, on the thread that received it: it must be quick. What arrives twice or out of
/// order is the feed's to sort out; after a gap it says so.
/// </summary>
public interface IMarketListener
{
    void OnTrade(InstrumentIndex instrument, in Trade trade, Instant receivedAt);

    void OnQuote(InstrumentIndex instrument, in Quote quote, Instant receivedAt);

    /// <summary>A snapshot, a complete update in its order, or a gap: then the book is unknown until the next snapshot.</summary>
    void OnBook(in BookArrival message);

    /// <summary>A bar as it stands now.</summary>
    /// <param name="instrument">Whose.</param>
    /// <param name="interval">Of which length.</param>
    /// <param name="bar">So far, or whole.</param>
    /// <param name="isClosed">Whether it is whole.</param>
    /// <param name="receivedAt">When we know it.</param>
    void OnBar(InstrumentIndex instrument, Interval interval, in Bar bar, bool isClosed, Instant receivedAt);

    /// <summary>The mark price of a contract and the funding that is expected at the given time.</summary>
    void OnFunding(InstrumentIndex instrument, in FundingRate funding, Instant receivedAt);

    /// <summary>Something changed about the stream itself.</summary>
    void OnFeed(FeedNotice notice);
}
