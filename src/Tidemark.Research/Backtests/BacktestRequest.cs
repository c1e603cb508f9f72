using System.Collections.Immutable;
using Tidemark.Engine.Sessions;
using Tidemark.Research.Retraining;
using Tidemark.Research.Universes;
using Tidemark.Simulation.Contracts;

namespace Tidemark.Research.Backtests;

/// <summary>A backtest or a paper session as a person asks for it: names and numbers, nothing opened yet. What is null takes the default of the venue or the strategy.</summary>
public sealed record BacktestRequest
{
    /// <summary>The strategy by name, or several joined by <c>+</c> that share the account.</summary>
    public required string Strategy { get; init; }

    /// <summary>Parameters by name, as text; with several strategies <c>strategy.name</c>.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>When models are trained anew; null for never.</summary>
    public RetrainPlan? Retrain { get; init; }

    /// <summary>What strategies of the same names knew at the end of an earlier session; null to begin with nothing.</summary>
    public SavedStrategies? States { get; init; }

    /// <summary>The instruments, at one venue or several; may be empty with <see cref="BarFiles"/>.</summary>
    public ImmutableArray<InstrumentId> Instruments { get; init; } = [];

    /// <summary>Bar files to run on without importing, one per instrument; empty for the catalog.</summary>
    public ImmutableArray<string> BarFiles { get; init; } = [];

    /// <summary>Recorded order books to run on, one per instrument; empty to run on bars.</summary>
    public ImmutableArray<DepthFile> DepthFiles { get; init; } = [];

    /// <summary>Whether the instruments are traded on the order books that are stored of them.</summary>
    public bool UsesStoredDepth { get; init; }

    /// <summary>How the place of our orders in the queue of a recorded order book is estimated; null for the careful model.</summary>
    public string? QueueModel { get; init; }

    /// <summary>Which instruments may be entered at which time; its candidates then stand in the place of <see cref="Instruments"/>.</summary>
    public UniverseDefinition? Universe { get; init; }

    /// <summary>The interval of the bars; null where a file tells it.</summary>
    public Interval? Interval { get; init; }

    /// <summary>First open time traded, inclusive; earlier bars warm indicators up.</summary>
    public Instant? From { get; init; }

    /// <summary>At least so many bars come before the first that is traded, even if no indicator needs them: a paper session shows a chart from its first minute.</summary>
    public int HistoryBars { get; init; }

    /// <summary>End, exclusive.</summary>
    public Instant? To { get; init; }

    /// <summary>In the quote currency of the first instrument; with several venues, in equal parts at each.</summary>
    public decimal Cash { get; init; } = 100_000m;

    /// <summary>Further assets owned at the start.</summary>
    public ImmutableArray<OwnedAsset> Balances { get; init; } = [];

    /// <summary>Instruments that are loaded for their prices alone, to convert currencies.</summary>
    public ImmutableArray<InstrumentId> Conversions { get; init; } = [];

    /// <summary>Interest on what a margin account borrows, as <c>RATE</c> or <c>ASSET=RATE</c>, fractions per day; empty for none.</summary>
    public ImmutableArray<string> BorrowRates { get; init; } = [];

    /// <summary>How often interest is charged; null for every hour.</summary>
    public Interval? BorrowEvery { get; init; }

    /// <summary>The currency of the report; null for the quote currency of the first instrument.</summary>
    public string? Currency { get; init; }

    /// <summary>Spot or margin; null for margin exactly when the strategy sells short.</summary>
    public AccountKind? Account { get; init; }

    public decimal Leverage { get; init; } = 1m;

    /// <summary>Funding rates from files, one for each perpetual in the order of the instruments; empty for none.</summary>
    public ImmutableArray<string> FundingFiles { get; init; } = [];

    /// <summary>Signals of models, feeds and people from files; empty for none.</summary>
    public ImmutableArray<string> SignalFiles { get; init; } = [];

    /// <summary>What stands behind contract positions.</summary>
    public MarginMode Margin { get; init; } = MarginMode.Cross;

    /// <summary>A file of margin tiers; null for those built in.</summary>
    public string? MarginTiers { get; init; }

    public SizingRule Sizing { get; init; } = SizingRule.Default;

    /// <summary>A fee preset by name, for one venue of several as <c>venue=preset</c>, joined by commas; null for the base tier of the venue.</summary>
    public string? Costs { get; init; }

    /// <summary>One rate for maker and taker in basis points, instead of a preset.</summary>
    public decimal? FeeBasisPoints { get; init; }

    /// <summary>Where the fee is taken: <c>quote</c>, <c>received</c>, or the name of an asset.</summary>
    public string? FeeAsset { get; init; }

    /// <summary>The fraction let off for fees paid in <see cref="FeeAsset"/>; null for the preset's own.</summary>
    public decimal? FeeDiscount { get; init; }

    /// <summary>Own volume of the 30 days before the start, for fees with tiers, in their currency.</summary>
    public decimal PriorVolume { get; init; }

    /// <summary>A latency model by name: <c>none</c>, <c>fixed:OUT,BACK</c>, <c>sampled:MEDIAN,SLOW[,SEED]</c> or <c>recorded:FILE</c>.</summary>
    public string Latency { get; init; } = "none";

    /// <summary>How assets may be moved between venues, as <c>ASSET[@VENUE]=DELAY[,fee:N][,min:N][,day:N]</c>; empty for no transfers.</summary>
    public ImmutableArray<string> Transfers { get; init; } = [];

    /// <summary>A slippage model by name; null for 2 basis points, or none with the plain fill model.</summary>
    public string? Slippage { get; init; }

    /// <summary>A fill model by name.</summary>
    public string FillModel { get; init; } = "worst-case";

    /// <summary>The share of a bar's volume that orders may take; null for the fill model's own.</summary>
    public decimal? ParticipationCap { get; init; }

    public RiskLimits Limits { get; init; } = RiskLimits.None;
}
