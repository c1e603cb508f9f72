using Tidemark.Research.Results;
using Tidemark.Simulation.Backtesting;

namespace Tidemark.Research.Attribution;

/// <summary>What trading cost, cause by cause.</summary>
internal static class CostLines
{
    public static IReadOnlyList<CostLine> Of(RunReport report)
    {
        var result = report.Result;
        return
        [
            new(CostKind.Fees, Rounded(report.Statistics.Amounts?.ExactFees)),
            new(CostKind.Slippage, Rounded(report.Statistics.Amounts?.ExactSlippage)),
            .. ((CostKind[])[CostKind.Funding, CostKind.Interest, CostKind.Liquidation, CostKind.Transfers]).Select(kind =>
                new CostLine(kind, result.OtherCosts.Where(cost => cost.Kind == kind).Sum(cost => MoneyUnits.Of(cost.Amount)))),
        ];
    }

    private static decimal? Rounded(decimal? amount) => amount is { } known ? MoneyUnits.Of(known) : null;
}
