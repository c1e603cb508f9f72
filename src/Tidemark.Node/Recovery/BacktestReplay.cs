using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Simulation.Sessions;
using Tidemark.Simulation.Sources;
using Tidemark.Simulation.Venues;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Journal;
using Tidemark.Strategies;

namespace Tidemark.Node.Recovery;

/// <summary>Runs the backtest of a journal again on the same bars, which the journal names by range and hash.</summary>
/// <param name="loadBars">Finds the bars that open from a range's start to its end.</param>
/// <param name="models">What models answered.</param>
internal sealed class BacktestReplay(Func<BarSpec, MarketRangeRecord, BarColumns> loadBars, IPredictorSource models)
{
    /// <summary>Feeds all bars; what the core makes goes to <paramref name="journal"/>.</summary>
    /// <exception cref="BadInputException">The bars are not to be had, or are others now.</exception>
    public void Run(JournalFolder folder, SessionInputs inputs, IJournal journal, Action<long> onInput)
    {
        var started = inputs.Started;
        var source = new BarEventSource(Load(folder, started));
        var funding = new FundingEventSource(inputs.Funding);
        var recorder = new JournalRecorder(journal);
        var session = new SimulatedSession(started.Setup, VenueSettings.VenueOf(started), started.Strategies.Select(StrategyCatalog.Create), recorder, models: models);
        recorder.Attach(session.Engine);
        WriteSignals(inputs, journal);
        var signals = new SignalEventSource([.. inputs.Signals.Select(signal => signal.AsSignal())], started.Setup.TradingStart);
        foreach (var state in started.States) session.Engine.LoadState(state);
        var changes = new ModelChangeFeed(new RecordedModelChanges(folder), session, change => recorder.Input(change));
        session.Start();
        var count = 0L;
        while (source.TryRead(out var next))
        {
            changes.Feed(next.CloseTime);
            if (signals.Next <= next.CloseTime) signals.Feed(next.CloseTime, funding, session);
            if (funding.Next < next.CloseTime) funding.Feed(next.CloseTime, session);
            session.Process(next);
            onInput(++count);
        }
        funding.Feed(Instant.MaxValue, session);
        session.Stop();
    }

    /// <summary>They stand in the journal before all that the core made.</summary>
    private static void WriteSignals(SessionInputs inputs, IJournal journal)
    {
        var payload = new PayloadWriter();
        foreach (var signal in inputs.Signals)
        {
            var header = EventRecords.Encode(signal, payload);
            journal.Append(header, payload.Written);
        }
    }

    private List<BarColumns> Load(JournalFolder folder, SessionStartedRecord started)
    {
        var bars = new List<BarColumns>();
        using var reader = new JournalReader(folder);
        while (bars.Count < started.Setup.Instruments.Length && reader.Read())
        {
            if (reader.Header.Kind != RecordKind.MarketRange) continue;
            var range = (MarketRangeRecord)RecordContent.Decode(reader.Header, reader.Payload);
            var spec = new BarSpec(started.Setup.Instruments[range.Instrument.Value].Id, range.Interval);
            var found = loadBars(spec, range);
            if (found.Count != range.Count || DataHash.Of(found) != range.DataHash)
                throw new BadInputException($"the backtest took {range.Count} bars of {spec} from {range.From} to {range.To}; the catalog has {found.Count} bars there, and not the same ones, so it cannot be replayed");
            bars.Add(found);
        }
        return bars.Count == started.Setup.Instruments.Length ? bars : throw new InvalidDataException($"{folder.Path}: the journal was cut off before it named its bars");
    }
}
