using FsCheck;
using FsCheck.Fluent;
using Tidemark.Engine.Events;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Interval = Tidemark.Domain.Interval;

namespace Tidemark.Tests.Engine.Journaling;

public sealed class RecordCodecTests
{
    private readonly PayloadWriter writer = new();

    public static TheoryData<EngineEventKind> EventKinds => [.. Enum.GetValues<EngineEventKind>()];

    [Theory]
    [MemberData(nameof(EventKinds))]
    public void EventRecords_AnyEvent_ComesBackBitForBit(EngineEventKind kind) =>
        Prop.ForAll(RecordGenerators.Event(kind).ToArbitrary(), original =>
        {
            var header = EventRecords.Encode(original, writer);
            var bytes = writer.Written.ToArray();
            var back = EventRecords.Decode(header, bytes);
            Assert.Equal((kind, original.Instrument, original.Sequence, original.EventTime, original.ReceivedAt, original.ClosesInstant),
                (back.Kind, back.Instrument, back.Sequence, back.EventTime, back.ReceivedAt, back.ClosesInstant));
            Assert.Equal(Payload(original), Payload(back));
            Assert.Equal(header, EventRecords.Encode(back, writer));
            Assert.True(writer.Written.SequenceEqual(bytes));
            Assert.True(EventRecords.IsEvent(header.Kind));
            Assert.True(header.IsInput);
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Fact]
    public void Derived_AnyRecord_ComesBackBitForBit()
    {
        Check(RecordKind.OrderDecided, from request in RecordGenerators.Requests
                                       from denial in RecordGenerators.OneOf<OrderReason>()
                                       from id in RecordGenerators.Longs
                                       select new OrderDecidedRecord(request, denial, new ClientOrderId(new UInt128((ulong)id, 7))), (record, target) => record.Write(target));
        Check(RecordKind.AmendDecided, from id in RecordGenerators.Ints
                                       from change in RecordGenerators.Amendments
                                       select new AmendDecidedRecord(new OrderId(id), change), (record, target) => record.Write(target));
        Check(RecordKind.CancelDecided, from id in RecordGenerators.Ints select new CancelDecidedRecord(new OrderId(id)), (record, target) => record.Write(target));
        Check(RecordKind.TransferDecided, from id in RecordGenerators.Ints
                                          from asset in RecordGenerators.Texts
                                          from quantity in RecordGenerators.Decimals
                                          select new TransferDecidedRecord(new TransferRequest(id, asset, quantity, new InstrumentIndex(0), new InstrumentIndex(1))), (record, target) => record.Write(target));
        Check(RecordKind.OrderChanged, from request in RecordGenerators.Requests
                                       from cause in RecordGenerators.OneOf<OrderEventKind>()
                                       from status in RecordGenerators.OneOf<OrderStatus>()
                                       from reason in RecordGenerators.OneOf<OrderReason>()
                                       select new OrderChangedRecord(request.Id, cause, status, reason, request.Quantity, request.Quantity, request.LimitPrice, request.StopPrice),
            (record, target) => record.Write(target));
        Check(RecordKind.FillBooked, from fill in RecordGenerators.Fills
                                     from values in RecordGenerators.Decimals.ArrayOf(5)
                                     select new FillBookedRecord(fill, values[0], values[1], values[2], new Quantity(values[3]), new Price(values[4])), (record, target) => record.Write(target));
        Check(RecordKind.EquityMarked, from equity in RecordGenerators.Doubles from isIn in RecordGenerators.Booleans select new EquityMarkedRecord(equity, isIn), (record, target) => record.Write(target));
        Check(RecordKind.RoundTripClosed, RecordGenerators.RoundTrips, RoundTripPayload.Write);
        Check(RecordKind.StrategyState, from values in RecordGenerators.NamedTexts from strategy in RecordGenerators.Ints select new Tidemark.Engine.Strategies.Trades.StrategyState(strategy, new InstrumentIndex(1), values), (record, target) => record.Write(target));
        Check(RecordKind.MarketRange, from hash in RecordGenerators.Texts
                                      from count in RecordGenerators.Longs
                                      from time in RecordGenerators.Instants
                                      select new MarketRangeRecord(new InstrumentIndex(1), Interval.Hours(4), time, time, count, hash), (record, target) => record.Write(target));
    }

    [Fact]
    public void SessionStarted_AnySession_ComesBackWhole() =>
        Prop.ForAll(RecordGenerators.Sessions.ToArbitrary(), original =>
        {
            var header = SessionRecords.Encode(original, new Instant(77), writer);
            var bytes = writer.Written.ToArray();
            var back = SessionRecords.DecodeStarted(header, bytes);
            Assert.Equal((original.Build, original.Seed, original.Setup.JournalId, original.Setup.Limits, original.Setup.Sizing), (back.Build, back.Seed, back.Setup.JournalId, back.Setup.Limits, back.Setup.Sizing));
            Assert.Equal(original.Settings, back.Settings);
            Assert.Equal(original.Strategies, back.Strategies);
            Assert.Equal(original.Setup.Instruments.Select(instrument => (instrument.Id, instrument.ListedAt)), back.Setup.Instruments.Select(instrument => (instrument.Id, instrument.ListedAt)));
            Assert.Equal(original.Setup.Instruments.SelectMany(instrument => instrument.Rules), back.Setup.Instruments.SelectMany(instrument => instrument.Rules));
            Assert.Equal(original.Setup.BaseIntervals, back.Setup.BaseIntervals);
            Assert.Equal(original.Setup.Accounts[0].Balances, back.Setup.Accounts[0].Balances);
            Assert.Equal(header, SessionRecords.Encode(back, new Instant(77), writer));
            Assert.True(writer.Written.SequenceEqual(bytes));
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Fact]
    public void Decode_PayloadCutAnywhere_IsRefused()
    {
        var header = EventRecords.Encode(RecordGenerators.Event(EngineEventKind.Order).Sample(30).First(candidate => candidate.AsOrder() is { Fill: not null, Amendment: not null, VenueOrderId: not null }), writer);
        var bytes = writer.Written.ToArray();
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<InvalidDataException>(() => RecordContent.Decode(header, bytes.AsSpan(0, length)));
        Assert.Throws<InvalidDataException>(() => RecordContent.Decode(header, (byte[])[.. bytes, 0]));
    }

    [Fact]
    public void Decode_NewerVersion_IsRefusedByName()
    {
        var header = EventRecords.Encode(EngineEvent.ForTime(new Instant(5)), writer) with { Version = 2 };
        var refusal = Assert.Throws<InvalidDataException>(() => RecordContent.Decode(header, writer.Written));
        Assert.Contains("TimeAdvanced record of version 2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_FrequentRecords_AllocatesNothing()
    {
        var bar = EngineEvent.ForBar(new InstrumentIndex(0), new Bar(new Instant(1), 1, 2, 0.5, 1.5, 9), new Instant(2), new Instant(2), true);
        EventRecords.Encode(bar, writer);
        Assert.Equal(0, Allocated.By(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                EventRecords.Encode(bar, writer);
                writer.Clear();
                new EquityMarkedRecord(1.5, true).Write(writer);
            }
        }));
    }

    private void Check<T>(RecordKind kind, Gen<T> generator, Action<T, PayloadWriter> write) where T : notnull =>
        Prop.ForAll(generator.ToArbitrary(), original =>
        {
            writer.Clear();
            write(original, writer);
            var bytes = writer.Written.ToArray();
            var back = RecordContent.Decode(new RecordHeader(kind, RecordVersion.Of(kind), RecordOrigin.Engine, default, default), bytes);
            Assert.Equal(original, Assert.IsType<T>(back));
            writer.Clear();
            write((T)back, writer);
            Assert.True(writer.Written.SequenceEqual(bytes));
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    private static object Payload(in EngineEvent source) => source.Kind switch
    {
        EngineEventKind.Bar => source.AsBar(),
        EngineEventKind.Trade => source.AsTrade(),
        EngineEventKind.Quote => source.AsQuote(),
        EngineEventKind.BookDelta => source.AsBookDelta(),
        EngineEventKind.Funding => source.AsFunding(),
        EngineEventKind.Observation => source.AsObservation(),
        EngineEventKind.Signal => source.AsSignal(),
        EngineEventKind.Order => source.AsOrder() with { Time = source.EventTime },
        EngineEventKind.Ledger => source.AsLedger(),
        EngineEventKind.Command => source.AsCommand(),
        _ => source.EventTime,
    };
}
