using Tidemark.Engine.Events;
using Tidemark.Venues.Ports;

namespace Tidemark.Cli.Commands.Bench.Faults;

/// <summary>Records public data as a collector does, and notes whatever cannot be right.</summary>
internal sealed class DrillRecorder : IMarketListener
{
    /// <summary>More than any clock is off.</summary>
    private static readonly Duration SkewMargin = Duration.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly BookCheck[] books;
    private readonly List<Trade>[] trades;
    private readonly List<Bar>[] bars;
    private readonly Dictionary<FeedNoticeKind, int> notices = [];
    private readonly List<string> faults = [];
    private long quotes;

    private readonly Interval interval;

    /// <param name="instruments">What is recorded.</param>
    /// <param name="symbols">The exchange's own names of them.</param>
    /// <param name="options">Of the drill.</param>
    public DrillRecorder(IReadOnlyList<VenueInstrument> instruments, IReadOnlyList<string> symbols, DrillOptions options)
    {
        interval = options.Interval;
        books = [.. instruments.Select((instrument, index) => new BookCheck(instrument.Id, symbols[index], instrument.Scale, options.AreUpdatesNumbered))];
        trades = [.. instruments.Select(_ => new List<Trade>())];
        bars = [.. instruments.Select(_ => new List<Bar>())];
    }

    public IEnumerable<MarketSubscription> SubscriptionsOf(IReadOnlyList<VenueInstrument> instruments)
    {
        for (var i = 0; i < instruments.Count; i++)
        {
            var index = new InstrumentIndex(i);
            foreach (var channel in (MarketChannel[])[MarketChannel.Book, MarketChannel.Trades, MarketChannel.Quotes]) yield return new MarketSubscription(index, instruments[i].Id, channel);
            yield return new MarketSubscription(index, instruments[i].Id, MarketChannel.Bars, interval);
        }
    }

    public long QuoteCount { get { lock (gate) return quotes; } }

    public int CountOf(FeedNoticeKind kind) { lock (gate) return notices.GetValueOrDefault(kind); }

    public T Read<T>(Func<DrillRecorder, T> read) { lock (gate) return read(this); }

    public IReadOnlyList<BookCheck> Books => books;

    /// <summary>How many bars were compared with their trades.</summary>
    public int BarsCompared { get; private set; }

    /// <summary>Trades by instrument.</summary>
    public IReadOnlyList<IReadOnlyList<Trade>> Trades => trades;

    /// <summary>Closed bars by instrument.</summary>
    public IReadOnlyList<IReadOnlyList<Bar>> Bars => bars;

    public string[] Faults { get { lock (gate) return [.. faults]; } }

    public void OnTrade(InstrumentIndex instrument, in Trade trade, Instant receivedAt)
    {
        lock (gate)
        {
            var seen = trades[instrument.Value];
            if (seen.Count > 0 && trade.TradeId != seen[^1].TradeId + 1) faults.Add($"{books[instrument.Value].Instrument}: trade {trade.TradeId} after {seen[^1].TradeId}");
            seen.Add(trade);
        }
    }

    public void OnQuote(InstrumentIndex instrument, in Quote quote, Instant receivedAt)
    {
        lock (gate)
        {
            quotes++;
            if (!(quote.Bid < quote.Ask)) faults.Add($"{books[instrument.Value].Instrument}: quote {quote.Bid} to {quote.Ask}");
        }
    }

    public void OnBook(in BookArrival message)
    {
        lock (gate)
            if (books[message.Instrument.Value].Take(message) is { } fault) faults.Add(fault);
    }

    public void OnBar(InstrumentIndex instrument, Interval length, in Bar bar, bool isClosed, Instant receivedAt)
    {
        if (!isClosed) return;
        lock (gate)
        {
            var seen = bars[instrument.Value];
            if (seen.Count > 0 && bar.OpenTime != length.CloseOf(seen[^1].OpenTime)) faults.Add($"{books[instrument.Value].Instrument}: bar of {bar.OpenTime} after that of {seen[^1].OpenTime}");
            seen.Add(bar);
        }
    }

    public void OnFunding(InstrumentIndex instrument, in FundingRate funding, Instant receivedAt)
    {
        // Spot has none.
    }

    public void OnFeed(FeedNotice notice)
    {
        lock (gate) notices[notice.Kind] = notices.GetValueOrDefault(notice.Kind) + 1;
    }

    /// <summary>Compares all books with the exchange's own.</summary>
    public void Compare(IEnumerable<ExchangeBook> truth)
    {
        lock (gate)
            foreach (var book in truth)
                if (Array.Find(books, candidate => candidate.Symbol == book.Symbol) is { } mine && mine.Compare(book) is { } fault) faults.Add(fault);
    }

    /// <summary>Whether everything that the exchange has has come: its last trade, and the last update of each book.</summary>
    public bool HasAll(IReadOnlyList<ExchangeBook> truth)
    {
        lock (gate)
        {
            for (var i = 0; i < books.Length; i++)
            {
                var end = EndOf(truth, i);
                if (!books[i].IsAt(end) || trades[i].Count == 0 || trades[i][^1].TradeId < end.LastTradeId) return false;
            }
            return true;
        }
    }

    /// <summary>Compares with the exchange when nothing moves any more; what is missing then is missing.</summary>
    public void CompareAtEnd(IReadOnlyList<ExchangeBook> truth)
    {
        Compare(truth);
        lock (gate)
            for (var i = 0; i < books.Length; i++)
            {
                var (mine, end) = (books[i], EndOf(truth, i));
                if (!mine.Book.IsValid) faults.Add($"{mine.Instrument}: no valid book at the end");
                if (!mine.IsAt(end)) faults.Add($"{mine.Instrument}: the book ends at update {mine.Book.UpdateId}, and is not the exchange's of {end.UpdateId}");
                if (trades[i].Count == 0 || trades[i][^1].TradeId != end.LastTradeId) faults.Add($"{mine.Instrument}: the last trade is {(trades[i].Count == 0 ? "none" : trades[i][^1].TradeId)}, the exchange's is {end.LastTradeId}");
            }
    }

    /// <summary>Every closed bar is what its trades make of it.</summary>
    /// <param name="skews">When the times of trades were off, and so cannot be compared with those of bars.</param>
    public void CompareBars(IReadOnlyList<(Instant From, Instant To)> skews)
    {
        lock (gate)
            for (var i = 0; i < books.Length; i++) CompareBars(i, skews);
    }

    private void CompareBars(int index, IReadOnlyList<(Instant From, Instant To)> skews)
    {
        var next = 0;
        foreach (var bar in bars[index])
        {
            var (close, seen) = (interval.CloseOf(bar.OpenTime), trades[index]);
            while (next < seen.Count && seen[next].Time < bar.OpenTime) next++;
            // Of the first bar we may have missed the beginning.
            if (next == 0 || skews.Any(skew => bar.OpenTime < skew.To + SkewMargin && close > skew.From - SkewMargin)) continue;
            var (first, volume, high, low) = (next, 0.0, double.MinValue, double.MaxValue);
            for (; next < seen.Count && seen[next].Time < close; next++)
            {
                volume += seen[next].Quantity;
                high = Math.Max(high, seen[next].Price);
                low = Math.Min(low, seen[next].Price);
            }
            var isRight = next == first ? bar.Volume == 0
                : bar.Open == seen[first].Price && bar.Close == seen[next - 1].Price && bar.High == high && bar.Low == low && Math.Abs(bar.Volume - volume) <= 1e-9 * volume;
            if (!isRight) faults.Add($"{books[index].Instrument}: the bar of {bar.OpenTime} is not what its {next - first} trades make");
            BarsCompared++;
        }
    }

    private ExchangeBook EndOf(IReadOnlyList<ExchangeBook> truth, int index) => truth.First(book => book.Symbol == books[index].Symbol);
}
