using Tidemark.Engine;
using Tidemark.Simulation.Backtesting;

namespace Tidemark.Research.Backtests;

/// <summary>A backtest ready to run; see <see cref="BacktestRun"/> for the parts.</summary>
public sealed record BacktestDraft(BacktestPlan Plan, IReadOnlyList<SeriesInput> Inputs, int WarmUpBars,
    IReadOnlyList<KeyValuePair<string, string>> Parameters, string DataHash, IReadOnlyList<string> Notes)
{
    /// <summary>Runs it to the end.</summary>
    /// <exception cref="OperationCanceledException">The run was ended early.</exception>
    public BacktestRun Run(BacktestRequest request, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        TradingEngine? engine = null;
        var result = Backtest.Run(Plan with
        {
            EngineMade = made =>
            {
                engine = made;
                Plan.EngineMade?.Invoke(made);
            },
        }, progress, cancellation);
        var run = new BacktestRun(request, Plan, Inputs, WarmUpBars, Parameters, DataHash, result, [.. Notes, .. ModelNotes.Of(engine!.Predictors, Plan)]);
        return run with { AskedModels = engine.Predictors.Count > 0 };
    }
}
