using Tidemark.Engine.Books;
using Tidemark.Engine.Events;
using Tidemark.Venues.Aggregation;
using Tidemark.Venues.Ports;

namespace Tidemark.Cli.Watching;

/// <summary>
/// One thing at several venues as it is now: their books together, and a price composed of their trades. Venues that are stale, crossed, lost or
/// far from the others drop out and come back, which is kept as changes.
/// </summary>
internal sealed class MarketWatch : IAsyncDisposable
{
    private readonly IReadOnlyList<WatchedFeed> feeds;
    private readonly int levels;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly ConsolidatedBook book;
    private readonly CompositePricer pricer;
    private readonly List<IMarketFeed> open = [];

    /// <param name="feeds">The venues.</param>
    /// <param name="options">When one counts.</param>
    /// <param name="levels">Levels of each book that are looked at.</param>
    /// <param name="time">The clock that looks are made by, and arrivals noted by: those of the venues' connections may differ from it.</param>
    public MarketWatch(IReadOnlyList<WatchedFeed> feeds, AggregationOptions options, int levels, TimeProvider? time = null)
    {
        (this.feeds, this.levels, this.time) = (feeds, levels, time ?? TimeProvider.System);
        string[] names = [.. feeds.Select(feed => feed.Name)];
        book = new ConsolidatedBook(names, options);
        pricer = new CompositePricer(names, options);
    }

    private Instant Now => Instant.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>Opens the feed of every venue.</summary>
    /// <returns>Why one cannot be opened at all; null where all could.</returns>
    public async Task<string?> OpenAsync(CancellationToken cancellation)
    {
        for (var i = 0; i < feeds.Count; i++)
        {
            var feed = feeds[i];
            MarketSubscription[] wishes = [new(new InstrumentIndex(0), feed.Instrument, MarketChannel.Book), new(new InstrumentIndex(0), feed.Instrument, MarketChannel.Trades)];
            var answer = await feed.Venue.Streams.OpenAsync(wishes, new Listener(this, i, feed.Scale), cancellation).ConfigureAwait(false);
            if (!answer.TryGet(out var opened, out var error)) return $"{feed.Instrument}: {error.Message}";
            open.Add(opened);
        }
        return null;
    }

    /// <summary>How everything stands, and what changed since the last look.</summary>
    public WatchState Look(Instant now)
    {
        lock (gate)
        {
            book.Advance(now);
            pricer.Advance(now);
            return new WatchState(now, book.DepthOf(Side.Buy, levels), book.DepthOf(Side.Sell, levels), pricer.Compute(),
                [.. feeds.Select((feed, i) => (feed.Name, book.StandingOf(i)))], book.TakeChanges());
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var feed in open) await feed.DisposeAsync().ConfigureAwait(false);
    }

    private sealed class Listener(MarketWatch watch, int venue, BookScale scale) : IMarketListener
    {
        private readonly BookBuilder builder = new(scale, takesQuotes: false);

        public void OnBook(in BookArrival message)
        {
            if (!builder.Apply(message)) return;
            lock (watch.gate) watch.book.TakeBook(venue, builder.Book, watch.levels, watch.Now);
        }

        public void OnTrade(InstrumentIndex instrument, in Trade trade, Instant receivedAt)
        {
            lock (watch.gate) watch.pricer.Take(venue, trade, watch.Now);
        }

        public void OnFeed(FeedNotice notice)
        {
            if (notice.Kind is not (FeedNoticeKind.Disconnected or FeedNoticeKind.BookLost)) return;
            lock (watch.gate) watch.book.Lose(venue, watch.Now);
        }

        public void OnQuote(InstrumentIndex instrument, in Quote quote, Instant receivedAt)
        {
            // The book has it.
        }

        public void OnBar(InstrumentIndex instrument, Interval interval, in Bar bar, bool isClosed, Instant receivedAt)
        {
            // Not asked for.
        }

        public void OnFunding(InstrumentIndex instrument, in FundingRate funding, Instant receivedAt)
        {
            // Not asked for.
        }
    }
}
