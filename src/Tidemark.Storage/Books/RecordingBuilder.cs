using System.Runtime.InteropServices;

namespace Tidemark.Storage.Books;

/// <summary>
/// Makes columns of the messages that pass: finds the grid of prices and quantities, sets the local clock right, and gives what has no time
/// at the venue one. See <c>docs/order-book-data.md</c> for the rules.
/// </summary>
/// <param name="options">How to read.</param>
internal sealed class RecordingBuilder(BookReadOptions options)
{
    private readonly List<long> receivedTimes = [], eventTimes = [], ids = [], bidStarts = [0], askStarts = [], ticks = [], lots = [], latencies = [];
    private readonly List<byte> kinds = [];
    private int timeless;
    private int priceDecimals = DecimalsOf(options.FinestTick);
    private int quantityDecimals = DecimalsOf(options.FinestStep / options.ContractSize);
    private long lastReceived = long.MinValue;
    private long lastDepthTime = long.MinValue;
    private long lastTradeTime = long.MinValue;
    private long lastQuoteTime = long.MinValue;
    private long? lastLatency;
    private bool hasReceiveTimes;

    public long CountOf(BookMessageKind kind)
    {
        var count = 0L;
        foreach (var each in CollectionsMarshal.AsSpan(kinds))
            if (each == (byte)kind) count++;
        return count;
    }

    public int Count => kinds.Count;

    /// <summary>By how much the local clock was moved on; known after <see cref="Finish"/>.</summary>
    public long Shift { get; private set; }

    /// <summary>Quotes and snapshots whose time at the venue had to be worked out.</summary>
    public int TimelessCount => timeless;

    /// <exception cref="OverflowException">A number is too large for the grid.</exception>
    public void Add(FeedMessage message)
    {
        var eventTime = EventTimeOf(message);
        AddHead(message.Kind, message, eventTime);
        AddRows(message.Bids);
        askStarts.Add(ticks.Count);
        AddRows(message.Asks);
        bidStarts.Add(ticks.Count);
    }

    /// <summary>The book begins here without a snapshot.</summary>
    public void AddBeginning(FeedMessage update) => AddEmpty(BookMessageKind.Beginning, update);

    /// <summary>The book is not known any more from here on.</summary>
    public void AddGap(FeedMessage update) => AddEmpty(BookMessageKind.Gap, update);

    /// <summary>The smallest, middle and largest latency after the shift; null where receive times are not recorded.</summary>
    public (Duration, Duration, Duration)? LatencySummary()
    {
        if (!hasReceiveTimes || latencies.Count == 0) return null;
        latencies.Sort();
        return (new Duration(latencies[0] + Shift), new Duration(latencies[latencies.Count / 2] + Shift), new Duration(latencies[^1] + Shift));
    }

    /// <exception cref="OverflowException">A time or a number is out of range.</exception>
    public BookColumns Finish()
    {
        var smallest = latencies.Count == 0 ? 0 : latencies.Min();
        Shift = Math.Max(0, checked(options.MinimumLatency.Nanoseconds - smallest));
        for (var index = 0; Shift > 0 && index < receivedTimes.Count; index++) receivedTimes[index] = checked(receivedTimes[index] + Shift);
        var scale = new BookScale(Power(priceDecimals), Power(quantityDecimals) * options.ContractSize);
        return new BookColumns(scale, receivedTimes.ToArray(), eventTimes.ToArray(), ids.ToArray(), kinds.ToArray(), bidStarts.ToArray(), askStarts.ToArray(), VenueOrder(), ticks.ToArray(), lots.ToArray());
    }

    private void AddEmpty(BookMessageKind kind, FeedMessage cause)
    {
        AddHead(kind, cause, Math.Max(lastDepthTime, 0));
        askStarts.Add(ticks.Count);
        bidStarts.Add(ticks.Count);
    }

    private void AddHead(BookMessageKind kind, FeedMessage message, long eventTime)
    {
        if (eventTime == 0) eventTime = message.EventTime != 0 ? message.EventTime : message.ReceivedAt - (lastLatency ?? 0);
        var received = message.ReceivedAt != 0 ? message.ReceivedAt : eventTime;
        if (message.ReceivedAt != 0) hasReceiveTimes = true;
        lastReceived = Math.Max(lastReceived, received);
        receivedTimes.Add(lastReceived);
        eventTimes.Add(eventTime);
        ids.Add(message.LastId == FeedMessage.NoId ? 0 : message.LastId);
        kinds.Add((byte)kind);
    }

    /// <summary>When it happened at the venue, never before what the same stream said last.</summary>
    private long EventTimeOf(FeedMessage message)
    {
        if (message.EventTime == 0) timeless++;
        else if (!message.IsHeldBack) NoteLatency(message);
        var time = message.EventTime;
        // What has no time at the venue: a snapshot that of the last update, a quote as late as the message before it.
        if (time == 0) time = message.Kind == BookMessageKind.Snapshot && lastDepthTime > 0 ? lastDepthTime : message.ReceivedAt - (lastLatency ?? 0);
        if (message.Kind is BookMessageKind.Snapshot or BookMessageKind.Update) return lastDepthTime = Math.Max(lastDepthTime, time);
        if (message.Kind == BookMessageKind.Quote) return lastQuoteTime = Math.Max(lastQuoteTime, time);
        return lastTradeTime = Math.Max(lastTradeTime, time);
    }

    private void NoteLatency(FeedMessage message)
    {
        var latency = message.ReceivedAt == 0 ? 0 : message.ReceivedAt - message.EventTime;
        latencies.Add(latency);
        // A snapshot answers a request, which takes another time than a stream.
        if (message.ReceivedAt == 0 || message.Kind == BookMessageKind.Snapshot) return;
        if (lastLatency is null) DateTimeless(latency);
        lastLatency = latency;
    }

    /// <summary>What came before the first message with a time of the venue is dated by that one's latency.</summary>
    private void DateTimeless(long latency)
    {
        foreach (ref var time in CollectionsMarshal.AsSpan(eventTimes)) time -= latency;
        if (lastQuoteTime != long.MinValue) lastQuoteTime -= latency;
        if (lastDepthTime != long.MinValue) lastDepthTime -= latency;
    }

    private void AddRows(List<(FeedNumber Price, FeedNumber Quantity)> rows)
    {
        foreach (var (price, quantity) in rows)
        {
            if (price.Decimals > priceDecimals) Refine(ticks, ref priceDecimals, price.Decimals);
            if (quantity.Decimals > quantityDecimals) Refine(lots, ref quantityDecimals, quantity.Decimals);
            ticks.Add(price.At(priceDecimals));
            lots.Add(quantity.At(quantityDecimals));
        }
    }

    /// <summary>A number with more digits than any before: what was there is counted in finer units.</summary>
    private static void Refine(List<long> column, ref int decimals, int needed)
    {
        var factor = 1L;
        for (; decimals < needed; decimals++) factor *= 10;
        foreach (ref var value in CollectionsMarshal.AsSpan(column)) value = checked(value * factor);
    }

    private long[] VenueOrder()
    {
        var order = new long[eventTimes.Count];
        for (var index = 0; index < order.Length; index++) order[index] = index;
        Array.Sort(order, (left, right) =>
        {
            var byTime = eventTimes[(int)left].CompareTo(eventTimes[(int)right]);
            return byTime != 0 ? byTime : left.CompareTo(right);
        });
        return order;
    }

    private static int DecimalsOf(decimal? size) => size is { } value ? DecimalForm.Canonical(value).Scale : 0;

    private static decimal Power(int decimals)
    {
        var result = 1m;
        for (; decimals > 0; decimals--) result /= 10m;
        return result;
    }
}
