using System.Runtime.CompilerServices;
using Tidemark.Engine;
using Tidemark.Engine.Events;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Recording;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Simulation.Venues;

namespace Tidemark.Simulation.Sessions;

/// <summary>
/// The engine and the simulated venue wired together: backtests and paper sessions differ only in where events come from. For each
/// market event the venue moves first, its answers reach the engine before the event itself, and answers to what the engine then
/// does follow at once.
/// </summary>
public sealed class SimulatedSession
{
    private readonly IInputRecorder? inputs;
    private readonly DelayLine? delays;

    /// <param name="setup">What is traded, where, with what.</param>
    /// <param name="options">The venue's models.</param>
    /// <param name="strategies">Fresh strategy objects, parameters set.</param>
    /// <param name="recorder">Who hears what was decided and booked.</param>
    /// <param name="inputs">Who hears the inputs; null when nobody replays them.</param>
    /// <param name="client">Stands between engine and venue (waiting for the journal); null sends straight to the venue.</param>
    /// <param name="models">Where strategies find models; null where there are none.</param>
    /// <exception cref="BadInputException">The setup is incomplete or contradictory.</exception>
    public SimulatedSession(SessionSetup setup, VenueOptions options, IEnumerable<Strategy> strategies, IEngineRecorder recorder,
        IInputRecorder? inputs = null, Func<IExecutionClient, IExecutionClient>? client = null, IPredictorSource? models = null)
    {
        this.inputs = inputs;
        Venue = new SimulatedVenue(setup, options);
        if (options.Latency is { } latency) delays = new DelayLine(Venue, latency.Begin(), () => Engine!.Clock.Now);
        IExecutionClient way = delays is null ? Venue : delays;
        Engine = new TradingEngine(setup, client is null ? way : client(way), recorder, models);
        foreach (var strategy in strategies) Engine.Add(strategy);
        Venue.Clock = Engine.Clock;
        if (Engine.Strategies.Count > 1) Venue.KeepStrategiesApart();
    }

    public TradingEngine Engine { get; }

    public SimulatedVenue Venue { get; }

    /// <summary>Starts the strategies.</summary>
    public void Start()
    {
        Engine.Start();
        TakeAnswers();
    }

    /// <summary>Does everything that follows from a recorded bar: the same as for an event of one, mostly without making it.</summary>
    public void Process(in BarArrival next)
    {
        if (inputs is not null) Record(next);
        if (MeansTimeAlone(next.CloseTime)) Venue.SetTime(next.CloseTime);
        else ShowToVenue(next);
        Engine.Process(next);
        if (Venue.HasAnswers) TakeAnswers();
    }

    /// <summary>Does the same for bars of a single instrument in a row, as long as they mean nothing to the venue; returns for how many.</summary>
    /// <param name="bars">Each of which arrives at its close.</param>
    /// <param name="length">Of their interval.</param>
    /// <param name="until">Bars that close later are not taken.</param>
    internal int ProcessQuietly(ReadOnlySpan<Bar> bars, Duration length, Instant until)
    {
        if (inputs is not null || delays is not null || !Venue.IsIdle) return 0;
        var taken = Engine.ProcessQuietly(bars, length, until);
        Venue.SetTime(Engine.Clock.Now);
        if (Venue.HasAnswers) TakeAnswers();
        return taken;
    }

    // Apart from the usual case, which is the loop over all bars: what is inlined there takes registers from it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ShowToVenue(in BarArrival next)
    {
        ActBeforeArrival(next.CloseTime);
        Venue.OnMarket(next);
        TakeAnswers();
    }

    private void Record(in BarArrival input) => inputs!.InputTaken(input.ToEvent());

    /// <summary>Does everything that follows from one event of the market, of time or of a person.</summary>
    public void Process(in EngineEvent next)
    {
        // Recorded first: whatever follows from it in the record, its cause stands before it.
        inputs?.InputTaken(next);
        if (MeansTimeAlone(next.ReceivedAt))
        {
            Venue.SetTime(next.ReceivedAt);
        }
        else
        {
            ActBeforeArrival(next.ReceivedAt);
            Venue.OnMarket(next);
            TakeAnswers();
        }
        Engine.Process(next);
        TakeAnswers();
    }

    /// <summary>Lets the venue see what happens in one of its order books, at its moment there; we hear of it later.</summary>
    internal void ProcessAtVenue(in BookArrival next, Instant time)
    {
        ActBeforeArrival(time);
        Venue.OnMarket(next, time);
        if (Venue.HasAnswers) TakeAnswers();
    }

    /// <summary>Does everything that follows when a message of an order book reaches us.</summary>
    internal void Process(in BookArrival next)
    {
        ActBeforeArrival(next.ReceivedAt);
        Venue.AdvanceTo(next.ReceivedAt);
        if (Venue.HasAnswers) TakeAnswers();
        Engine.Process(next);
        if (Venue.HasAnswers) TakeAnswers();
    }

    /// <summary>Whether market data that arrives at a moment means nothing to the venue but the time, and no timer is due before it.</summary>
    private bool MeansTimeAlone(Instant arrival) => delays is null && Venue.IsIdle && Engine.NextTimerDue >= arrival;

    /// <summary>What is due before the venue sees an event.</summary>
    private void ActBeforeArrival(Instant arrival)
    {
        if (delays is not null) CatchUp(arrival, delays);
        // What timers decided before this event reaches the venue before it: a stop canceled at 11:00 cannot fill at 11:07.
        if (Engine.NextTimerDue < arrival || Venue.NextDue < arrival) ActBefore(arrival);
    }

    /// <summary>Ends the strategies; orders that they send then stay unfilled.</summary>
    public void Stop()
    {
        Engine.Stop();
        TakeAnswers();
    }

    /// <summary>Lets requests arrive, answers come back and timers fire, each at its moment, up to the arrival of the next event.</summary>
    private void CatchUp(Instant time, DelayLine line)
    {
        while (true)
        {
            var next = Instant.Min(line.NextArrival, Venue.NextAnswer);
            if (Instant.Min(Engine.NextTimerDue, Venue.NextDue) < Instant.Min(next, time)) ActOnce(time);
            else if (next > time) return;
            else if (line.NextArrival <= Venue.NextAnswer) line.DeliverNext();
            else Venue.AdvanceTo(next);
            TakeAnswers();
        }
    }

    /// <summary>Everything that is due before a moment, at its own time: the venue first, then the engine's timers.</summary>
    private void ActBefore(Instant time)
    {
        while (Instant.Min(Engine.NextTimerDue, Venue.NextDue) < time) ActOnce(time);
    }

    /// <summary>What is due next, at its own time. One thing only: a request that it sends may arrive before the one after it.</summary>
    private void ActOnce(Instant arrival)
    {
        var due = Instant.Min(Engine.NextTimerDue, Venue.NextDue);
        Venue.AdvanceTo(due);
        TakeAnswers();
        if (Engine.NextTimerDue != due) return;
        Engine.FireNextTimer(arrival);
        TakeAnswers();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TakeAnswers()
    {
        while (Venue.HasAnswers)
        {
            if (inputs is not null) TakeAnswer();
            else if (Venue.TakeAcceptance(out var time) is { } accepted) Engine.ProcessAcceptance(accepted.Id, time);
            else if (Venue.TakeOrderAnswer(out time) is { } aboutOrder) Engine.Process(aboutOrder, time);
            else TakeAnswer();
        }
    }

    private void TakeAnswer()
    {
        Venue.Read(out var answer);
        inputs?.InputTaken(answer);
        Engine.Process(answer);
    }
}
