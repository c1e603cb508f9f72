using Tidemark.Engine.Events;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Storage.Journal;

namespace Tidemark.Node.Recovery;

/// <summary>
/// The inputs of a journal that came from outside: market, commands, time. Answers of the simulated venue are not among them: the
/// venue gives them again, and they are compared like everything else.
/// </summary>
/// <param name="Started">What the session is.</param>
/// <param name="Funding">Funding rates that were known when it began, in the order of time.</param>
/// <param name="Signals">The records of the signals that a backtest took.</param>
public sealed record SessionInputs(SessionStartedRecord Started, IReadOnlyList<(InstrumentIndex Instrument, FundingRate Rate)> Funding, IReadOnlyList<EngineEvent> Signals)
{
    /// <summary>What stands at the beginning of a journal, before anything that the core made.</summary>
    /// <exception cref="InvalidDataException">The journal does not begin with a session's first record.</exception>
    public static SessionInputs Of(JournalFolder folder)
    {
        var signals = new List<EngineEvent>();
        var rates = new List<(InstrumentIndex Instrument, FundingRate Rate)>();
        using var reader = new JournalReader(folder);
        if (!reader.Read()) throw new InvalidDataException($"{folder.Path}: the journal is empty ({reader.Ending})");
        var started = SessionRecords.DecodeStarted(reader.Header, reader.Payload);
        while (reader.Read() && reader.Header.Kind is RecordKind.MarketRange or RecordKind.FundingRates or RecordKind.Signal)
        {
            if (reader.Header.Kind == RecordKind.Signal) signals.Add(EventRecords.Decode(reader.Header, reader.Payload));
            if (reader.Header.Kind != RecordKind.FundingRates) continue;
            var record = (FundingRatesRecord)RecordContent.Decode(reader.Header, reader.Payload);
            rates.AddRange(record.Rates.Select(rate => (record.Instrument, rate)));
        }
        return new SessionInputs(started, [.. rates.OrderBy(each => each.Rate.Time).ThenBy(each => each.Instrument.Value)], signals);
    }

    /// <summary>Hands every input up to a record to <paramref name="take"/>, in order.</summary>
    internal static void ForEach(JournalFolder folder, JournalSequence last, EventAction take)
    {
        using var reader = new JournalReader(folder, checksChain: false);
        while (reader.Sequence < last && reader.Read())
        {
            var header = reader.Header;
            if (header.Origin is not (RecordOrigin.Market or RecordOrigin.Command or RecordOrigin.Time or RecordOrigin.Prediction)) continue;
            if (EventRecords.IsEvent(header.Kind)) take(EventRecords.Decode(header, reader.Payload));
        }
    }

    /// <summary>Does something with an event.</summary>
    internal delegate void EventAction(in EngineEvent input);
}
