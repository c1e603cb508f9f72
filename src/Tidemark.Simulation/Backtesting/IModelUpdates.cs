using Tidemark.Engine.Predictions;

namespace Tidemark.Simulation.Backtesting;

/// <summary>Models that change while a backtest runs: retrained by a schedule or after drift, or as a journal says.</summary>
public interface IModelUpdates
{
    /// <summary>When something is due; the end of time where nothing is. What closes at that moment is known by then.</summary>
    Instant Next { get; }

    /// <summary>Does what is due and says what came of it; null where nothing did.</summary>
    /// <param name="now">The engine's time, at or after <see cref="Next"/>.</param>
    ModelChange? Take(Instant now);
}
