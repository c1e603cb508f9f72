using Tidemark.Engine.Events;
using Tidemark.Simulation.Sessions;

namespace Tidemark.Simulation.Sources;

/// <summary>Recorded funding rates as events, each known at its own moment.</summary>
/// <param name="rates">In the order of time.</param>
public sealed class FundingEventSource(IReadOnlyList<(InstrumentIndex Instrument, FundingRate Rate)> rates)
{
    private int position;

    /// <summary>The moment of the next one; the end of time after the last.</summary>
    public Instant Next => position < rates.Count ? rates[position].Rate.Time : Instant.MaxValue;

    /// <summary>Hands all before a moment to a session.</summary>
    public void Feed(Instant end, SimulatedSession session)
    {
        while (Next < end)
        {
            var (instrument, rate) = rates[position];
            session.Process(EngineEvent.ForFunding(instrument, rate, rate.Time, position));
            position++;
        }
    }
}
