using Tidemark.Engine;
using Tidemark.Engine.Events;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Simulation.Sessions;
using Tidemark.Simulation.Venues;
using Tidemark.Strategies;

namespace Tidemark.Node.Sessions;

/// <summary>The deterministic inside of a session: engine, venue and what records them, made from the session's first record. The same inputs give the same records.</summary>
internal sealed class SessionKernel : IInputRecorder
{
    private const int BarsKept = 300;

    private readonly JournalRecorder recorder;
    private readonly SimulatedSession session;
    private readonly Queue<Bar> bars = new();

    /// <param name="started">What the session is.</param>
    /// <param name="journal">Where records go.</param>
    /// <param name="client">Stands between engine and venue; null sends straight to the venue.</param>
    public SessionKernel(SessionStartedRecord started, IJournal journal, Func<IExecutionClient, IExecutionClient>? client = null)
    {
        Started = started;
        Venue = VenueSettings.VenueOf(started);
        recorder = new JournalRecorder(journal);
        Tracker = new SessionTracker(recorder, fill => FeeInCurrency(fill));
        session = new SimulatedSession(started.Setup, Venue, started.Strategies.Select(StrategyCatalog.Create), Tracker, this, client);
        recorder.Attach(session.Engine);
        session.Start();
    }

    public SessionStartedRecord Started { get; }

    public VenueOptions Venue { get; }

    public TradingEngine Engine => session.Engine;

    public SessionTracker Tracker { get; }

    /// <summary>The last bars of the first instrument, oldest first.</summary>
    public IReadOnlyCollection<Bar> Bars => bars;

    /// <summary>The last bar that came in; null before the first.</summary>
    public Bar? LastBar { get; private set; }

    public void Process(in EngineEvent input)
    {
        session.Process(input);
        if (input.Kind != EngineEventKind.Bar) return;
        var bar = input.AsBar();
        LastBar = bar;
        if (input.Instrument.Value != 0) return;
        bars.Enqueue(bar);
        if (bars.Count > BarsKept) bars.Dequeue();
    }

    public void InputTaken(in EngineEvent input) => recorder.Input(input);

    private decimal FeeInCurrency(Fill fill)
    {
        var book = Engine.Portfolio.Book;
        var rate = book.QuoteRate(fill.Instrument);
        return book.FeeInQuote(fill) * (rate == 1 ? 1m : double.IsFinite(rate) ? (decimal)rate : 0m);
    }
}
