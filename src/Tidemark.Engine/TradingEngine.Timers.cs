using Tidemark.Engine.Time;

namespace Tidemark.Engine;

/// <summary>What happens because time passes: timers of strategies, orders, longer bars and the universe.</summary>
public sealed partial class TradingEngine
{
    /// <summary>Stands in the place of a strategy's number for the timer of the universe.</summary>
    private const int UniverseTimer = -2;

    /// <summary>When the next timer is due; a driver with a venue lets it act before later market data.</summary>
    public Instant NextTimerDue => timers.NextDue;

    /// <summary>Fires the next timer at its own time, so that a venue can answer before the one after it.</summary>
    /// <param name="arrival">The arrival of the next event.</param>
    public void FireNextTimer(Instant arrival)
    {
        arriving = arrival;
        Fire(timers.Take());
    }

    private void FireTimersBefore(Instant time)
    {
        while (timers.NextDue < time) Fire(timers.Take());
    }

    internal void FireTimersAt(Instant arrival)
    {
        arriving = arrival;
        FireTimersUntil(arrival);
    }

    private void FireTimersUntil(Instant time)
    {
        while (timers.NextDue <= time) Fire(timers.Take());
    }

    private void Fire(in EngineTimer timer)
    {
        // Looked at here and not at each event: only timers ask whether the session has seen anything before.
        firstArrival ??= clock.Now == Instant.MinValue ? arriving : Instant.MinValue;
        clock.AdvanceTo(timer.Due);
        if (timer.Every > Duration.Zero) timers.Set(timer.NextDue(arriving), timer.Strategy, timer.Series, timer.Name, timer.Every, timer.Days);
        if (timer.Order >= 0) runner.Due(new OrderId(timer.Order), timer.Due);
        else if (timer.Strategy == UniverseTimer) AdvanceUniverse(timer.Due);
        else if (timer.Strategy < 0) CloseByTimer(timer.Due);
        else if (timer.Due > tradingStart && timer.IsCalled(arriving, firstArrival.Value)) strategies[timer.Strategy].OnTimer(timer.Name);
        TellStrategies();
    }

    /// <summary>The universe has a timer for moments without an event; at the moment of an event it acts before the event.</summary>
    private void AdvanceUniverse(Instant due)
    {
        universe.AdvanceTo(due);
        universe.FindSilent(due);
        SetUniverseTimer();
    }

    private void AdvanceUniverse(Instant arrival, bool isBar)
    {
        universe.AdvanceTo(arrival);
        // Whether a bar of this moment ends a silence is known when the last one is in.
        if (!isBar) universe.FindSilent(arrival);
    }

    private void SetUniverseTimer()
    {
        if (universe.NextDue < Instant.MaxValue) timers.Set(universe.NextDue, UniverseTimer, -1, "", default);
    }

    /// <summary>Closes the longer bars of a moment whose last part had no data, all of them before strategies are called.</summary>
    private void CloseByTimer(Instant due)
    {
        longer.CloseAt(due);
        if (!closer.IsEmpty) closer.CallStrategies(due, due > tradingStart, this);
    }
}
