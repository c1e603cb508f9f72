using System.Runtime.CompilerServices;
using Tidemark.Engine.Events;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Predictions;
using Tidemark.Engine.Sessions;
using Tidemark.Storage.Journal;

namespace Tidemark.Tests.Storage.Journal;

/// <summary>Journals written by every past version of the format must stay readable: a sample of each is kept beside this file.</summary>
public sealed class JournalFormatTests
{
    private const int CurrentSample = 12;

    /// <summary>
    /// In version 1 the rules of instruments had neither largest quantities nor fee rates; before version 3 orders had no options, fills no
    /// position side, order events neither revision nor report; before version 4 a session had no
    /// universe; before version 5 strategies remembered nothing; before version 6 accounts had no position mode;
    /// before version 7 no instruments only converted, and nothing but orders changed a balance; before version 8
    /// fills did not tell their price before slippage; before version 9 rules of instruments had no bounds; before version 10 strategies
    /// began with nothing; before version 11 nothing was moved between accounts; before version 12 no model was asked.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    public void Sample_OfEachVersion_ReadsAsItWasWritten(int version)
    {
        var folder = new JournalFolder(Path.Combine(AppContext.BaseDirectory, "Storage", "Journal", "Samples", $"version-{version}"));
        using var reader = new JournalReader(folder);
        foreach (var (header, payload) in FormatSample.Records(version))
        {
            Assert.True(reader.Read(), reader.Ending?.ToString());
            var content = RecordContent.Decode(reader.Header, reader.Payload);
            Assert.Equal(header with { Version = reader.Header.Version }, reader.Header);
            Assert.Equal(Convert.ToHexString(payload), Convert.ToHexString(Rewritten(content, header, reader.Payload)));
        }
        Assert.False(reader.Read());
        Assert.Equal(JournalEndingKind.Complete, reader.Ending!.Kind);
        Assert.True(reader.HasAnchor);
        Assert.True(reader.SegmentCount >= 2);
    }

    /// <summary>What is read from an older layout, in today's.</summary>
    private static byte[] Rewritten(object content, in RecordHeader header, ReadOnlySpan<byte> asItWas)
    {
        var writer = new PayloadWriter();
        switch (content)
        {
            case SessionStartedRecord started: SessionRecords.Encode(started, header.EventTime, writer); break;
            case EngineEvent input: EventRecords.Encode(input, writer); break;
            case OrderDecidedRecord decided: decided.Write(writer); break;
            case FillBookedRecord booked: booked.Write(writer); break;
            case PredictorOpenedRecord opened: opened.Encode(writer, header.EventTime); break;
            case PredictionRecord prediction: prediction.Encode(writer); break;
            default: return asItWas.ToArray();
        }
        return writer.Written.ToArray();
    }

    [Fact]
    public void Sample_EveryRecordKind_IsInIt() =>
        Assert.Equal(Enum.GetValues<RecordKind>(), FormatSample.Records(CurrentSample).Select(record => record.Header.Kind).Distinct().Order());

    /// <summary>Records hold the numbers of these values; a new value goes to the end of its list.</summary>
    [Theory]
    [InlineData(typeof(OrderReason), "None Requested InsufficientFunds QuantityNotPositive PriceNotPositive QuantityOffStep PriceOffTick BelowMinimumQuantity BelowMinimumNotional NothingToReduce ExceedsMaximumOrderNotional ExceedsMaximumPositionNotional ExceedsMaximumOpenOrders TradingHalted NotTrading NoMarketPrice SiblingFilled ExitFilled ParentClosed NotImmediatelyFillable UnknownOrder OrderAlreadyClosed NotSupported ShortNotAllowed AboveMaximumQuantity OutsideUniverse WouldTakeLiquidity ExpiryReached ContradictoryTerms TrailNotPositive DisplayedQuantityInvalid TimedOut NotConfirmed OutsideTradingHours Liquidated PriceOutsideBand AboveMaximumNotional TooManyOrders")]
    [InlineData(typeof(LedgerKind), "Funding Interest Liquidation Insurance Settlement TransferOut TransferFee InTransit TransferIn TransferRefused")]
    [InlineData(typeof(OrderEventKind), "Submitted Accepted Triggered Amended AmendRejected PartiallyFilled Filled CancelRejected Canceled Denied Rejected Expired Unknown Reconciled")]
    [InlineData(typeof(OrderStatus), "Created Submitted Unknown Open PartiallyFilled Filled Canceled Denied Rejected Expired")]
    [InlineData(typeof(OrderType), "Market Limit Stop StopLimit TakeProfit TakeProfitLimit TrailingStop")]
    [InlineData(typeof(TimeInForce), "Gtc Ioc Fok Gtd")]
    [InlineData(typeof(TrailingKind), "Amount Fraction AverageTrueRange")]
    [InlineData(typeof(TimeoutAction), "Cancel Reprice")]
    [InlineData(typeof(LiquidityRole), "Taker Maker")]
    [InlineData(typeof(PositionSide), "Flat Long Short")]
    [InlineData(typeof(Side), "Buy Sell")]
    [InlineData(typeof(IntervalUnit), "Second Minute Hour Day Week Month")]
    [InlineData(typeof(AccountKind), "Spot Margin InTransit")]
    [InlineData(typeof(FundsPolicy), "OwnedAssets InitialMargin CashNotNegative")]
    [InlineData(typeof(PositionMode), "OneWay Hedge")]
    [InlineData(typeof(SizingKind), "FixedQuantity Stake Allocation")]
    [InlineData(typeof(EngineCommandKind), "Pause Resume Flatten")]
    [InlineData(typeof(PredictionKind), "Value Probability Direction TargetWeight Settings")]
    [InlineData(typeof(ModelChangeKind), "Replaced Kept Failed Chosen Refused")]
    public void StoredEnums_NumbersOfTheirValues_NeverChange(Type type, string inOrder)
    {
        var expected = inOrder.Split(' ');
        Assert.Equal(expected, Enum.GetValuesAsUnderlyingType(type).Cast<byte>().Order().Select(number => Enum.GetName(type, number)).Take(expected.Length));
    }

    /// <summary>Writes the sample of the current version into the source folder. Run by hand when the format gets a new version.</summary>
    [Fact(Explicit = true)]
    public void WriteSample() => Write(CurrentSample);

    private static void Write(int version, [CallerFilePath] string thisFile = "")
    {
        var folder = new JournalFolder(Path.Combine(Path.GetDirectoryName(thisFile)!, "Samples", $"version-{version}"));
        using var journal = JournalWriter.Create(folder, 42, JournalSandbox.Quiet with { SegmentBytes = 4_000 });
        foreach (var (header, payload) in FormatSample.Records(version))
        {
            journal.Append(header, payload);
            journal.Flush();
        }
    }
}
