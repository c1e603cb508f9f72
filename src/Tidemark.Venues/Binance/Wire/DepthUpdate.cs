using Tidemark.Engine.Events;

namespace Tidemark.Venues.Binance.Wire;

/// <summary>
/// One <c>depthUpdate</c> as ticks and lots of a book. The object is filled again and again; what it holds is good until then, and only after
/// a reading without fault.
/// </summary>
/// <example><c>{"e":"depthUpdate","E":1626992741037,"T":1626992741024,"s":"SUSHIUSDT","U":600859599090,"u":600859600917,"pu":600859598061,"b":[["7.5040","813"]],"a":[]}</c></example>
public sealed class DepthUpdate
{
    /// <summary>The number of the update before, where the venue does not name it.</summary>
    public const long NoId = -1;

    private const int SmallestCapacity = 256;

    private long[] ticks = new long[SmallestCapacity];
    private long[] lots = new long[SmallestCapacity];
    private int count;
    private int bidCount;

    /// <summary>When the venue sent it (<c>E</c>).</summary>
    public Instant EventTime { get; internal set; }

    /// <summary>When the last change was made, where the venue says it (<c>T</c>, futures); else when it was sent.</summary>
    public Instant TransactionTime { get; internal set; }

    /// <summary>The number of the first change in it (<c>U</c>).</summary>
    public long FirstId { get; internal set; }

    /// <summary>The number of the last change in it (<c>u</c>).</summary>
    public long LastId { get; internal set; }

    /// <summary>The number of the last change in the update before (<c>pu</c>, futures); else <see cref="NoId"/>.</summary>
    public long PreviousId { get; internal set; }

    /// <summary>Prices in ticks, bids before asks.</summary>
    public ReadOnlySpan<long> Ticks => ticks.AsSpan(0, count);

    /// <summary>What rests there now, in lots; 0 where nothing does.</summary>
    public ReadOnlySpan<long> Lots => lots.AsSpan(0, count);

    public ReadOnlySpan<long> BidTicks => ticks.AsSpan(0, bidCount);

    public ReadOnlySpan<long> BidLots => lots.AsSpan(0, bidCount);

    public ReadOnlySpan<long> AskTicks => ticks.AsSpan(bidCount, count - bidCount);

    public ReadOnlySpan<long> AskLots => lots.AsSpan(bidCount, count - bidCount);

    /// <summary>The same as a message of a book's feed.</summary>
    public BookArrival ToArrival(InstrumentIndex instrument, Instant receivedAt) =>
        new(instrument, BookMessageKind.Update, TransactionTime, receivedAt, LastId, Ticks, Lots, bidCount);

    internal void Clear()
    {
        (EventTime, TransactionTime, FirstId, LastId, PreviousId) = (default, default, NoId, NoId, NoId);
        (count, bidCount) = (0, 0);
    }

    internal void Add(long priceTicks, long quantityLots)
    {
        if (count == ticks.Length)
        {
            Array.Resize(ref ticks, count * 2);
            Array.Resize(ref lots, count * 2);
        }
        ticks[count] = priceTicks;
        lots[count++] = quantityLots;
    }

    /// <summary>What was added so far are bids.</summary>
    internal void EndBids(int from)
    {
        bidCount = count - from;
        if (from == 0) return;
        // The asks came first: three turns bring the bids before them.
        Rotate(ticks.AsSpan(0, count), from);
        Rotate(lots.AsSpan(0, count), from);
    }

    internal int Count => count;

    private static void Rotate(Span<long> values, int from)
    {
        values[..from].Reverse();
        values[from..].Reverse();
        values.Reverse();
    }
}
