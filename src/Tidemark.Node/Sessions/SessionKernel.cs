using Tidemark.Engine;
using Tidemark.Engine.Events;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Portfolios;
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
    private readonly Instant?[] lastBarAt;

    /// <param name="started">What the session is.</param>
    /// <param name="journal">Where records go.</param>
    /// <param name="models">Where strategies find models; null where there are none.</param>
    /// <param name="client">Stands between engine and venue; null sends straight to the venue.</param>
    public SessionKernel(SessionStartedRecord started, IJournal journal, IPredictorSource? models, Func<IExecutionClient, IExecutionClient>? client = null)
    {
        Started = started;
        lastBarAt = new Instant?[started.Setup.Instruments.Length];
        Venue = VenueSettings.VenueOf(started);
        recorder = new JournalRecorder(journal);
        Predictions = new PredictionHistory(started.Setup, instrument => Engine!.Portfolio.Book.LastPrice(instrument));
        Tracker = new SessionTracker(recorder, instrument => AccountBook.ToDecimalRate(Engine!.Portfolio.Book.QuoteRate(instrument)), fill => Engine!.Portfolio.Book.FeeInQuote(fill), Predictions);
        session = new SimulatedSession(started.Setup, Venue, started.Strategies.Select(StrategyCatalog.Create), Tracker, this, client, models);
        recorder.Attach(session.Engine);
        foreach (var state in started.States) session.Engine.LoadState(state);
        session.Start();
    }

    public SessionStartedRecord Started { get; }

    public VenueOptions Venue { get; }

    public TradingEngine Engine => session.Engine;

    public SessionTracker Tracker { get; }

    /// <summary>What models said.</summary>
    public PredictionHistory Predictions { get; }

    /// <summary>The last bars of the first instrument, oldest first.</summary>
    public IReadOnlyCollection<Bar> Bars => bars;

    /// <summary>The close of the last bar of an instrument; null before its first.</summary>
    public Instant? LastBarAt(int instrument) => lastBarAt[instrument];

    public void Process(in EngineEvent input)
    {
        // What looked ahead until this close ends with its price, whatever is asked at it.
        if (input.Kind == EngineEventKind.Bar) Predictions.BarClosed(input.Instrument, input.EventTime, input.AsBar().Close);
        session.Process(input);
        if (input.Kind == EngineEventKind.ModelChange) Predictions.Changed(input.ReceivedAt, input.AsModelChange());
        if (input.Kind != EngineEventKind.Bar) return;
        var bar = input.AsBar();
        lastBarAt[input.Instrument.Value] = input.EventTime;
        if (input.Instrument.Value != 0) return;
        bars.Enqueue(bar);
        if (bars.Count > BarsKept) bars.Dequeue();
    }

    public void InputTaken(in EngineEvent input) => recorder.Input(input);
}
