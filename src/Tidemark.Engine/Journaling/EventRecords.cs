using Tidemark.Engine.Events;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Predictions;

namespace Tidemark.Engine.Journaling;

/// <summary>
/// Input records: every kind of <see cref="EngineEvent"/> as bytes and back, bit for bit. Each payload starts with the instrument
/// index and the event's number in its source; the two times are in the record's header.
/// </summary>
public static class EventRecords
{
    /// <summary>Whether records of this kind are events for the engine.</summary>
    public static bool IsEvent(RecordKind kind) => kind is >= RecordKind.Bar and <= RecordKind.InstantClosed or RecordKind.VenueOrderEvent or RecordKind.VenueLedgerEntry or RecordKind.Command or RecordKind.ModelChange;

    /// <summary>Writes the payload (clearing <paramref name="target"/> first) and returns the header that belongs to it.</summary>
    public static RecordHeader Encode(in EngineEvent source, PayloadWriter target)
    {
        target.Clear();
        target.WriteInt32(source.Instrument.Value);
        target.WriteInt64(source.Sequence);
        var (kind, origin) = Write(source, target);
        return new RecordHeader(kind, RecordVersion.Of(kind), origin, source.EventTime, source.ReceivedAt);
    }

    /// <exception cref="InvalidDataException">The payload is not of this kind, or of a newer version.</exception>
    public static EngineEvent Decode(in RecordHeader header, ReadOnlySpan<byte> payload)
    {
        RecordVersion.Require(header);
        var reader = new PayloadReader(payload);
        var instrument = new InstrumentIndex(reader.ReadInt32());
        var sequence = reader.ReadInt64();
        var result = Read(header, ref reader, instrument, sequence);
        reader.ExpectEnd();
        return result;
    }

    private static (RecordKind Kind, RecordOrigin Origin) Write(in EngineEvent source, PayloadWriter target)
    {
        switch (source.Kind)
        {
            case EngineEventKind.Bar: MarketPayloads.Write(source.AsBar(), source.ClosesInstant, target); return (RecordKind.Bar, RecordOrigin.Market);
            case EngineEventKind.Trade: MarketPayloads.Write(source.AsTrade(), target); return (RecordKind.Trade, RecordOrigin.Market);
            case EngineEventKind.Quote: MarketPayloads.Write(source.AsQuote(), target); return (RecordKind.Quote, RecordOrigin.Market);
            case EngineEventKind.BookDelta: MarketPayloads.Write(source.AsBookDelta(), target); return (RecordKind.BookDelta, RecordOrigin.Market);
            case EngineEventKind.Funding: MarketPayloads.Write(source.AsFunding(), target); return (RecordKind.Funding, RecordOrigin.Market);
            case EngineEventKind.Observation: MarketPayloads.Write(source.AsObservation(), target); return (RecordKind.Observation, RecordOrigin.Market);
            case EngineEventKind.Signal: MarketPayloads.Write(source.AsSignal(), target); return (RecordKind.Signal, RecordOrigin.Prediction);
            case EngineEventKind.Order: OrderPayloads.Write(source.AsOrder(), target); return (RecordKind.VenueOrderEvent, RecordOrigin.Venue);
            case EngineEventKind.Ledger: LedgerPayload.Write(source.AsLedger(), target); return (RecordKind.VenueLedgerEntry, RecordOrigin.Venue);
            case EngineEventKind.TimeAdvanced: return (RecordKind.TimeAdvanced, RecordOrigin.Time);
            case EngineEventKind.InstantClosed: return (RecordKind.InstantClosed, RecordOrigin.Time);
            case EngineEventKind.Command:
                var command = source.AsCommand();
                target.WriteByte((byte)command.Kind);
                target.WriteText(command.Reason);
                return (RecordKind.Command, RecordOrigin.Command);
            case EngineEventKind.ModelChange:
                var change = source.AsModelChange();
                target.WriteText(change.Predictor);
                target.WriteByte((byte)change.Kind);
                target.WriteText(change.Version);
                target.WriteText(change.Reason);
                return (RecordKind.ModelChange, RecordOrigin.Prediction);
            default: throw new InvalidOperationException($"unknown event kind {source.Kind}");
        }
    }

    private static EngineEvent Read(in RecordHeader header, ref PayloadReader reader, InstrumentIndex instrument, long sequence)
    {
        var (time, receivedAt) = (header.EventTime, header.ReceivedAt);
        switch (header.Kind)
        {
            case RecordKind.Bar:
                var bar = MarketPayloads.ReadBar(ref reader, out var closesInstant);
                return EngineEvent.ForBar(instrument, bar, time, receivedAt, closesInstant, sequence);
            case RecordKind.Trade: return EngineEvent.ForTrade(instrument, MarketPayloads.ReadTrade(ref reader, time), receivedAt, sequence);
            case RecordKind.Quote: return EngineEvent.ForQuote(instrument, MarketPayloads.ReadQuote(ref reader, time), receivedAt, sequence);
            case RecordKind.BookDelta: return EngineEvent.ForBookDelta(instrument, MarketPayloads.ReadBookDelta(ref reader, time), receivedAt, sequence);
            case RecordKind.Funding: return EngineEvent.ForFunding(instrument, MarketPayloads.ReadFunding(ref reader, time), receivedAt, sequence);
            case RecordKind.Observation: return EngineEvent.ForObservation(MarketPayloads.ReadObservation(ref reader, time), receivedAt, sequence);
            case RecordKind.Signal: return EngineEvent.ForSignal(MarketPayloads.ReadSignal(ref reader, instrument, time), receivedAt, sequence);
            case RecordKind.VenueOrderEvent: return EngineEvent.ForOrder(instrument, OrderPayloads.ReadOrderEvent(ref reader, time, header.Version), receivedAt, sequence);
            case RecordKind.VenueLedgerEntry: return EngineEvent.ForLedger(LedgerPayload.Read(ref reader, instrument, time, header.Version), receivedAt, sequence);
            case RecordKind.TimeAdvanced: return EngineEvent.ForTime(receivedAt, sequence);
            case RecordKind.InstantClosed: return EngineEvent.ForInstantClosed(time, receivedAt, sequence);
            case RecordKind.Command: return EngineEvent.ForCommand(new EngineCommand(reader.ReadEnum<EngineCommandKind>(), reader.ReadText()), receivedAt, sequence);
            case RecordKind.ModelChange: return EngineEvent.ForModelChange(new ModelChange(reader.ReadText(), reader.ReadEnum<ModelChangeKind>(), reader.ReadText(), reader.ReadText()), receivedAt, sequence);
            default: throw new InvalidDataException($"a {header.Kind} record is not an event");
        }
    }
}
