using Tidemark.Engine.Events;
using Tidemark.Simulation.Sessions;

namespace Tidemark.Simulation.Sources;

/// <summary>
/// Recorded signals as events, each at the moment at which it was known: one that was known at a close is seen at that close. Those from
/// before trading starts come right after its start, with the time at which they were known.
/// </summary>
/// <param name="signals">In the order of the time at which they were known.</param>
/// <param name="tradingStart">Until then strategies hear nothing.</param>
public sealed class SignalEventSource(IReadOnlyList<Signal> signals, Instant tradingStart)
{
    private readonly Instant first = tradingStart == Instant.MinValue ? tradingStart : new Instant(tradingStart.Nanoseconds + 1);
    private int position;

    /// <summary>When the next one arrives; the end of time after the last.</summary>
    public Instant Next => position < signals.Count ? Instant.Max(signals[position].KnownAt, first) : Instant.MaxValue;

    /// <summary>Hands all that arrive by a moment to a session, with the funding that comes before each.</summary>
    /// <param name="end">The moment, inclusive.</param>
    /// <param name="funding">The funding rates of the same session.</param>
    /// <param name="session">Where they go.</param>
    public void Feed(Instant end, FundingEventSource? funding, SimulatedSession session)
    {
        while (Next <= end && position < signals.Count)
        {
            funding?.Feed(Next, session);
            session.Process(EngineEvent.ForSignal(signals[position], Next, position));
            position++;
        }
    }
}
