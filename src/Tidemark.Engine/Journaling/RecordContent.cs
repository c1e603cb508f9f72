using Tidemark.Engine.Ports;
using Tidemark.Engine.Strategies.Trades;

namespace Tidemark.Engine.Journaling;

/// <summary>Opens any record, for showing and comparing.</summary>
public static class RecordContent
{
    /// <summary>
    /// What the record holds: an <see cref="Events.EngineEvent"/>, a <see cref="SessionStartedRecord"/>, a <see cref="RoundTrip"/>, one of
    /// the other records of this folder, or for <see cref="RecordKind.SessionStopped"/> the reason as text.
    /// </summary>
    /// <exception cref="InvalidDataException">The payload is not of its kind, or of a newer version.</exception>
    public static object Decode(in RecordHeader header, ReadOnlySpan<byte> payload)
    {
        if (EventRecords.IsEvent(header.Kind)) return EventRecords.Decode(header, payload);
        RecordVersion.Require(header);
        var reader = new PayloadReader(payload);
        object result = header.Kind switch
        {
            RecordKind.SessionStarted => SessionPayloads.ReadStarted(ref reader, header.Version),
            RecordKind.SessionStopped => reader.ReadText(),
            RecordKind.MarketRange => MarketRangeRecord.Read(ref reader),
            RecordKind.FundingRates => FundingRatesRecord.Read(ref reader),
            RecordKind.Prediction => PredictionRecord.Read(ref reader, header.EventTime),
            RecordKind.PredictorOpened => PredictorOpenedRecord.Read(ref reader),
            RecordKind.LedgerBooked => LedgerBookedRecord.Read(ref reader),
            RecordKind.OrderDecided => OrderDecidedRecord.Read(ref reader, header.Version),
            RecordKind.AmendDecided => AmendDecidedRecord.Read(ref reader),
            RecordKind.CancelDecided => CancelDecidedRecord.Read(ref reader),
            RecordKind.TransferDecided => TransferDecidedRecord.Read(ref reader),
            RecordKind.OrderChanged => OrderChangedRecord.Read(ref reader),
            RecordKind.FillBooked => FillBookedRecord.Read(ref reader, header.Version),
            RecordKind.EquityMarked => EquityMarkedRecord.Read(ref reader),
            RecordKind.RoundTripClosed => RoundTripPayload.Read(ref reader),
            RecordKind.StrategyState => StrategyState.Read(ref reader),
            _ => throw new InvalidDataException($"records of kind {(ushort)header.Kind} are not known to this build"),
        };
        reader.ExpectEnd();
        return result;
    }
}
