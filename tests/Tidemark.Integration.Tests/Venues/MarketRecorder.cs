using System.Collections.Concurrent;
using Tidemark.Engine.Books;
using Tidemark.Engine.Events;
using Tidemark.Venues.Ports;

namespace Tidemark.Integration.Tests.Venues;

/// <summary>Hears a feed, keeps what it says and builds books of it as the engine would.</summary>
internal sealed class MarketRecorder(BookScale scale) : IMarketListener
{
    private readonly Lock gate = new();
    private readonly BookBuilder builder = new(scale);

    public ConcurrentQueue<Trade> Trades { get; } = new();

    public ConcurrentQueue<Quote> Quotes { get; } = new();

    public ConcurrentQueue<(Bar Bar, bool IsClosed)> Bars { get; } = new();

    public ConcurrentQueue<FundingRate> Fundings { get; } = new();

    public ConcurrentQueue<FeedNotice> Notices { get; } = new();

    /// <summary>How many whole books have come.</summary>
    public int Snapshots { get; private set; }

    public T Read<T>(Func<OrderBook, T> read) { lock (gate) return read(builder.Book); }

    public bool Has(FeedNoticeKind kind, int count = 1) => Notices.Count(notice => notice.Kind == kind) >= count;

    public void OnTrade(InstrumentIndex instrument, in Trade trade, Instant receivedAt) => Trades.Enqueue(trade);

    public void OnQuote(InstrumentIndex instrument, in Quote quote, Instant receivedAt) => Quotes.Enqueue(quote);

    public void OnBook(in BookArrival message)
    {
        lock (gate)
        {
            if (message.Kind == BookMessageKind.Snapshot) Snapshots++;
            // Nothing may be told twice or out of order.
            if (message.Kind == BookMessageKind.Update && message.Id <= builder.Book.UpdateId) throw new InvalidOperationException($"update {message.Id} after {builder.Book.UpdateId}");
            builder.Apply(message);
        }
    }

    public void OnBar(InstrumentIndex instrument, Interval interval, in Bar bar, bool isClosed, Instant receivedAt) => Bars.Enqueue((bar, isClosed));

    public void OnFunding(InstrumentIndex instrument, in FundingRate funding, Instant receivedAt) => Fundings.Enqueue(funding);

    public void OnFeed(FeedNotice notice) => Notices.Enqueue(notice);
}
