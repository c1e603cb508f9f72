using Tidemark.Engine.Events;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Node.Sessions;
using Tidemark.Storage.Journal;

namespace Tidemark.Node.Recovery;

/// <summary>Replays a session's journal without touching it: feeds the inputs to a fresh core and compares every record that it makes.</summary>
/// <param name="Inputs">Inputs fed.</param>
/// <param name="Verified">Records made again and found identical.</param>
/// <param name="MissingAtEnd">Records that the core makes after the last input but the journal lacks: a crash cut them off.</param>
/// <param name="Difference">The first difference; null when there is none.</param>
/// <param name="Ending">How the journal itself ended; only what is before that was replayed.</param>
/// <param name="Build">The program that began the session.</param>
public sealed record JournalReplay(long Inputs, long Verified, long MissingAtEnd, string? Difference, JournalEnding Ending, string Build)
{
    private const int InputsPerReport = 1_024;
    private const string BacktestSource = "backtest";

    public bool IsIdentical => Difference is null;

    /// <param name="folder">The journal of a session, which may be in use, or of a backtest.</param>
    /// <param name="loadBars">Finds the bars of a backtest, whose journal only names them.</param>
    /// <param name="onInput">Hears now and then how many inputs were fed; may throw to stop.</param>
    /// <exception cref="InvalidDataException">It does not begin with a session's first record.</exception>
    /// <exception cref="BadInputException">The bars of a backtest are not to be had.</exception>
    public static JournalReplay Run(JournalFolder folder, Func<BarSpec, MarketRangeRecord, BarColumns> loadBars, Action<long>? onInput = null)
    {
        var (last, ending) = EndOf(folder);
        var session = SessionInputs.Of(folder);
        var started = session.Started;
        using var journal = new VerifyingJournal(folder, last, null);
        using var models = new RecordedPredictors(folder, last, null);
        string? difference = null;
        var inputs = 0L;
        void Count(long number)
        {
            inputs = number;
            if (number % InputsPerReport == 0) onInput?.Invoke(number);
        }
        try
        {
            if (started.FindSetting("source") == BacktestSource) new BacktestReplay(loadBars, models).Run(folder, session, journal, Count);
            else Feed(folder, last, new SessionKernel(started, journal, models), Count);
            journal.ExpectEnd();
        }
        catch (ReplayMismatchException mismatch)
        {
            difference = mismatch.Message;
        }
        return new JournalReplay(inputs, journal.Verified, journal.Completed, difference, ending, started.Build);
    }

    private static void Feed(JournalFolder folder, JournalSequence last, SessionKernel kernel, Action<long> onInput)
    {
        var count = 0L;
        SessionInputs.ForEach(folder, last, (in EngineEvent input) =>
        {
            onInput(++count);
            kernel.Process(input);
        });
    }

    private static (JournalSequence Last, JournalEnding Ending) EndOf(JournalFolder folder)
    {
        using var reader = new JournalReader(folder);
        while (reader.Read())
        {
        }
        return (reader.Sequence, reader.Ending!);
    }
}
