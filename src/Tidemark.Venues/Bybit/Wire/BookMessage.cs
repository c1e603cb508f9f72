using System.Runtime.InteropServices;
using System.Text.Json;
using Tidemark.Engine.Events;
using Tidemark.Venues.Books;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Bybit.Wire;

/// <summary>
/// One message of <c>orderbook.N.SYMBOL</c> as ticks and lots. The object is filled again and again; what it holds is good until then, and only
/// after a reading without an exception.
/// </summary>
/// <example><c>{"topic":"orderbook.50.BTCUSDT","type":"delta","ts":1687940967466,"data":{"s":"BTCUSDT","b":[["30247.20","30.028"]],"a":[["30248.70","0"]],"u":177400507,"seq":66544703342},"cts":1687940967464}</c></example>
/// <remarks>Source: Bybit's documentation, "Orderbook" of the public streams.</remarks>
internal sealed class BookMessage
{
    private readonly List<long> ticks = [];
    private readonly List<long> lots = [];
    private readonly List<long> askTicks = [];
    private readonly List<long> askLots = [];
    private int bidCount;
    private long sentAt;
    private long madeAt;

    /// <summary>Whether it is the whole book: by its type, or by the number 1 that the venue gives after a restart of its service.</summary>
    public bool IsSnapshot { get; private set; }

    /// <summary>The number of the update (<c>u</c>).</summary>
    public long UpdateId { get; private set; }

    /// <summary>When the venue's engine made it (<c>cts</c>), or else sent it (<c>ts</c>).</summary>
    public Instant Time => Instant.FromUnixMilliseconds(madeAt > 0 ? madeAt : sentAt);

    /// <summary>Prices in ticks, bids before asks.</summary>
    public ReadOnlySpan<long> Ticks => CollectionsMarshal.AsSpan(ticks);

    /// <summary>What rests there now, in lots; 0 where nothing does.</summary>
    public ReadOnlySpan<long> Lots => CollectionsMarshal.AsSpan(lots);

    public int BidCount => bidCount;

    public UpdateMark Mark => new(UpdateId, UpdateId);

    public BookArrival ToArrival(InstrumentIndex instrument, Instant receivedAt) => new(instrument, BookMessageKind.Update, Time, receivedAt, UpdateId, Ticks, Lots, bidCount);

    public BookSnapshot ToSnapshot() => new(UpdateId, Time, ticks.ToArray(), lots.ToArray(), bidCount);

    /// <summary>Fills it from the bytes of a message.</summary>
    /// <exception cref="Exception">One that <see cref="JsonFields.IsFault"/> knows: the message is not what it should be.</exception>
    public void Read(ReadOnlySpan<byte> message, BookScale scale)
    {
        Clear();
        var reader = new Utf8JsonReader(message);
        var (hasType, hasData) = (false, false);
        Expect(ref reader, JsonTokenType.StartObject);
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                Expect(ref reader, JsonTokenType.String);
                IsSnapshot = reader.ValueTextEquals("snapshot"u8);
                hasType = IsSnapshot || reader.ValueTextEquals("delta"u8) ? true : throw new FormatException("the type is neither snapshot nor delta");
            }
            else if (reader.ValueTextEquals("ts"u8)) sentAt = Number(ref reader);
            else if (reader.ValueTextEquals("cts"u8)) madeAt = Number(ref reader);
            else if (reader.ValueTextEquals("data"u8)) hasData = ReadData(ref reader, scale);
            else Skip(ref reader);
        }
        if (!hasType || !hasData || sentAt <= 0) throw new FormatException("type, ts or data is missing");
        ticks.AddRange(askTicks);
        lots.AddRange(askLots);
        IsSnapshot |= UpdateId == 1;
    }

    private bool ReadData(ref Utf8JsonReader reader, BookScale scale)
    {
        var seen = 0;
        Expect(ref reader, JsonTokenType.StartObject);
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("u"u8))
            {
                UpdateId = Number(ref reader);
                seen |= 1;
            }
            else if (reader.ValueTextEquals("b"u8))
            {
                ReadLevels(ref reader, scale, ticks, lots);
                bidCount = ticks.Count;
                seen |= 2;
            }
            else if (reader.ValueTextEquals("a"u8))
            {
                ReadLevels(ref reader, scale, askTicks, askLots);
                seen |= 4;
            }
            else Skip(ref reader);
        }
        return seen == 7;
    }

    private static void ReadLevels(ref Utf8JsonReader reader, BookScale scale, List<long> prices, List<long> quantities)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        while (Next(ref reader) == JsonTokenType.StartArray)
        {
            Next(ref reader);
            var price = ExactText.Steps(ExactText.Decimal(reader), scale.PriceTick);
            Next(ref reader);
            var quantity = ExactText.Steps(ExactText.Decimal(reader), scale.QuantityStep);
            Expect(ref reader, JsonTokenType.EndArray);
            if (price == 0) throw new FormatException("a price is zero");
            prices.Add(price);
            quantities.Add(quantity);
        }
        if (reader.TokenType != JsonTokenType.EndArray) throw new FormatException("a level is no array");
    }

    private void Clear()
    {
        ticks.Clear();
        lots.Clear();
        askTicks.Clear();
        askLots.Clear();
        (bidCount, sentAt, madeAt, UpdateId, IsSnapshot) = (0, 0, 0, 0, false);
    }

    private static long Number(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.Number);
        return reader.GetInt64();
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader) => reader.Read() ? reader.TokenType : throw new FormatException("the message ends early");

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (Next(ref reader) != type) throw new FormatException($"{reader.TokenType} in place of {type}");
    }

    private static void Skip(ref Utf8JsonReader reader)
    {
        Next(ref reader);
        reader.Skip();
    }
}
