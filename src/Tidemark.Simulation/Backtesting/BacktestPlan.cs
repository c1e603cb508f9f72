using Tidemark.Engine;
using Tidemark.Engine.Events;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Recording;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Engine.Strategies.Trades;
using Tidemark.Simulation.Venues;

namespace Tidemark.Simulation.Backtesting;

/// <summary>Everything a backtest needs.</summary>
public sealed record BacktestPlan
{
    public required SessionSetup Setup { get; init; }

    public required VenueOptions Venue { get; init; }

    /// <summary>The bars by instrument index, warm-up bars before <see cref="SessionSetup.TradingStart"/> included.</summary>
    public required IReadOnlyList<BarColumns> Bars { get; init; }

    /// <summary>Recorded order books by instrument index; null for an instrument with bars alone, empty where there is none.</summary>
    public IReadOnlyList<BookColumns?> Books { get; init; } = [];

    /// <summary>Where order books end, exclusive; bars that close by then still count.</summary>
    public Instant Until { get; init; } = Instant.MaxValue;

    /// <summary>Funding rates of perpetuals in the order of time; paid on the position held at each.</summary>
    public IReadOnlyList<(InstrumentIndex Instrument, FundingRate Rate)> Funding { get; init; } = [];

    /// <summary>Signals from outside in the order of the time at which they were known; strategies hear of each at that time.</summary>
    public IReadOnlyList<Signal> Signals { get; init; } = [];

    /// <summary>Fresh strategy objects with their parameters set.</summary>
    public required IReadOnlyList<Strategy> Strategies { get; init; }

    /// <summary>What strategies know from an earlier session before they start.</summary>
    public IReadOnlyList<StrategyState> States { get; init; } = [];

    /// <summary>Where strategies find models; null where there are none.</summary>
    public IPredictorSource? Models { get; init; }

    /// <summary>Changes of models while it runs; null for none.</summary>
    public IModelUpdates? ModelUpdates { get; init; }

    /// <summary>Hears of changes of models before they are taken (a journal).</summary>
    public Action<EngineEvent>? InputTaken { get; init; }

    /// <summary>Hears what is decided and booked besides the result itself (a journal).</summary>
    public IEngineRecorder? Recorder { get; init; }

    /// <summary>Called with the engine before it starts, for a recorder that needs to know it.</summary>
    public Action<TradingEngine>? EngineMade { get; init; }
}
