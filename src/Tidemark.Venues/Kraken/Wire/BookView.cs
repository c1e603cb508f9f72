using System.Text.Json;
using Tidemark.Venues.Kraken.Answers;

namespace Tidemark.Venues.Kraken.Wire;

/// <summary>
/// A book as the venue describes it: levels as they change, cut at the depth on both sides, and a checksum of the ten best of each. Levels
/// that others push out are not told by the venue; here they are.
/// </summary>
/// <remarks>Source: Kraken's documentation, "How to maintain a valid book" and "Book checksum".</remarks>
internal sealed class BookView(KrakenPair pair, int depth)
{
    private const int SummedLevels = 10;
    private readonly BookSide bids = new(isBid: true, depth);
    private readonly BookSide asks = new(isBid: false, depth);
    private uint told;

    /// <summary>The time of the last message.</summary>
    public Instant Time { get; private set; }

    /// <summary>Takes an item of a message of the book.</summary>
    /// <example><c>{"symbol":"BTC/USD","bids":[{"price":105944.2,"qty":0.25}],"asks":[],"checksum":2114181697,"timestamp":"2023-10-06T17:35:55.440295Z"}</c></example>
    /// <param name="item">One object of the data.</param>
    /// <param name="isWhole">Whether it replaces all levels.</param>
    /// <exception cref="FormatException">A number or the time is none.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public void Take(ReadOnlySpan<byte> item, bool isWhole)
    {
        if (isWhole) RemoveAll();
        var reader = new Utf8JsonReader(item);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("bids"u8)) TakeLevels(ref reader, bids);
            else if (name.SequenceEqual("asks"u8)) TakeLevels(ref reader, asks);
            else if (name.SequenceEqual("checksum"u8)) told = reader.GetUInt32();
            else if (name.SequenceEqual("timestamp"u8)) Time = MessageTime.Read(reader.ValueSpan);
            else reader.Skip();
        }
    }

    /// <summary>Whether the book is the one that the venue summed.</summary>
    public bool IsRight() => Checksum() == told;

    /// <summary>All levels: bids before asks, each best first.</summary>
    public (long[] Ticks, long[] Lots, int BidCount) ToRows()
    {
        var count = bids.Count + asks.Count;
        var (ticks, lots) = (new long[count], new long[count]);
        for (var i = 0; i < count; i++)
        {
            var (side, rank) = i < bids.Count ? (bids, i) : (asks, i - bids.Count);
            (ticks[i], lots[i]) = (side.TicksAt(rank), side.LotsAt(rank));
        }
        return (ticks, lots, bids.Count);
    }

    /// <summary>The levels that changed since the last call: bids before asks, each best first, 0 lots where one is gone.</summary>
    /// <returns>How many of them are bids.</returns>
    public int TakeChanges(List<long> ticks, List<long> lots)
    {
        bids.TakeChanges(ticks, lots);
        var bidCount = ticks.Count;
        asks.TakeChanges(ticks, lots);
        return bidCount;
    }

    /// <summary>The levels are noted as gone, and noted anew where they come again.</summary>
    private void RemoveAll()
    {
        foreach (var side in (ReadOnlySpan<BookSide>)[bids, asks])
            while (side.Count > 0) side.Set(side.TicksAt(side.Count - 1), 0);
    }

    private uint Checksum()
    {
        var sum = Crc32.Empty;
        foreach (var side in (ReadOnlySpan<BookSide>)[asks, bids])
            for (var rank = 0; rank < Math.Min(side.Count, SummedLevels); rank++)
            {
                sum.AddDigits((ulong)(side.TicksAt(rank) * pair.UnitsPerTick));
                sum.AddDigits((ulong)side.LotsAt(rank));
            }
        return sum.Value;
    }

    private void TakeLevels(ref Utf8JsonReader reader, BookSide side)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var (units, quantity) = (-1L, -1L);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.ValueSpan;
                reader.Read();
                if (name.SequenceEqual("price"u8)) units = StepNumber.Read(reader.ValueSpan, pair.PriceDecimals);
                else if (name.SequenceEqual("qty"u8)) quantity = StepNumber.Read(reader.ValueSpan, pair.QuantityDecimals);
                else reader.Skip();
            }
            if (units <= 0 || quantity < 0 || units % pair.UnitsPerTick != 0) throw new FormatException($"a level of {pair.SocketSymbol} has no price or quantity");
            side.Set(units / pair.UnitsPerTick, quantity);
        }
    }
}
