using Tidemark.Simulation.Backtesting;

namespace Tidemark.Research.Backtests;

/// <summary>A finished backtest: what was asked, what it ran on, what came of it.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Plan">What was run, defaults filled in.</param>
/// <param name="Inputs">The bars by instrument.</param>
/// <param name="WarmUpBars">Bars of the first instrument before trading began.</param>
/// <param name="Parameters">The strategy's parameters in force.</param>
/// <param name="DataHash">Names the bars by content.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Notes">Defaults that were chosen and other things a reader should know, besides the result's warnings.</param>
public sealed record BacktestRun(BacktestRequest Request, BacktestPlan Plan, IReadOnlyList<SeriesInput> Inputs, int WarmUpBars,
    IReadOnlyList<KeyValuePair<string, string>> Parameters, string DataHash, BacktestResult Result, IReadOnlyList<string> Notes)
{
    /// <summary>Whether models were asked.</summary>
    public bool AskedModels { get; init; }

    /// <summary>How many settings of models had been measured on the time traded, see <see cref="Registry.TestReads.TrialsOn"/>; 0 where no model was asked.</summary>
    public int ModelTrials { get; init; }

    /// <summary>The first bar traded.</summary>
    public Instant From => Plan.Setup.TradingStart > Instant.MinValue ? Plan.Setup.TradingStart : Inputs.Min(input => input.Bars.Count == 0 ? Instant.MaxValue : new Instant(input.Bars.OpenTimes.Span[Math.Min(WarmUpBars, input.Bars.Count - 1)]));

    /// <summary>The close of the last bar.</summary>
    public Instant To => Inputs.Max(input => input.Bars.Count == 0 ? Instant.MinValue : input.Bars.Interval.CloseOf(new Instant(input.Bars.OpenTimes.Span[^1])));
}
