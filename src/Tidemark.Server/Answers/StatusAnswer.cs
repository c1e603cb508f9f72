using System.ComponentModel;
using Tidemark.Node.Sessions;

namespace Tidemark.Server.Answers;

internal sealed record StatusAnswer : Answer
{
    [Description("What the session is doing.")]
    public required SessionStatus Status { get; init; }

    [Description("What it is doing in one sentence, for people.")]
    public required string Description { get; init; }

    [Description("What is wrong, when the status is failed; else null.")]
    public required string? Problem { get; init; }

    [Description("Where prices come from, for people.")]
    public required string PriceSource { get; init; }

    [Description("Seconds of market time that pass in one second.")]
    public required double? SpeedFactor { get; init; }

    [Description("The session's clock when trading started.")]
    public required Instant StartedAt { get; init; }

    [Description("The strategy's name.")]
    public required string Strategy { get; init; }

    [Description("The strategy's parameters.")]
    public required IReadOnlyList<ParameterItem> Parameters { get; init; }

    [Description("How much a trade is: for people.")]
    public required string Sizing { get; init; }

    [Description("Fees, slippage and fill model, for people.")]
    public required string Costs { get; init; }

    public required IReadOnlyList<InstrumentItem> Instruments { get; init; }

    [Description("The currency of equity, profit and fees.")]
    public required string Currency { get; init; }

    [Description("Equity when trading started, in the session's currency.")]
    public required double? InitialEquity { get; init; }

    [Description("Cash and positions at the last prices, in the session's currency.")]
    public required double? Equity { get; init; }

    [Description("Equity less initial equity, in the session's currency.")]
    public required double? Pnl { get; init; }

    [Description("Pnl as a fraction of initial equity: 0.01 is one percent.")]
    public required double? PnlFraction { get; init; }

    [Description("All fees so far, in the session's currency.")]
    public required decimal Fees { get; init; }

    [Description("What slippage cost so far, in the session's currency; it is in the prices of the fills.")]
    public required decimal Slippage { get; init; }

    [Description("Funding of perpetuals paid so far, in the session's currency; negative when more was received.")]
    public required decimal Funding { get; init; }

    [Description("Interest on what was borrowed so far, in the session's currency.")]
    public required decimal Interest { get; init; }

    [Description("Fees of liquidations and settlements, less what the venue's insurance fund bore, in the session's currency.")]
    public required decimal Liquidation { get; init; }

    public required int PositionCount { get; init; }

    [Description("Orders that can still fill.")]
    public required int WorkingOrderCount { get; init; }

    [Description("Fills since the session began.")]
    public required long FillCount { get; init; }

    [Description("Closed trades: entry and exit.")]
    public required long RoundTripCount { get; init; }

    [Description("Closed trades with a profit after fees.")]
    public required long WinningRoundTripCount { get; init; }

    [Description("Records in the journal.")]
    public required long JournalRecordCount { get; init; }

    [Description("The version of the program.")]
    public required string ProgramVersion { get; init; }
}
