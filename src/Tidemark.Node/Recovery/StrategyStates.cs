using Tidemark.Engine.Events;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Strategies;
using Tidemark.Engine.Strategies.Trades;
using Tidemark.Node.Sessions;
using Tidemark.Storage.Journal;
using Tidemark.Strategies;

namespace Tidemark.Node.Recovery;

/// <summary>What the strategies of an ended session, or of one that runs, would hand to a later one.</summary>
public static class StrategyStates
{
    /// <summary>
    /// By the names that tell the strategies of the session apart. A backtest wrote it down at its end; a paper session, which may go on,
    /// is replayed and compared with its journal up to the last record.
    /// </summary>
    /// <exception cref="ReplayMismatchException">This build makes other records of a paper session than its journal holds.</exception>
    /// <exception cref="InvalidDataException">The journal does not begin with a session's first record.</exception>
    public static IReadOnlyList<(string Strategy, StrategyState State)> Of(JournalFolder folder)
    {
        var started = SessionInputs.Of(folder).Started;
        var names = StrategyNames.Unique([.. started.Strategies.Select(StrategyCatalog.NameOf)]);
        var states = started.FindSetting("source") == "backtest" ? Recorded(folder) : Replayed(folder, started);
        return [.. states.Select(state => (names[state.Strategy], state))];
    }

    private static IReadOnlyList<StrategyState> Recorded(JournalFolder folder)
    {
        var last = new SortedDictionary<int, StrategyState>();
        using var reader = new JournalReader(folder);
        while (reader.Read())
            if (reader.Header.Kind == RecordKind.StrategyState && RecordContent.Decode(reader.Header, reader.Payload) is StrategyState { Instrument: null } state) last[state.Strategy] = state;
        return [.. last.Values];
    }

    private static IReadOnlyList<StrategyState> Replayed(JournalFolder folder, SessionStartedRecord started)
    {
        JournalSequence last;
        using (var reader = new JournalReader(folder))
        {
            while (reader.Read())
            {
            }
            last = reader.Sequence;
        }
        using var journal = new VerifyingJournal(folder, last, null);
        using var models = new RecordedPredictors(folder, last, null);
        var kernel = new SessionKernel(started, journal, models);
        SessionInputs.ForEach(folder, last, (in EngineEvent input) => kernel.Process(input));
        journal.ExpectEnd();
        return kernel.Engine.StatesNow();
    }
}
