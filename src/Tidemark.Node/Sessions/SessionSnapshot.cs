namespace Tidemark.Node.Sessions;

/// <summary>
/// Everything a reader may know of a running session at one moment; immutable, made by the session after it has handled an instant.
/// The API and the page show this and nothing else.
/// </summary>
public sealed record SessionSnapshot
{
    /// <summary>Counts the snapshots of this process, from 1; a higher number is newer.</summary>
    public required long Version { get; init; }

    /// <summary>The journal id, 32 hex digits.</summary>
    public required string SessionId { get; init; }

    public required SessionStatus Status { get; init; }

    /// <summary>What it is doing in one sentence, for people.</summary>
    public required string Description { get; init; }

    /// <summary>What is wrong, when the status is <see cref="SessionStatus.Failed"/>.</summary>
    public string? Problem { get; init; }

    /// <summary>Where prices come from, for people: <c>generated market (seed 7)</c>, <c>replay of BTC/USD@bitfinex</c>.</summary>
    public required string PriceSource { get; init; }

    /// <summary>Whether prices are not those of a real market now; must be shown unmistakably.</summary>
    public required bool IsSimulated { get; init; }

    /// <summary>How many seconds of the market pass in one second.</summary>
    public required double Speed { get; init; }

    /// <summary>The engine's clock.</summary>
    public required Instant Now { get; init; }

    /// <summary>The engine's clock when trading started.</summary>
    public required Instant StartedAt { get; init; }

    public required string Strategy { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; }

    /// <summary>What a unit is: <c>95 % of free equity</c>.</summary>
    public required string Sizing { get; init; }

    /// <summary>Fees, slippage and fill model in words.</summary>
    public required string Costs { get; init; }

    public required IReadOnlyList<InstrumentView> Instruments { get; init; }

    /// <summary>The currency of equity and profit.</summary>
    public required string Currency { get; init; }

    public required double InitialEquity { get; init; }

    public required double Equity { get; init; }

    public required IReadOnlyList<BalanceView> Balances { get; init; }

    /// <summary>Positions that are not flat.</summary>
    public required IReadOnlyList<PositionView> Positions { get; init; }

    /// <summary>Working orders, then the last closed ones, newest first; at most 500.</summary>
    public required IReadOnlyList<OrderView> Orders { get; init; }

    /// <summary>The last fills, newest first; at most 500.</summary>
    public required IReadOnlyList<FillView> Fills { get; init; }

    /// <summary>All fills since the session began.</summary>
    public required long FillCount { get; init; }

    public required long RoundTripCount { get; init; }

    /// <summary>Round trips with a profit after fees.</summary>
    public required long WinningRoundTripCount { get; init; }

    /// <summary>All fees so far, in the session's currency.</summary>
    public required decimal Fees { get; init; }

    /// <summary>What slippage cost so far, in the session's currency; in the prices of the fills already.</summary>
    public decimal Slippage { get; init; }

    /// <summary>Funding of perpetuals paid so far, in the session's currency; negative when more was received.</summary>
    public decimal Funding { get; init; }

    /// <summary>Interest on what was borrowed so far, in the session's currency.</summary>
    public decimal Interest { get; init; }

    /// <summary>What forced closing cost beside the fills: fees of liquidations and settlements, less what the venue's fund bore; in the session's currency.</summary>
    public decimal Liquidation { get; init; }

    /// <summary>The models that the session asks, as <c>NAME@VERSION</c>.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The same models in the same order, with their versions, what became of them, and how good they were.</summary>
    public IReadOnlyList<ModelView> ModelViews { get; init; } = [];

    /// <summary>What models said last, newest first; at most 500.</summary>
    public IReadOnlyList<PredictionView> Predictions { get; init; } = [];

    /// <summary>All predictions since the session began.</summary>
    public long PredictionCount { get; init; }

    /// <summary>Equity since the start, thinned to at most 2,000 points; the last one is the newest.</summary>
    public required IReadOnlyList<EquityPoint> Equities { get; init; }

    /// <summary>The last bars of the first instrument, oldest first, at most 300.</summary>
    public required IReadOnlyList<Bar> Bars { get; init; }

    /// <summary>Records in the journal.</summary>
    public required long JournalRecords { get; init; }
}
