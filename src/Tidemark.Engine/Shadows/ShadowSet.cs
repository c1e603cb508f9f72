using Tidemark.Engine.Events;
using Tidemark.Engine.Markets;
using Tidemark.Engine.Predictions;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Engine.Strategies.Trades;
using Tidemark.Engine.Time;

namespace Tidemark.Engine.Shadows;

/// <summary>The shadows of a session: most have none, and look at <see cref="IsEmpty"/> only.</summary>
internal sealed class ShadowSet(SessionSetup setup, Clock clock, PredictionDesk predictions)
{
    private readonly List<Shadow> shadows = [];

    public bool IsEmpty => shadows.Count == 0;

    public int WarmUpBars => IsEmpty ? 0 : shadows.Max(shadow => shadow.WarmUpBars);

    public IEnumerable<TrackedIndicator> TrackedIndicators => shadows.SelectMany(shadow => shadow.TrackedIndicators);

    public Shadow Add(Strategy strategy, StrategyState? state)
    {
        var shadow = new Shadow(strategy, setup, clock, predictions, state);
        shadows.Add(shadow);
        return shadow;
    }

    public void Take(in BarArrival bar)
    {
        foreach (var shadow in shadows) shadow.Take(bar);
    }

    /// <summary>Hands on what a market says; orders, balances and commands are not theirs.</summary>
    public void Take(in EngineEvent next)
    {
        if (next.Kind is EngineEventKind.Bar or EngineEventKind.Order or EngineEventKind.Ledger or EngineEventKind.Command or EngineEventKind.InstantClosed or EngineEventKind.ModelChange) return;
        foreach (var shadow in shadows) shadow.Take(next);
    }
}
