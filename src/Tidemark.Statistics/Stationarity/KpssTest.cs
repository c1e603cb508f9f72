using Tidemark.Statistics.Descriptive;
using Tidemark.Statistics.Regression;

namespace Tidemark.Statistics.Stationarity;

/// <summary>
/// The test of Kwiatkowski, Phillips, Schmidt and Shin. It supposes a series that stays about a level or a straight line; a high
/// statistic and a low probability speak against that.
/// </summary>
/// <param name="Statistic">Above 0.</param>
/// <param name="PValue">Interpolated in the published table, so between 0.01 and 0.1: the true one lies beyond where it is at an end.</param>
/// <param name="Lags">Autocovariances that the long-run variance counts.</param>
/// <param name="CriticalValues">Stationarity is rejected where the statistic is above.</param>
/// <remarks>
/// Sources: D. Kwiatkowski and others, Journal of Econometrics 54 (1992), table 1; automatic lags by B. Hobijn, P. H. Franses and
/// M. Ooms, "Generalizations of the KPSS-test for stationarity", 1998.
/// </remarks>
public sealed record KpssTest(double Statistic, double PValue, int Lags, CriticalValues CriticalValues)
{
    private static readonly double[] LevelTable = [0.347, 0.463, 0.574, 0.739];
    private static readonly double[] TrendTable = [0.119, 0.146, 0.176, 0.216];
    private static readonly double[] Probabilities = [0.10, 0.05, 0.025, 0.01];

    /// <summary>Tests a series, oldest value first.</summary>
    /// <param name="series">Finite values.</param>
    /// <param name="withTrend">Whether the series may follow a straight line; otherwise it must stay about a level.</param>
    /// <param name="choice">How the number of autocovariances is chosen.</param>
    /// <exception cref="ArgumentException">The series is shorter than 4, constant, exactly a straight line with a trend, or holds a value that is not finite.</exception>
    public static KpssTest Run(double[] series, bool withTrend = false, KpssLags choice = KpssLags.Automatic)
    {
        var residuals = Residuals(series, withTrend);
        var lags = choice == KpssLags.Automatic ? AutomaticLags(residuals) : AugmentedDickeyFullerTest.SchwertLags(series.Length);
        return From(residuals, withTrend, Math.Min(lags, series.Length - 1));
    }

    /// <summary>Tests a series with a given number of autocovariances.</summary>
    /// <exception cref="ArgumentException">As above, or <paramref name="lags"/> is negative or not below the length.</exception>
    public static KpssTest Run(double[] series, bool withTrend, int lags)
    {
        var residuals = Residuals(series, withTrend);
        if (lags < 0 || lags >= series.Length) throw new ArgumentException($"{lags} lags cannot be used on {series.Length} values; 0 to {series.Length - 1} can");
        return From(residuals, withTrend, lags);
    }

    private static double[] Residuals(double[] series, bool withTrend)
    {
        SeriesCheck.Varying(series, "the series", 4);
        var mean = Moments.Mean(series);
        if (!withTrend) return [.. series.Select(value => value - mean)];
        var line = new double[series.Length];
        for (var i = 0; i < line.Length; i++) line[i] = i + 1;
        var fit = LeastSquares.Fit(series, [line]);
        if (!(1 - fit.RSquared > 1e-24)) throw new ArgumentException("the series is exactly a straight line; there is nothing to test");
        return fit.Residuals;
    }

    private static KpssTest From(double[] residuals, bool withTrend, int lags)
    {
        double sum = 0, squares = 0, variance = Product(residuals, 0);
        foreach (var residual in residuals)
        {
            sum += residual;
            squares += sum * sum;
        }
        for (var lag = 1; lag <= lags; lag++) variance += 2 * Product(residuals, lag) * (1 - lag / (lags + 1.0));
        var statistic = squares / residuals.Length / variance;
        var table = withTrend ? TrendTable : LevelTable;
        return new KpssTest(statistic, Interpolate(statistic, table), lags, new CriticalValues(table[3], table[1], table[0]));
    }

    private static int AutomaticLags(double[] residuals)
    {
        double length = residuals.Length;
        double s0 = Product(residuals, 0) / length, s1 = 0;
        var most = (int)Math.Pow(length, 2.0 / 9.0);
        for (var lag = 1; lag <= most; lag++)
        {
            var covariance = Product(residuals, lag) / (length / 2);
            s0 += covariance;
            s1 += lag * covariance;
        }
        var ratio = s1 / s0;
        var lags = 1.1447 * Math.Pow(ratio * ratio, 1.0 / 3.0) * Math.Pow(length, 1.0 / 3.0);
        return lags < length ? (int)lags : residuals.Length;
    }

    private static double Product(double[] residuals, int lag)
    {
        var sum = 0.0;
        for (var i = lag; i < residuals.Length; i++) sum += residuals[i] * residuals[i - lag];
        return sum;
    }

    private static double Interpolate(double statistic, double[] table)
    {
        if (statistic <= table[0]) return Probabilities[0];
        for (var i = 1; i < table.Length; i++)
            if (statistic <= table[i])
                return Probabilities[i - 1] + (Probabilities[i] - Probabilities[i - 1]) * (statistic - table[i - 1]) / (table[i] - table[i - 1]);
        return Probabilities[^1];
    }
}
