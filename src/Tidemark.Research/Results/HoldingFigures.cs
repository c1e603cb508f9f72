using Tidemark.Analytics.Performance;

namespace Tidemark.Research.Results;

/// <summary>Buy-and-hold beside the strategy.</summary>
/// <param name="FinalEquity">In the currency of the run.</param>
/// <param name="TotalReturn">Over the whole run, the fee of buying included.</param>
/// <param name="Metrics">On the same basis as the strategy's.</param>
/// <param name="Versus">The strategy against it: alpha, beta and the like.</param>
public sealed record HoldingFigures(double FinalEquity, double TotalReturn, PerformanceMetrics Metrics, BenchmarkMetrics Versus)
{
    /// <summary>What buy-and-hold means here, in one sentence for reports.</summary>
    public const string Definition = "the initial equity buys every instrument in equal parts at the open of its first traded bar, pays the taker fee once, and holds";
}
