using Tidemark.Engine.Events;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Sessions;

namespace Tidemark.Simulation.Sources;

/// <summary>Changes of models as events between bars: one that is due at a close comes after all bars of that close and before the next.</summary>
/// <param name="updates">Where they come from.</param>
/// <param name="session">Where they go.</param>
/// <param name="recorded">Hears each before it is taken; null where nobody does.</param>
public sealed class ModelChangeFeed(IModelUpdates updates, SimulatedSession session, Action<EngineEvent>? recorded)
{
    private long count;

    /// <summary>Hands over all that are due before a bar closes.</summary>
    /// <param name="closeTime">The close of the next bar.</param>
    public void Feed(Instant closeTime)
    {
        while (updates.Next < closeTime)
        {
            var now = Instant.Max(updates.Next, session.Engine.Clock.Now);
            if (updates.Take(now) is not { } change) continue;
            var next = EngineEvent.ForModelChange(change, now, count++);
            recorded?.Invoke(next);
            session.Process(next);
        }
    }
}
