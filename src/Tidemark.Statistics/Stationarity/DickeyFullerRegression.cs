using Tidemark.Statistics.Regression;

namespace Tidemark.Statistics.Stationarity;

/// <summary>The regression of a series' differences on deterministic terms, its lagged level and lagged differences, in that order.</summary>
internal sealed class DickeyFullerRegression
{
    private DickeyFullerRegression(double[] differences, double[][] regressors, int deterministicCount)
    {
        Differences = differences;
        Regressors = regressors;
        DeterministicCount = deterministicCount;
    }

    public double[] Differences { get; }

    /// <summary>Deterministic terms, the lagged level, then the differences of one, two and more steps before.</summary>
    public double[][] Regressors { get; }

    public int DeterministicCount { get; }

    public int Observations => Differences.Length;

    public static DickeyFullerRegression Of(double[] series, DeterministicTerms terms, int lags)
    {
        var count = series.Length - 1 - lags;
        var deterministic = (int)terms;
        var regressors = new double[deterministic + 1 + lags][];
        for (var i = 0; i < regressors.Length; i++) regressors[i] = new double[count];
        var differences = new double[count];
        for (var row = 0; row < count; row++)
        {
            var time = row + lags + 1;
            differences[row] = series[time] - series[time - 1];
            var power = 1.0;
            for (var i = 0; i < deterministic; i++, power *= row + 1) regressors[i][row] = power;
            regressors[deterministic][row] = series[time - 1];
            for (var lag = 1; lag <= lags; lag++) regressors[deterministic + lag][row] = series[time - lag] - series[time - lag - 1];
        }
        return new DickeyFullerRegression(differences, regressors, deterministic);
    }

    /// <summary>The t-statistic of the lagged level.</summary>
    /// <exception cref="ArgumentException">The regressors explain the differences without an error, so that there is none to compare with.</exception>
    public double LevelStatistic()
    {
        var fit = LeastSquares.Fit(Differences, Regressors, withIntercept: false);
        CheckNoise(fit.ResidualSumOfSquares, Differences);
        return fit.Coefficients[DeterministicCount] / fit.StandardErrors[DeterministicCount];
    }

    /// <exception cref="ArgumentException">The residuals are nothing but rounding.</exception>
    public static void CheckNoise(double residualSumOfSquares, double[] differences)
    {
        var total = 0.0;
        foreach (var value in differences) total += value * value;
        if (!(residualSumOfSquares > total * 1e-24)) throw new ArgumentException("the series follows from its past without any error; there is nothing to test");
    }
}
