using Tidemark.Statistics.Descriptive;
using Tidemark.Statistics.LinearAlgebra;

namespace Tidemark.Statistics.Regression;

/// <summary>
/// Ordinary least squares with several regressors, by QR decomposition: the coefficients, their standard errors and how well they
/// fit. With an intercept it is the first coefficient.
/// </summary>
/// <remarks>Source: W. H. Greene, "Econometric Analysis", 7th edition, chapters 3 and 4; criteria as in chapter 5.10.</remarks>
public sealed class LeastSquares
{
    private LeastSquares(double[] response, QrDecomposition design, bool withIntercept)
    {
        Observations = response.Length;
        var transformed = (double[])response.Clone();
        design.MultiplyByTransposeOfQ(transformed);
        Coefficients = design.SolveUpper(transformed);
        Residuals = design.Residuals(response);
        foreach (var residual in Residuals) ResidualSumOfSquares += residual * residual;
        var mean = withIntercept ? Moments.Mean(response) : 0;
        var total = 0.0;
        foreach (var value in response) total += (value - mean) * (value - mean);
        RSquared = total == 0 ? double.NaN : 1 - ResidualSumOfSquares / total;
        StandardErrors = Errors(design, ResidualSumOfSquares / DegreesOfFreedom);
    }

    /// <summary>One a regressor, in their order; before them the intercept if there is one.</summary>
    public double[] Coefficients { get; }

    /// <summary>The standard error of each coefficient, for errors of equal variance.</summary>
    public double[] StandardErrors { get; }

    /// <summary>The response less the fit, one an observation.</summary>
    public double[] Residuals { get; }

    public double ResidualSumOfSquares { get; }

    /// <summary>The share of the variation explained, about the mean with an intercept and about zero without; NaN when the response does not vary.</summary>
    public double RSquared { get; }

    public int Observations { get; }

    /// <summary>Observations less coefficients.</summary>
    public int DegreesOfFreedom => Observations - Coefficients.Length;

    /// <summary>Each coefficient divided by its standard error.</summary>
    public double[] TStatistics => [.. Coefficients.Zip(StandardErrors, (coefficient, error) => coefficient / error)];

    /// <summary>The logarithm of the likelihood for normal errors.</summary>
    public double LogLikelihood => -0.5 * Observations * (Math.Log(2 * Math.PI * ResidualSumOfSquares / Observations) + 1);

    /// <summary>Akaike's criterion, AIC: lower is better.</summary>
    public double AkaikeCriterion => 2 * Coefficients.Length - 2 * LogLikelihood;

    /// <summary>Schwarz's Bayesian criterion, BIC: lower is better.</summary>
    public double BayesianCriterion => Math.Log(Observations) * Coefficients.Length - 2 * LogLikelihood;

    /// <summary>Fits the response on the regressors.</summary>
    /// <exception cref="ArgumentException">
    /// The lengths differ, there are not more observations than coefficients, a value is not finite, or a regressor is a combination
    /// of the others.
    /// </exception>
    public static LeastSquares Fit(double[] response, IReadOnlyList<double[]> regressors, bool withIntercept = true)
    {
        var count = regressors.Count + (withIntercept ? 1 : 0);
        if (count == 0) throw new ArgumentException("a regression needs a regressor or an intercept");
        SeriesCheck.Finite(response, "the response", count + 1);
        SeriesCheck.SameLength(response.Length, regressors, "regressor");
        for (var i = 0; i < regressors.Count; i++) SeriesCheck.Finite(regressors[i], $"regressor {i + 1}", count + 1);
        var ones = new double[response.Length];
        Array.Fill(ones, 1);
        return new LeastSquares(response, new QrDecomposition(withIntercept ? [ones, .. regressors] : regressors), withIntercept);
    }

    private static double[] Errors(QrDecomposition design, double variance)
    {
        var squares = new double[design.Columns];
        var unit = new double[design.Columns];
        for (var column = 0; column < unit.Length; column++)
        {
            unit[column] = 1;
            var inverse = design.SolveUpper(unit);
            for (var row = 0; row < unit.Length; row++) squares[row] += inverse[row] * inverse[row];
            unit[column] = 0;
        }
        return [.. squares.Select(square => Math.Sqrt(square * variance))];
    }
}
