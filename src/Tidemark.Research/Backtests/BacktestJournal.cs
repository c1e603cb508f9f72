using Tidemark.Engine.Events;
using Tidemark.Engine.Journaling;
using Tidemark.Simulation.Backtesting;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Journal;

namespace Tidemark.Research.Backtests;

/// <summary>
/// The journal of one backtest: what was run, the bars named by range and hash instead of written out, and every record that the
/// core made.
/// </summary>
public sealed class BacktestJournal : IDisposable
{
    private readonly JournalWriter writer;
    private readonly JournalRecorder recorder;

    private BacktestJournal(JournalWriter writer)
    {
        this.writer = writer;
        recorder = new JournalRecorder(writer);
    }

    /// <summary>The folder that holds it.</summary>
    public JournalFolder Folder => writer.Folder;

    /// <summary>Records written so far.</summary>
    public long Records => writer.Last.Value;

    /// <summary>Begins a journal and writes what is run.</summary>
    /// <param name="parentFolder">The journals of the home.</param>
    /// <param name="draft">What will run.</param>
    /// <param name="build">The version of the program.</param>
    public static BacktestJournal Begin(string parentFolder, BacktestDraft draft, string build)
    {
        if (draft.Plan.Books.Count > 0) throw new BadInputException("--journal: a journal names bars by range and hash, and cannot name order books yet; leave it out with --depth");
        var id = JournalWriter.NewId();
        var name = "backtest-" + id.ToString("x32", System.Globalization.CultureInfo.InvariantCulture)[..12];
        var journal = new BacktestJournal(JournalWriter.Create(new JournalFolder(Path.Combine(parentFolder, name)), id));
        journal.WriteStart(draft, id, build);
        return journal;
    }

    /// <summary>The same plan with everything that is decided and booked written to this journal.</summary>
    public BacktestPlan Attach(BacktestPlan plan) => plan with
    {
        Setup = plan.Setup with { JournalId = writer.Id },
        Recorder = recorder,
        InputTaken = change => recorder.Input(change),
        EngineMade = recorder.Attach,
    };

    /// <summary>Waits until everything is on the disk.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Flush() => writer.Flush();

    public void Dispose() => writer.Dispose();

    private void WriteStart(BacktestDraft draft, UInt128 id, string build)
    {
        var payload = new PayloadWriter();
        var started = SessionRecord.Of(draft.Plan.Setup with { JournalId = id }, draft.Plan.Venue, draft.Plan.Strategies, draft.Plan.States, [new NamedText("source", "backtest")], build);
        var first = draft.Inputs.Min(input => new Instant(input.Bars.OpenTimes.Span[0]));
        var header = SessionRecords.Encode(started, first, payload);
        writer.Append(header, payload.Written);
        for (var index = 0; index < draft.Inputs.Count; index++)
        {
            var bars = draft.Inputs[index].Bars;
            var range = new MarketRangeRecord(new InstrumentIndex(index), bars.Interval, new Instant(bars.OpenTimes.Span[0]),
                bars.Interval.CloseOf(new Instant(bars.OpenTimes.Span[^1])), bars.Count, DataHash.Of(bars));
            header = SessionRecords.Encode(range, payload);
            writer.Append(header, payload.Written);
        }
        WriteFunding(draft, payload);
        for (var number = 0; number < draft.Plan.Signals.Count; number++)
        {
            var signal = draft.Plan.Signals[number];
            header = EventRecords.Encode(EngineEvent.ForSignal(signal, signal.KnownAt, number), payload);
            writer.Append(header, payload.Written);
        }
    }

    private void WriteFunding(BacktestDraft draft, PayloadWriter payload)
    {
        foreach (var rates in FundingRatesRecord.Of(draft.Plan.Funding))
        {
            var header = SessionRecords.Encode(rates, payload);
            writer.Append(header, payload.Written);
        }
    }
}
