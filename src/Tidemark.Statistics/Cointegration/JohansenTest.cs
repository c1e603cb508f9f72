using Tidemark.Statistics.LinearAlgebra;
using Tidemark.Statistics.Regression;
using Tidemark.Statistics.Stationarity;

namespace Tidemark.Statistics.Cointegration;

/// <summary>
/// Johansen's test: how many independent combinations of several series stay together. Each statistic supposes that there are at
/// most as many as its position, counted from 0; a statistic above its critical value speaks for more.
/// </summary>
/// <param name="Eigenvalues">Squared canonical correlations of changes and levels, greatest first, 0 to 1.</param>
/// <param name="Eigenvectors">The combination of each eigenvalue, one weight a series; its spread has variance 1 about the short-run movements, and the first weight of each is not negative.</param>
/// <param name="TraceStatistics">Against any greater number of combinations.</param>
/// <param name="TraceCriticalValues">One for each trace statistic; NaN for more than twelve series.</param>
/// <param name="MaximumEigenvalueStatistics">Against one combination more.</param>
/// <param name="MaximumEigenvalueCriticalValues">One for each maximum eigenvalue statistic; NaN for more than twelve series.</param>
/// <param name="Observations">Observations of the regressions.</param>
/// <remarks>
/// Source: S. Johansen, "Likelihood-Based Inference in Cointegrated Vector Autoregressive Models", 1995, chapter 6; critical values
/// by <see cref="JohansenTables"/>. Agrees with statsmodels' <c>coint_johansen</c> for one and more lagged differences. Without any
/// that function relates a change to the level after it; here it is the level before it, as the model says.
/// </remarks>
public sealed record JohansenTest(
    double[] Eigenvalues, double[][] Eigenvectors, double[] TraceStatistics, CriticalValues[] TraceCriticalValues,
    double[] MaximumEigenvalueStatistics, CriticalValues[] MaximumEigenvalueCriticalValues, int Observations)
{
    /// <summary>How many combinations stay together: the first position whose trace statistic is not above its 5 % critical value.</summary>
    public int Rank
    {
        get
        {
            for (var i = 0; i < TraceStatistics.Length; i++)
                if (!(TraceStatistics[i] > TraceCriticalValues[i].FivePercent)) return i;
            return TraceStatistics.Length;
        }
    }

    /// <summary>Tests series of the same length, oldest value first.</summary>
    /// <param name="series">Two or more.</param>
    /// <param name="trend">What they may move around.</param>
    /// <param name="laggedDifferences">Lagged differences of the error correction model: the order of the autoregression less one.</param>
    /// <exception cref="ArgumentException">
    /// Fewer than two series, a series is too short, constant, of another length, a combination of the others or holds a value that
    /// is not finite, or the number of lags is negative.
    /// </exception>
    public static JohansenTest Run(IReadOnlyList<double[]> series, JohansenTrend trend = JohansenTrend.Constant, int laggedDifferences = 1)
    {
        if (series.Count < 2) throw new ArgumentException($"cointegration is tested between two or more series, not {series.Count}");
        if (laggedDifferences < 0) throw new ArgumentException("the number of lagged differences cannot be negative");
        var fewest = laggedDifferences + 3 + series.Count * (laggedDifferences + 2);
        SeriesCheck.SameLength(series[0].Length, series, "series");
        for (var i = 0; i < series.Count; i++) SeriesCheck.Varying(series[i], $"series {i + 1}", fewest);
        var levels = trend == JohansenTrend.Linear ? WithoutLine(series) : series;
        var (changes, before) = Concentrated(levels, trend != JohansenTrend.None, laggedDifferences);
        return From(changes, before, trend);
    }

    private static double[][] WithoutLine(IReadOnlyList<double[]> series)
    {
        double[] ones = [.. Enumerable.Repeat(1.0, series[0].Length)], line = [.. Enumerable.Range(1, series[0].Length).Select(i => (double)i)];
        var terms = new QrDecomposition([ones, line]);
        return [.. series.Select(values => Left(terms, values))];
    }

    /// <summary>Changes and the levels before them, both less what lagged differences and the constant explain.</summary>
    private static (double[][] Changes, double[][] Levels) Concentrated(IReadOnlyList<double[]> levels, bool withConstant, int lags)
    {
        var length = levels[0].Length - 1 - lags;
        List<double[]> shortRun = [];
        if (withConstant) shortRun.Add([.. Enumerable.Repeat(1.0, length)]);
        for (var lag = 1; lag <= lags; lag++)
            foreach (var level in levels) shortRun.Add(Differences(level, lags - lag, length));
        var filter = new QrDecomposition(shortRun);
        return ([.. levels.Select(level => Left(filter, Differences(level, lags, length)))],
            [.. levels.Select(level => Left(filter, level.AsSpan(lags, length).ToArray()))]);
    }

    private static double[] Left(QrDecomposition explained, double[] values)
    {
        var left = explained.Residuals(values);
        if (!(left.Sum(value => value * value) > 1e-24 * values.Sum(value => value * value)))
            throw new ArgumentException("a series follows from its past or from time without any error; there is nothing to test");
        return left;
    }

    private static double[] Differences(double[] level, int start, int length)
    {
        var differences = new double[length];
        for (var i = 0; i < length; i++) differences[i] = level[start + i + 1] - level[start + i];
        return differences;
    }

    private static JohansenTest From(double[][] changes, double[][] levels, JohansenTrend trend)
    {
        var (count, observations) = (levels.Length, levels[0].Length);
        // The squared canonical correlations are the eigenvalues of C C', C the product of the orthogonal bases of both.
        var (levelBasis, changeBasis) = (new QrDecomposition(levels), new QrDecomposition(changes));
        var products = new double[count][];
        for (var j = 0; j < count; j++)
        {
            var basis = new double[observations];
            basis[j] = 1;
            changeBasis.MultiplyByQ(basis);
            levelBasis.MultiplyByTransposeOfQ(basis);
            products[j] = basis[..count];
        }
        var square = new double[count][];
        for (var i = 0; i < count; i++) square[i] = [.. Enumerable.Range(0, count).Select(k => products.Sum(column => column[i] * column[k]))];
        var eigen = new SymmetricEigenvalues(square);
        return Assemble(eigen, levelBasis, observations, trend);
    }

    private static JohansenTest Assemble(SymmetricEigenvalues eigen, QrDecomposition levelBasis, int observations, JohansenTrend trend)
    {
        var count = eigen.Values.Length;
        double[] maximum = new double[count], traces = new double[count];
        for (var i = count - 1; i >= 0; i--)
        {
            maximum[i] = -observations * Math.Log(1 - Math.Clamp(eigen.Values[i], 0, 1));
            traces[i] = maximum[i] + (i + 1 < count ? traces[i + 1] : 0);
        }
        return new JohansenTest(
            eigen.Values, [.. eigen.Vectors.Select(vector => Weights(vector, levelBasis, observations))],
            traces, Critical(JohansenTables.Trace[(int)trend], count), maximum, Critical(JohansenTables.MaximumEigenvalue[(int)trend], count), observations);
    }

    private static CriticalValues[] Critical(double[][] table, int count) =>
        [.. Enumerable.Range(0, count).Select(i => count - i <= table.Length
            ? new CriticalValues(table[count - i - 1][2], table[count - i - 1][1], table[count - i - 1][0])
            : new CriticalValues(double.NaN, double.NaN, double.NaN))];

    private static double[] Weights(double[] vector, QrDecomposition levelBasis, int observations)
    {
        var weights = levelBasis.SolveUpper(vector);
        var scale = Math.Sqrt(observations) * (weights[0] < 0 ? -1 : 1);
        for (var i = 0; i < weights.Length; i++) weights[i] *= scale;
        return weights;
    }
}
