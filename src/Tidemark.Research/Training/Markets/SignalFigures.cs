using Tidemark.Research.Labels;

namespace Tidemark.Research.Training.Markets;

/// <summary>
/// What following predictions would have earned: on the side that each speaks for, bar by bar, changed at the close, with a cost for each change.
/// Bars without a label count as others do. A quick look at what a prediction is worth; fills, fees and risk are the backtest's.
/// </summary>
/// <param name="Returns">Of each bar after costs, in order.</param>
/// <param name="Sharpe">Mean over deviation, a bar; NaN where nothing moves.</param>
/// <param name="Total">Their sum, a logarithmic return.</param>
/// <param name="TotalBeforeCosts">The same without costs.</param>
/// <param name="Turnover">Changes of the position a bar.</param>
public sealed record SignalFigures(double[] Returns, double Sharpe, double Total, double TotalBeforeCosts, double Turnover)
{
    /// <summary>Follows predictions.</summary>
    /// <param name="label">What they predict; it knows which side a prediction speaks for.</param>
    /// <param name="predictions"><c>[bars, outputs]</c>; NaN keeps out of the market.</param>
    /// <param name="outputs">Predictions a bar.</param>
    /// <param name="nextReturns">The logarithmic return of the bar after each.</param>
    /// <param name="costRate">Cost of changing the position by one.</param>
    /// <param name="isOfPositions">Whether predictions are positions themselves.</param>
    public static SignalFigures Of(LabelRule label, ReadOnlySpan<double> predictions, int outputs, ReadOnlySpan<double> nextReturns, double costRate, bool isOfPositions = false)
    {
        var returns = new double[nextReturns.Length];
        double position = 0, total = 0, before = 0, turnover = 0;
        for (var i = 0; i < returns.Length; i++)
        {
            var prediction = predictions.Slice(i * outputs, outputs);
            var wanted = double.IsNaN(prediction[0]) ? 0 : isOfPositions ? Math.Clamp(prediction[0], -1, 1) : label.SideOf(prediction);
            var change = Math.Abs(wanted - position);
            position = wanted;
            before += position * nextReturns[i];
            turnover += change;
            returns[i] = position * nextReturns[i] - change * costRate;
            total += returns[i];
        }
        return new SignalFigures(returns, SharpeOf(returns), total, before, turnover / Math.Max(1, returns.Length));
    }

    private static double SharpeOf(double[] returns)
    {
        if (returns.Length < 2) return double.NaN;
        var mean = returns.Average();
        var variance = returns.Sum(value => (value - mean) * (value - mean)) / (returns.Length - 1);
        return variance > 0 ? mean / Math.Sqrt(variance) : double.NaN;
    }
}
