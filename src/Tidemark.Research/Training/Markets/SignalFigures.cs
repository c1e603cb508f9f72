using Tidemark.Learning.Estimators;

namespace Tidemark.Research.Training.Markets;

/// <summary>
/// What following the sign of predictions would have earned: long above, short below the middle, one bar at a time at its close, with a cost for
/// each change. A quick look at what a prediction is worth; fills, fees and risk are the backtest's.
/// </summary>
/// <param name="Returns">Of each bar after costs, in order.</param>
/// <param name="Sharpe">Mean over deviation, a bar; NaN where nothing moves.</param>
/// <param name="Total">Their sum, a logarithmic return.</param>
/// <param name="TotalBeforeCosts">The same without costs.</param>
/// <param name="Turnover">Changes of the position a bar.</param>
public sealed record SignalFigures(double[] Returns, double Sharpe, double Total, double TotalBeforeCosts, double Turnover)
{
    /// <summary>Follows predictions.</summary>
    /// <param name="task">What they are.</param>
    /// <param name="predictions"><c>[samples, outputs]</c>; NaN keeps out of the market.</param>
    /// <param name="outputs">Predictions a sample.</param>
    /// <param name="nextReturns">The logarithmic return of the bar after each sample.</param>
    /// <param name="costRate">Cost of changing the position by one.</param>
    public static SignalFigures Of(LearningTask task, ReadOnlySpan<double> predictions, int outputs, ReadOnlySpan<double> nextReturns, double costRate)
    {
        var returns = new double[nextReturns.Length];
        double position = 0, total = 0, before = 0, turnover = 0;
        for (var i = 0; i < returns.Length; i++)
        {
            var wanted = Side(task, predictions.Slice(i * outputs, outputs));
            var change = Math.Abs(wanted - position);
            position = wanted;
            before += position * nextReturns[i];
            turnover += change;
            returns[i] = position * nextReturns[i] - change * costRate;
            total += returns[i];
        }
        return new SignalFigures(returns, SharpeOf(returns), total, before, turnover / Math.Max(1, returns.Length));
    }

    private static double Side(LearningTask task, ReadOnlySpan<double> prediction)
    {
        if (double.IsNaN(prediction[0])) return 0;
        return task switch
        {
            LearningTask.Binary => Math.Sign(prediction[0] - 0.5),
            LearningTask.MultiClass => Math.Sign(prediction[^1] - prediction[0]),
            _ => Math.Sign(prediction[0]),
        };
    }

    private static double SharpeOf(double[] returns)
    {
        if (returns.Length < 2) return double.NaN;
        var mean = returns.Average();
        var variance = returns.Sum(value => (value - mean) * (value - mean)) / (returns.Length - 1);
        return variance > 0 ? mean / Math.Sqrt(variance) : double.NaN;
    }
}
