using Tidemark.Analytics.Risk;
using Tidemark.Statistics.Descriptive;

namespace Tidemark.Analytics.Performance;

/// <summary>The usual figures of a series of returns. What is undefined (no data, no volatility, no loss) is NaN. Fractions, not percent.</summary>
public sealed record PerformanceMetrics
{
    private PerformanceMetrics() { }

    /// <summary>Periods.</summary>
    public int Count { get; private init; }

    public double CumulativeReturn { get; private init; }

    /// <summary>Geometric.</summary>
    public double AnnualReturn { get; private init; }

    public double AnnualVolatility { get; private init; }

    public double SharpeRatio { get; private init; }

    public double SortinoRatio { get; private init; }

    public double DownsideRisk { get; private init; }

    public double CalmarRatio { get; private init; }

    /// <summary>Zero or negative.</summary>
    public double MaximumDrawdown { get; private init; }

    /// <summary>The deepest drawdown with its dates; its depth is <see cref="MaximumDrawdown"/>.</summary>
    public Drawdown DeepestDrawdown { get; private init; }

    /// <summary>The most periods in a row below an earlier peak.</summary>
    public int LongestDrawdownLength { get; private init; }

    public double OmegaRatio { get; private init; }

    /// <summary>Omega above the return per period that compounds to 10 % a year.</summary>
    public double OmegaRatioAboveTenPercent { get; private init; }

    public double TailRatio { get; private init; }

    /// <summary>Of the worst 5 % of periods.</summary>
    public double ValueAtRisk5 { get; private init; }

    /// <summary>Of the worst 1 % of periods.</summary>
    public double ValueAtRisk1 { get; private init; }

    public double ConditionalValueAtRisk5 { get; private init; }

    public double ConditionalValueAtRisk1 { get; private init; }

    public double Stability { get; private init; }

    public double Skewness { get; private init; }

    public double ExcessKurtosis { get; private init; }

    /// <summary>The best and the worst period.</summary>
    public double BestPeriod { get; private init; }

    /// <inheritdoc cref="BestPeriod"/>
    public double WorstPeriod { get; private init; }

    /// <summary>The share of periods with a return above zero.</summary>
    public double PositivePeriods { get; private init; }

    /// <summary>Computes all of them from simple returns per period. A NaN among the returns makes every figure that uses it NaN.</summary>
    public static PerformanceMetrics Compute(ReadOnlySpan<double> returns, in MetricAssumptions assumptions)
    {
        var n = assumptions.PeriodsPerYear;
        var tails = ReturnTails.Of(returns);
        return new PerformanceMetrics
        {
            Count = returns.Length,
            CumulativeReturn = Returns.CumulativeReturn.Compute(returns),
            AnnualReturn = Returns.AnnualReturn.Compute(returns, n),
            AnnualVolatility = Risk.AnnualVolatility.Compute(returns, n),
            SharpeRatio = Ratios.SharpeRatio.Compute(returns, n, assumptions.RiskFreePerPeriod),
            SortinoRatio = Ratios.SortinoRatio.Compute(returns, n, assumptions.RequiredPerPeriod),
            DownsideRisk = Risk.DownsideRisk.Compute(returns, n, assumptions.RequiredPerPeriod),
            CalmarRatio = Ratios.CalmarRatio.Compute(returns, n),
            MaximumDrawdown = Risk.MaximumDrawdown.Compute(returns),
            DeepestDrawdown = Risk.MaximumDrawdown.Find(returns),
            LongestDrawdownLength = Risk.MaximumDrawdown.LongestLength(returns),
            OmegaRatio = Ratios.OmegaRatio.Compute(returns),
            OmegaRatioAboveTenPercent = Ratios.OmegaRatio.Compute(returns, Ratios.OmegaRatio.ThresholdOfAnnual(0.10, n)),
            TailRatio = Quotient.Of(Math.Abs(tails.Quantile95), Math.Abs(tails.Quantile5)),
            ValueAtRisk5 = tails.Quantile5,
            ValueAtRisk1 = tails.Quantile1,
            ConditionalValueAtRisk5 = tails.MeanBelow5,
            ConditionalValueAtRisk1 = tails.MeanBelow1,
            Stability = Returns.Stability.Compute(returns),
            Skewness = Moments.Skewness(returns),
            ExcessKurtosis = Moments.ExcessKurtosis(returns),
            BestPeriod = tails.Highest,
            WorstPeriod = tails.Lowest,
            PositivePeriods = ShareAboveZero(returns),
        };
    }

    private static double ShareAboveZero(ReadOnlySpan<double> returns)
    {
        var count = 0;
        foreach (var value in returns)
            if (value > 0) count++;
        return Quotient.Of(count, returns.Length);
    }
}
