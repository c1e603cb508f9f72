using Tidemark.Statistics.LinearAlgebra;
using Tidemark.Statistics.Regression;

namespace Tidemark.Statistics.TimeSeries;

/// <summary>
/// A vector autoregression: each of several series on its own and the others' past, by least squares equation by equation.
/// </summary>
/// <remarks>Source: H. Lütkepohl, "New Introduction to Multiple Time Series Analysis" (2005), chapters 2.2, 3.2 and 4.3; criteria as there.</remarks>
public sealed class VectorAutoregression
{
    private readonly double[][] tail;

    private VectorAutoregression(double[][] series, int lags, bool hasConstant, int skipped)
    {
        (Lags, HasConstant, Series) = (lags, hasConstant, series.Length);
        var regressors = new List<double[]>();
        var begin = lags + skipped;
        for (var lag = 1; lag <= lags; lag++)
            foreach (var one in series) regressors.Add(one.AsSpan(begin - lag, one.Length - begin).ToArray());
        var equations = series.Select(one => Equation(one.AsSpan(begin).ToArray(), regressors, hasConstant)).ToArray();
        Coefficients = [.. equations.Select(equation => equation.Coefficients)];
        StandardErrors = [.. equations.Select(equation => equation.StandardErrors)];
        Residuals = [.. equations.Select(equation => equation.Residuals)];
        Observations = series[0].Length - begin;
        tail = [.. series.Select(one => one.AsSpan(one.Length - Math.Max(lags, 1)).ToArray())];
        Products = new double[Series, Series];
        for (var i = 0; i < Series; i++)
            for (var j = 0; j < Series; j++)
                for (var t = 0; t < Observations; t++) Products[i, j] += Residuals[i][t] * Residuals[j][t];
        if (!Cholesky.TryOf(Scaled(1.0 / Observations), out var factor)) throw new ArgumentException("the errors of one series are a combination of the others'");
        LogDeterminant = factor.LogDeterminant;
    }

    /// <summary>How far back it looks.</summary>
    public int Lags { get; }

    /// <summary>Whether each equation has a constant.</summary>
    public bool HasConstant { get; }

    /// <summary>Number of series.</summary>
    public int Series { get; }

    /// <summary>Observations fitted.</summary>
    public int Observations { get; }

    /// <summary>One array an equation: the constant if there is one, then for each lag the coefficient of each series.</summary>
    public double[][] Coefficients { get; }

    /// <summary>As <see cref="Coefficients"/>.</summary>
    public double[][] StandardErrors { get; }

    /// <summary>One array a series.</summary>
    public double[][] Residuals { get; }

    /// <summary>The covariance of the errors, by the degrees of freedom left.</summary>
    public double[,] Covariance => Scaled(1.0 / (Observations - Terms));

    /// <summary>The logarithm of the likelihood for normal errors.</summary>
    public double LogLikelihood => -0.5 * Observations * (Series * (Math.Log(2 * Math.PI) + 1) + LogDeterminant);

    /// <summary>Akaike's criterion in Lütkepohl's form, an observation.</summary>
    public double AkaikeCriterion => LogDeterminant + 2.0 * Terms * Series / Observations;

    /// <summary>Schwarz's criterion in the same form.</summary>
    public double BayesianCriterion => LogDeterminant + Math.Log(Observations) * Terms * Series / Observations;

    /// <summary>Hannan and Quinn's criterion in the same form.</summary>
    public double HannanQuinnCriterion => LogDeterminant + 2.0 * Math.Log(Math.Log(Observations)) * Terms * Series / Observations;

    private double LogDeterminant { get; }

    private double[,] Products { get; }

    private int Terms => Lags * Series + (HasConstant ? 1 : 0);

    /// <summary>Fits.</summary>
    /// <param name="series">At least one series, all of the same length, oldest first.</param>
    /// <param name="lags">How far back to look, at least 0.</param>
    /// <param name="hasConstant">Whether each equation has a constant.</param>
    /// <exception cref="ArgumentException">The lengths differ, a value is not finite, there are too few observations, or a series is a combination of others.</exception>
    public static VectorAutoregression Fit(double[][] series, int lags, bool hasConstant = true) => Fit(series, lags, hasConstant, 0);

    /// <summary>Fits with the number of lags that a criterion likes best, all compared over the same observations.</summary>
    /// <param name="series">As for <see cref="Fit(double[][], int, bool)"/>.</param>
    /// <param name="mostLags">The most to consider.</param>
    /// <param name="criterion">The criterion, smaller is better.</param>
    /// <param name="hasConstant">Whether each equation has a constant.</param>
    public static VectorAutoregression FitBest(double[][] series, int mostLags, Func<VectorAutoregression, double> criterion, bool hasConstant = true)
    {
        var best = Enumerable.Range(hasConstant ? 0 : 1, mostLags + (hasConstant ? 1 : 0)).MinBy(lags => criterion(Fit(series, lags, hasConstant, mostLags - lags)));
        return Fit(series, best, hasConstant);
    }

    /// <summary>What is expected of each series after its end; intervals take the parameters as exact.</summary>
    /// <param name="steps">How far, at least 1.</param>
    public Forecast[] Forecast(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var paths = tail.Select(one => one.ToList()).ToArray();
        for (var h = 0; h < steps; h++)
        {
            double[] next = [.. Enumerable.Range(0, Series).Select(i => Expected(Coefficients[i], paths))];
            for (var i = 0; i < Series; i++) paths[i].Add(next[i]);
        }
        var errors = Errors(steps);
        return [.. Enumerable.Range(0, Series).Select(i => new Forecast([.. paths[i].Skip(paths[i].Count - steps)], errors[i]))];
    }

    /// <summary>What an error of one unit in one series does to each, step by step: element h, row i, column j is series i, h steps after an error in series j.</summary>
    /// <param name="steps">How far, at least 1; step 0 is the error itself.</param>
    public double[][,] Responses(int steps)
    {
        var responses = new double[steps + 1][,];
        var offset = HasConstant ? 1 : 0;
        for (var h = 0; h <= steps; h++)
        {
            var response = new double[Series, Series];
            for (var i = 0; i < Series; i++)
                for (var j = 0; j < Series; j++)
                {
                    if (h == 0) response[i, j] = i == j ? 1 : 0;
                    for (var lag = 1; lag <= Math.Min(h, Lags); lag++)
                        for (var k = 0; k < Series; k++) response[i, j] += Coefficients[i][offset + (lag - 1) * Series + k] * responses[h - lag][k, j];
                }
            responses[h] = response;
        }
        return responses;
    }

    private static VectorAutoregression Fit(double[][] series, int lags, bool hasConstant, int skipped)
    {
        if (series.Length == 0) throw new ArgumentException("there is no series");
        ArgumentOutOfRangeException.ThrowIfNegative(lags);
        if (lags == 0 && !hasConstant) throw new ArgumentException("without lags and constant there is nothing to fit");
        SeriesCheck.SameLength(series[0].Length, series, "series");
        for (var i = 0; i < series.Length; i++) SeriesCheck.Finite(series[i], $"series {i + 1}", lags + skipped + lags * series.Length + 3);
        return new VectorAutoregression(series, lags, hasConstant, skipped);
    }

    private static LeastSquares Equation(double[] response, List<double[]> regressors, bool hasConstant)
    {
        try
        {
            return LeastSquares.Fit(response, regressors, hasConstant);
        }
        catch (ArgumentException failure)
        {
            throw new ArgumentException($"the series cannot be told apart: {failure.Message}", failure);
        }
    }

    private double Expected(double[] coefficients, List<double>[] paths)
    {
        var at = 0;
        var value = HasConstant ? coefficients[at++] : 0;
        for (var lag = 1; lag <= Lags; lag++)
            foreach (var path in paths) value += coefficients[at++] * path[^lag];
        return value;
    }

    private double[][] Errors(int steps)
    {
        var (covariance, responses) = (Covariance, Responses(steps - 1));
        var errors = Enumerable.Range(0, Series).Select(_ => new double[steps]).ToArray();
        for (var i = 0; i < Series; i++)
        {
            var variance = 0.0;
            for (var h = 0; h < steps; h++)
            {
                for (var j = 0; j < Series; j++)
                    for (var k = 0; k < Series; k++) variance += responses[h][i, j] * covariance[j, k] * responses[h][i, k];
                errors[i][h] = Math.Sqrt(variance);
            }
        }
        return errors;
    }

    private double[,] Scaled(double factor)
    {
        var scaled = new double[Series, Series];
        for (var i = 0; i < Series; i++)
            for (var j = 0; j < Series; j++) scaled[i, j] = factor * Products[i, j];
        return scaled;
    }
}
