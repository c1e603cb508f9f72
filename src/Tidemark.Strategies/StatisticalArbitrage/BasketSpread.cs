using Tidemark.Statistics.Cointegration;
using Tidemark.Statistics.Stationarity;

namespace Tidemark.Strategies.StatisticalArbitrage;

/// <summary>A combination of prices that stayed together: its weights, where it lay, and how fast it came back.</summary>
/// <param name="Weights">One for each series; their sizes add up to 1. Applied to logarithms of prices they are parts of the money.</param>
/// <param name="Mean">Of the spread over the bars of the fit.</param>
/// <param name="Deviation">The standard deviation of the spread over the bars of the fit.</param>
/// <param name="HalfLife">Bars until half of a distance from the mean is gone.</param>
internal sealed record BasketSpread(double[] Weights, double Mean, double Deviation, double HalfLife)
{
    /// <summary>The money in all legs that does not cancel out, as a part of all of it: 0 where as much is bought as sold, 1 where all is on one side.</summary>
    public double Net => Math.Abs(Weights.Sum());

    /// <summary>The strongest combination by Johansen's method; null where the trace test finds none, or the prices cannot be tested.</summary>
    /// <param name="logarithms">Of the prices: one series each, oldest value first.</param>
    /// <param name="level">How sure the test must be.</param>
    /// <param name="laggedDifferences">Lagged differences of the error correction model.</param>
    public static BasketSpread? Fit(double[][] logarithms, TestLevel level, int laggedDifferences)
    {
        foreach (var series in logarithms)
            if (series.AsSpan().IndexOfAnyExcept(series[0]) < 0) return null;
        try
        {
            var test = JohansenTest.Run(logarithms, JohansenTrend.Constant, laggedDifferences);
            return test.TraceStatistics[0] > Critical(test.TraceCriticalValues[0], level) ? Of(logarithms, test.Eigenvectors[0]) : null;
        }
        catch (ArgumentException)
        {
            // Prices that stand still, or follow each other exactly, are nothing to trade.
            return null;
        }
    }

    /// <summary>How far a moment's prices lie from the mean, in standard deviations.</summary>
    /// <param name="logarithms">The series; the last value of each is the moment.</param>
    public double ScoreOf(double[][] logarithms) => (ValueAt(logarithms, logarithms[0].Length - 1, Weights) - Mean) / Deviation;

    private static BasketSpread? Of(double[][] logarithms, double[] vector)
    {
        var size = vector.Sum(Math.Abs);
        if (!(size > 0) || !double.IsFinite(size)) return null;
        double[] weights = [.. vector.Select(weight => weight / size)];
        var spread = new double[logarithms[0].Length];
        for (var i = 0; i < spread.Length; i++) spread[i] = ValueAt(logarithms, i, weights);
        var mean = spread.Average();
        var deviation = Math.Sqrt(spread.Sum(value => (value - mean) * (value - mean)) / spread.Length);
        return deviation > 0 ? new BasketSpread(weights, mean, deviation, MeanReversion.Of(spread).HalfLife) : null;
    }

    private static double ValueAt(double[][] logarithms, int moment, double[] weights)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++) sum += weights[i] * logarithms[i][moment];
        return sum;
    }

    private static double Critical(CriticalValues values, TestLevel level) => level switch
    {
        TestLevel.TenPercent => values.TenPercent,
        TestLevel.FivePercent => values.FivePercent,
        _ => values.OnePercent,
    };
}
