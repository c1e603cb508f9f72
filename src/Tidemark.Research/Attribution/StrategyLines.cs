using Tidemark.Research.Results;
using Tidemark.Simulation.Backtesting;

namespace Tidemark.Research.Attribution;

/// <summary>
/// Adds to the lines of strategies what they paid besides their round trips. Each part is rounded to units, and what rounding leaves of
/// the whole goes to the largest part, the first of several: the lines sum to the account to the last digit.
/// </summary>
internal static class StrategyLines
{
    /// <param name="lines">One a strategy, in their order.</param>
    /// <param name="report">The run.</param>
    public static AttributedTrades[] WithCosts(AttributedTrades[] lines, RunReport report)
    {
        var (funding, interest, liquidation, transfers) = (Got(CostKind.Funding), Got(CostKind.Interest), Got(CostKind.Liquidation), Got(CostKind.Transfers));
        var amounts = report.Statistics.Amounts;
        var fees = amounts?.ExactFees is { } whole && amounts.FeesOf(lines.Length) is { } parts ? Rounded(MoneyUnits.Of(whole), parts) : null;
        return [.. lines.Select((line, strategy) => line with { FeesPaid = fees?[strategy], Funding = funding[strategy], Interest = interest[strategy], Liquidation = liquidation[strategy], Transfers = transfers[strategy] })];

        decimal[] Got(CostKind kind)
        {
            var parts = new decimal[lines.Length];
            foreach (var cost in report.Result.CostsByStrategy)
                if (cost.Kind == kind) parts[cost.Strategy] -= cost.Amount;
            return Rounded(-report.Result.OtherCosts.Where(cost => cost.Kind == kind).Sum(cost => MoneyUnits.Of(cost.Amount)), parts);
        }
    }

    private static decimal[] Rounded(decimal whole, decimal[] parts)
    {
        if (parts.Length == 0) return [];
        var rounded = parts.Select(MoneyUnits.Of).ToArray();
        var largest = Enumerable.Range(0, parts.Length).MaxBy(strategy => Math.Abs(parts[strategy]));
        rounded[largest] = DecimalForm.Canonical(rounded[largest] + whole - rounded.Sum());
        return rounded;
    }
}
