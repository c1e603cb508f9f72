namespace Tidemark.Cli.Commands.Runs;

/// <summary>A figure that a comparison of runs shows.</summary>
/// <param name="Key">Its name in the document.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Unit">How to print it.</param>
internal sealed record ComparedStatistic(string Key, string Label, StatisticUnit Unit)
{
    public static readonly ComparedStatistic[] All =
    [
        new("totalReturn", "Total return", StatisticUnit.Fraction),
        new("annualReturn", "Annual return", StatisticUnit.Fraction),
        new("annualVolatility", "Annual volatility", StatisticUnit.Fraction),
        new("sharpeRatio", "Sharpe ratio", StatisticUnit.Number),
        new("sortinoRatio", "Sortino ratio", StatisticUnit.Number),
        new("calmarRatio", "Calmar ratio", StatisticUnit.Number),
        new("omegaRatio", "Omega ratio", StatisticUnit.Number),
        new("maxDrawdown", "Maximum drawdown", StatisticUnit.Fraction),
        new("maxDrawdownPeriods", "  its length, periods", StatisticUnit.Count),
        new("valueAtRisk5pct", "Value at risk 5 %", StatisticUnit.Fraction),
        new("conditionalValueAtRisk5pct", "  mean beyond it", StatisticUnit.Fraction),
        new("tailRatio", "Tail ratio", StatisticUnit.Number),
        new("roundTrips", "Round trips", StatisticUnit.Count),
        new("winRate", "Win rate", StatisticUnit.Fraction),
        new("profitFactor", "Profit factor", StatisticUnit.Number),
        new("expectancy", "Mean result of a round trip", StatisticUnit.Number),
        new("exposure", "Exposure", StatisticUnit.Fraction),
        new("turnover", "Turnover, times equity", StatisticUnit.Number),
        new("fees", "Fees", StatisticUnit.Number),
        new("finalEquity", "Final equity", StatisticUnit.Number),
    ];
}
