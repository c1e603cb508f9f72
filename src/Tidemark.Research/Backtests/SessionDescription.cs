using System.Collections.Immutable;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Engine.Strategies.Trades;
using Tidemark.Simulation.Venues;

namespace Tidemark.Research.Backtests;

/// <summary>What a request means before any bar is looked at: the same for a backtest and for a paper session.</summary>
/// <param name="Setup">What is traded, on which account; without the start of trading and the members of a universe, which depend on bars.</param>
/// <param name="Venue">The models of the venue.</param>
/// <param name="Strategies">Fresh strategy objects with their parameters set.</param>
/// <param name="States">What they know before they start.</param>
/// <param name="WarmUpBars">Bars that should come before the first that is traded.</param>
/// <param name="Notes">Defaults that were chosen, for people.</param>
public sealed record SessionDescription(SessionSetup Setup, VenueOptions Venue, ImmutableArray<Strategy> Strategies, ImmutableArray<StrategyState> States, int WarmUpBars, IReadOnlyList<string> Notes);
