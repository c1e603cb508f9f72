using Tidemark.Engine.Events;
using Tidemark.Venues.Ports;

namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>Hears a feed of several instruments, keeps what it says, and notes what no feed may say.</summary>
/// <param name="scales">The grids of the books, by index.</param>
internal sealed class FeedLog(params BookScale[] scales) : IMarketListener
{
    private readonly Lock gate = new();
    private readonly InstrumentLog[] logs = [.. scales.Select(scale => new InstrumentLog(scale))];
    private readonly List<FeedNotice> notices = [];
    private readonly List<string> faults = [];
    private bool isClosed;
    private int isSpeaking;

    /// <summary>What should not have been said.</summary>
    public string[] Faults { get { lock (gate) return [.. faults]; } }

    public FeedNotice[] Notices { get { lock (gate) return [.. notices]; } }

    public T Read<T>(int instrument, Func<InstrumentLog, T> read) { lock (gate) return read(logs[instrument]); }

    public int Count(FeedNoticeKind kind, int? instrument = null) => Notices.Count(notice => notice.Kind == kind && (instrument is null || notice.Subscription?.Index.Value == instrument));

    /// <summary>From now on nothing may be said.</summary>
    public void Close() { lock (gate) isClosed = true; }

    public void OnTrade(InstrumentIndex instrument, in Trade trade, Instant receivedAt)
    {
        var item = trade;
        Hear("a trade", () =>
        {
            if (item.Defect() is { } defect) faults.Add($"{item}: {defect}");
            logs[instrument.Value].Trades.Add(item);
        });
    }

    public void OnQuote(InstrumentIndex instrument, in Quote quote, Instant receivedAt)
    {
        var item = quote;
        Hear("a quote", () =>
        {
            if (item.Defect() is { } defect) faults.Add($"{item}: {defect}");
            logs[instrument.Value].Quotes.Add(item);
        });
    }

    public void OnBook(in BookArrival message)
    {
        var isOther = Interlocked.Exchange(ref isSpeaking, 1) == 1;
        lock (gate)
        {
            if (isClosed || isOther) faults.Add("a book was told after the end, or while something else was told");
            if (logs[message.Instrument.Value].Take(message) is { } fault) faults.Add(fault);
        }
        Volatile.Write(ref isSpeaking, 0);
    }

    public void OnBar(InstrumentIndex instrument, Interval interval, in Bar bar, bool isWhole, Instant receivedAt)
    {
        var item = bar;
        Hear("a bar", () =>
        {
            if (item.Defect() is { } defect) faults.Add($"{item}: {defect}");
            if (!interval.IsAligned(item.OpenTime)) faults.Add($"{item} does not open where bars of {interval} do");
            if (isWhole) logs[instrument.Value].Bars.Add(item);
            else logs[instrument.Value].GrowingBars.Add(item);
        });
    }

    public void OnFunding(InstrumentIndex instrument, in FundingRate funding, Instant receivedAt)
    {
        var item = funding;
        Hear("funding", () => logs[instrument.Value].Funding.Add(item));
    }

    public void OnFeed(FeedNotice notice) => Hear($"{notice}", () => notices.Add(notice));

    private void Hear(string what, Action act)
    {
        // One call at a time is what listeners are promised.
        var isOther = Interlocked.Exchange(ref isSpeaking, 1) == 1;
        lock (gate)
        {
            if (isOther) faults.Add($"{what} was told while something else was told");
            if (isClosed) faults.Add($"{what} was told after the end");
            act();
        }
        Volatile.Write(ref isSpeaking, 0);
    }
}
