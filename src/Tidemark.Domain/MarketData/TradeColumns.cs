namespace Tidemark.Domain;

/// <summary>
/// Trades of one instrument as columns of equal length, ascending in time (several may share a moment), often memory-mapped.
/// <see cref="Times"/> holds nanoseconds since 1970; <see cref="Aggressors"/> 0 unknown, 1 buy, 2 sell; <see cref="TradeIds"/> 0 where the source has none.
/// </summary>
public sealed class TradeColumns
{
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public TradeColumns(ReadOnlyMemory<long> times, ReadOnlyMemory<double> prices, ReadOnlyMemory<double> quantities,
        ReadOnlyMemory<byte> aggressors, ReadOnlyMemory<long> tradeIds)
    {
        var count = times.Length;
        if (prices.Length != count || quantities.Length != count || aggressors.Length != count || tradeIds.Length != count)
            throw new ArgumentException("columns of trades must have the same length");
        Times = times;
        Prices = prices;
        Quantities = quantities;
        Aggressors = aggressors;
        TradeIds = tradeIds;
    }

    public int Count => Times.Length;

    public ReadOnlyMemory<long> Times { get; }

    public ReadOnlyMemory<double> Prices { get; }

    public ReadOnlyMemory<double> Quantities { get; }

    public ReadOnlyMemory<byte> Aggressors { get; }

    public ReadOnlyMemory<long> TradeIds { get; }

    /// <summary>One trade; for loops over many trades take the spans.</summary>
    public Trade this[int index] => new(new Instant(Times.Span[index]), Prices.Span[index], Quantities.Span[index],
        DecodeAggressor(Aggressors.Span[index]), TradeIds.Span[index]);

    /// <summary>The trades with index in [start, start + count), sharing memory.</summary>
    public TradeColumns Slice(int start, int count) => new(Times.Slice(start, count), Prices.Slice(start, count), Quantities.Slice(start, count),
        Aggressors.Slice(start, count), TradeIds.Slice(start, count));

    /// <summary>The trades in [from, to), sharing memory.</summary>
    public TradeColumns Between(Instant from, Instant to)
    {
        var start = LowerBound(from);
        return Slice(start, Math.Max(LowerBound(to) - start, 0));
    }

    /// <summary>The index of the first trade at or after a time; <see cref="Count"/> when there is none.</summary>
    public int LowerBound(Instant time)
    {
        var times = Times.Span;
        int low = 0, high = times.Length;
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            if (times[middle] < time.Nanoseconds) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    public static TradeColumns FromTrades(IReadOnlyList<Trade> trades)
    {
        var count = trades.Count;
        var (times, prices, quantities) = (new long[count], new double[count], new double[count]);
        var (aggressors, tradeIds) = (new byte[count], new long[count]);
        for (var i = 0; i < count; i++)
        {
            var trade = trades[i];
            (times[i], prices[i], quantities[i]) = (trade.Time.Nanoseconds, trade.Price, trade.Quantity);
            (aggressors[i], tradeIds[i]) = (EncodeAggressor(trade.Aggressor), trade.TradeId);
        }
        return new TradeColumns(times, prices, quantities, aggressors, tradeIds);
    }

    /// <summary>The code of a side in <see cref="Aggressors"/>: 0 unknown, 1 buy, 2 sell.</summary>
    public static byte EncodeAggressor(Side? side) => side switch { Side.Buy => 1, Side.Sell => 2, _ => 0 };

    /// <summary>The side of a code in <see cref="Aggressors"/>.</summary>
    public static Side? DecodeAggressor(byte code) => code switch { 1 => Side.Buy, 2 => Side.Sell, _ => null };
}
