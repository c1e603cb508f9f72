using Tidemark.Engine.Portfolios;
using Tidemark.Simulation.Backtesting;

namespace Tidemark.Research.Attribution;

/// <summary>Names what of the profit belongs to no round trip.</summary>
internal static class RestLines
{
    /// <param name="result">The run.</param>
    /// <param name="rest">Profit less that of all round trips.</param>
    public static IReadOnlyList<RestLine> Of(BacktestResult result, decimal rest)
    {
        var open = result.OpenPositions.Sum(OpenPnlOf);
        var (funding, interest, liquidation, transfers) = (-Paid(CostKind.Funding), -Paid(CostKind.Interest), -Paid(CostKind.Liquidation), -Paid(CostKind.Transfers));
        return
        [
            new(RestKind.OpenPositions, open),
            new(RestKind.Funding, funding),
            new(RestKind.Interest, interest),
            new(RestKind.Liquidation, liquidation),
            new(RestKind.Transfers, transfers),
            new(RestKind.Other, rest - open - funding - interest - liquidation - transfers),
        ];

        decimal Paid(CostKind kind) => result.OtherCosts.Where(cost => cost.Kind == kind).Sum(cost => MoneyUnits.Of(cost.Amount));
    }

    /// <summary>What an open position made so far: at the last price, with the part that was closed, less its fees.</summary>
    public static decimal OpenPnlOf(OpenPosition position) =>
        (MoneyUnits.Of(position.UnrealizedPnl) ?? 0m) + MoneyUnits.Of(position.RealizedPnl) - MoneyUnits.Of(position.Fees);
}
