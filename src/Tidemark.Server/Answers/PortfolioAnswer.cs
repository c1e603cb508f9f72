using System.ComponentModel;

namespace Tidemark.Server.Answers;

internal sealed record PortfolioAnswer : Answer
{
    [Description("The currency of equity, profit and fees.")]
    public required string Currency { get; init; }

    [Description("Equity when trading started.")]
    public required double? InitialEquity { get; init; }

    [Description("Cash and positions at the last prices.")]
    public required double? Equity { get; init; }

    [Description("Equity less initial equity.")]
    public required double? Pnl { get; init; }

    [Description("Pnl as a fraction of initial equity: 0.01 is one percent.")]
    public required double? PnlFraction { get; init; }

    [Description("The part of pnl that open positions would bring at the last prices, before fees of closing.")]
    public required double? UnrealizedPnl { get; init; }

    [Description("All fees so far.")]
    public required decimal Fees { get; init; }

    public required IReadOnlyList<BalanceItem> Balances { get; init; }

    [Description("Positions that are not flat.")]
    public required IReadOnlyList<PositionItem> Positions { get; init; }
}
