using System.Runtime.CompilerServices;
using Tidemark.Engine.Events;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Sessions;
using Tidemark.Storage.Journal;

namespace Tidemark.Tests.Storage.Journal;

/// <summary>Journals written by every past version of the format must stay readable: a sample of each is kept beside this file.</summary>
public sealed class JournalFormatTests
{
    /// <summary>In version 1 the rules of instruments had neither largest quantities nor fee rates.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Sample_OfEachVersion_ReadsAsItWasWritten(int version)
    {
        var folder = new JournalFolder(Path.Combine(AppContext.BaseDirectory, "Storage", "Journal", "Samples", $"version-{version}"));
        using var reader = new JournalReader(folder);
        foreach (var (header, payload) in FormatSample.Records())
        {
            Assert.True(reader.Read(), reader.Ending?.ToString());
            if (version == 1 && header.Kind == RecordKind.SessionStarted)
            {
                Assert.Equal(1, reader.Header.Version);
                var again = new PayloadWriter();
                SessionRecords.Encode(SessionRecords.DecodeStarted(reader.Header, reader.Payload), header.EventTime, again);
                Assert.Equal(Convert.ToHexString(payload), Convert.ToHexString(again.Written));
                continue;
            }
            Assert.Equal(header, reader.Header);
            Assert.Equal(Convert.ToHexString(payload), Convert.ToHexString(reader.Payload));
            Assert.NotNull(RecordContent.Decode(header, payload));
        }
        Assert.False(reader.Read());
        Assert.Equal(JournalEndingKind.Complete, reader.Ending!.Kind);
        Assert.True(reader.HasAnchor);
        Assert.Equal(2, reader.SegmentCount);
    }

    [Fact]
    public void Sample_EveryRecordKind_IsInIt() =>
        Assert.Equal(Enum.GetValues<RecordKind>(), FormatSample.Records().Select(record => record.Header.Kind).Distinct().Order());

    /// <summary>Records hold the numbers of these values; a new value goes to the end of its list.</summary>
    [Theory]
    [InlineData(typeof(OrderReason), "None Requested InsufficientFunds QuantityNotPositive PriceNotPositive QuantityOffStep PriceOffTick BelowMinimumQuantity BelowMinimumNotional NothingToReduce ExceedsMaximumOrderNotional ExceedsMaximumPositionNotional ExceedsMaximumOpenOrders TradingHalted NotTrading NoMarketPrice SiblingFilled ExitFilled ParentClosed NotImmediatelyFillable UnknownOrder OrderAlreadyClosed NotSupported ShortNotAllowed")]
    [InlineData(typeof(OrderEventKind), "Submitted Accepted Triggered Amended AmendRejected PartiallyFilled Filled CancelRejected Canceled Denied Rejected Expired Unknown")]
    [InlineData(typeof(OrderStatus), "Created Submitted Unknown Open PartiallyFilled Filled Canceled Denied Rejected Expired")]
    [InlineData(typeof(OrderType), "Market Limit Stop")]
    [InlineData(typeof(TimeInForce), "Gtc Ioc")]
    [InlineData(typeof(LiquidityRole), "Taker Maker")]
    [InlineData(typeof(PositionSide), "Flat Long Short")]
    [InlineData(typeof(Side), "Buy Sell")]
    [InlineData(typeof(IntervalUnit), "Second Minute Hour Day Week Month")]
    [InlineData(typeof(AccountKind), "Spot Margin")]
    [InlineData(typeof(FundsPolicy), "OwnedAssets InitialMargin CashNotNegative")]
    [InlineData(typeof(SizingKind), "FixedQuantity Stake Allocation")]
    [InlineData(typeof(EngineCommandKind), "Pause Resume Flatten")]
    public void StoredEnums_NumbersOfTheirValues_NeverChange(Type type, string inOrder)
    {
        var expected = inOrder.Split(' ');
        Assert.Equal(expected, Enum.GetValuesAsUnderlyingType(type).Cast<byte>().Order().Select(number => Enum.GetName(type, number)).Take(expected.Length));
    }

    /// <summary>Writes the sample of the current version into the source folder. Run by hand when the format gets a new version.</summary>
    [Fact(Explicit = true)]
    public void WriteSample() => Write(2);

    private static void Write(int version, [CallerFilePath] string thisFile = "")
    {
        var folder = new JournalFolder(Path.Combine(Path.GetDirectoryName(thisFile)!, "Samples", $"version-{version}"));
        using var journal = JournalWriter.Create(folder, 42, JournalSandbox.Quiet with { SegmentBytes = 2_000 });
        foreach (var (header, payload) in FormatSample.Records())
        {
            journal.Append(header, payload);
            journal.Flush();
        }
    }
}
