using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;

namespace Tidemark.Tests.Engine.Journaling;

/// <summary>A session that an older build began is compared as far as its records go.</summary>
public sealed class OlderRecordsTests
{
    private const int BytesOfPriceBeforeSlippage = 8;

    private static readonly RecordHeader Today = new(RecordKind.FillBooked, RecordVersion.Of(RecordKind.FillBooked), RecordOrigin.Engine, new Instant(5), new Instant(6));

    [Fact]
    public void IsSame_RecordOfAnOlderLayout_SaysTheSameApartFromWhatItLacks()
    {
        var older = Older(Payload(100m));
        Assert.True(OlderRecords.IsSame(Today, Payload(100m), Today with { Version = 2 }, older));
        Assert.False(OlderRecords.IsSame(Today, Payload(101m), Today with { Version = 2 }, older));
        Assert.False(OlderRecords.IsSame(Today with { ReceivedAt = new Instant(7) }, Payload(100m), Today with { Version = 2 }, older));
    }

    [Fact]
    public void IsSame_RecordOfTodaysLayout_MustBeTheSameToTheLastByte()
    {
        Assert.True(OlderRecords.IsSame(Today, Payload(100m), Today, Payload(100m)));
        Assert.False(OlderRecords.IsSame(Today, Payload(100m, 99.75), Today, Payload(100m)));
    }

    /// <summary>The fill is the first part of the record, and the price before slippage its last field.</summary>
    private static byte[] Older(byte[] payload)
    {
        const int RestOfTheRecord = 5 * 16;
        return [.. payload[..^(RestOfTheRecord + BytesOfPriceBeforeSlippage)], .. payload[^RestOfTheRecord..]];
    }

    private static byte[] Payload(decimal price, double priceBeforeSlippage = 99.5)
    {
        var fill = new Fill
        {
            Order = new OrderId(7),
            Instrument = new InstrumentIndex(0),
            Side = Side.Buy,
            Time = new Instant(4),
            Price = new Price(price),
            Quantity = new Quantity(2m),
            Fee = 0.1m,
            FeeAsset = "USDT",
            TradeId = new TradeId("t"),
            PriceBeforeSlippage = priceBeforeSlippage,
        };
        var writer = new PayloadWriter();
        new FillBookedRecord(fill, 1m, 2m, 3m, new Quantity(2m), new Price(price)).Write(writer);
        return writer.Written.ToArray();
    }
}
