using Tidemark.Engine.Portfolios;
using Tidemark.Simulation.Venues;

namespace Tidemark.Simulation.Backtesting;

/// <summary>What a backtest produced: exact fills and round trips, equity per bar, and the counts that tell how far to trust it.</summary>
public sealed record BacktestResult
{
    private readonly double? initialEquity;

    /// <summary>The instruments by their dense index.</summary>
    public required IReadOnlyList<Instrument> Instruments { get; init; }

    /// <summary>The names of the strategies by their dense index.</summary>
    public required IReadOnlyList<StrategyId> Strategies { get; init; }

    /// <summary>The currency in which cash, equity and profit are counted.</summary>
    public required string Currency { get; init; }

    public required decimal InitialCash { get; init; }

    /// <summary>What the account was worth at the start, all its assets together; the cash where it held nothing else.</summary>
    public double InitialEquity { get => initialEquity ?? (double)InitialCash; init => initialEquity = value; }

    public required decimal FinalCash { get; init; }

    /// <summary>What the account was worth at the start, counted exactly; null where that is not known.</summary>
    public decimal? InitialWorth { get; init; }

    /// <summary>What the account was worth at the end, all its assets at the last prices, counted exactly; null where that is not known.</summary>
    public decimal? FinalWorth { get; init; }

    /// <summary>What the account paid or got besides its fills and their fees: funding, interest, liquidation. None of it is in a round trip.</summary>
    public IReadOnlyList<AccountCost> OtherCosts { get; init; } = [];

    /// <summary>The same by strategy, each with its own part; see <see cref="LedgerSplit"/>.</summary>
    public IReadOnlyList<StrategyCost> CostsByStrategy { get; init; } = [];

    public required IReadOnlyList<Fill> Fills { get; init; }

    public required IReadOnlyList<RoundTrip> RoundTrips { get; init; }

    /// <summary>Equity at the close of each bar (of each instant when several series run).</summary>
    public required EquityCurve Equity { get; init; }

    /// <summary>Positions still open at the end, marked at the last close.</summary>
    public required IReadOnlyList<OpenPosition> OpenPositions { get; init; }

    /// <summary>Bar events processed, all series together.</summary>
    public required long BarCount { get; init; }

    /// <summary>Closed instants at which some position was not zero.</summary>
    public required long InstantsInMarket { get; init; }

    /// <summary>Orders that did not do what was asked: by reason, denied by us and rejected by the venue together.</summary>
    public required IReadOnlyDictionary<OrderReason, int> Refusals { get; init; }

    /// <summary>Positions that were closed at the last price because trading in their instrument had ended.</summary>
    public int DelistedCloses { get; init; }

    /// <summary>Orders sent to the venue.</summary>
    public required int OrdersSubmitted { get; init; }

    /// <summary>What venues took and gave by themselves: funding, interest, liquidations, settlements.</summary>
    public IReadOnlyList<LedgerEntry> Ledger { get; init; } = [];

    /// <summary>Large orders and fills over gaps of the data.</summary>
    public FillCounts Counts { get; init; }

    /// <summary>What a reader must know before trusting the figures, one sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
