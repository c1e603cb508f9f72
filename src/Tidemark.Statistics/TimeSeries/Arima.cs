using Tidemark.Statistics.LinearAlgebra;
using Tidemark.Statistics.Optimisation;
using Tidemark.Statistics.Regression;

namespace Tidemark.Statistics.TimeSeries;

/// <summary>
/// Fits seasonal autoregressive integrated moving averages by exact maximum likelihood: the differenced series goes through a Kalman filter,
/// variance and trend are concentrated out (generalised least squares through the same filter), and the rest is searched among stationary
/// and invertible models alone.
/// </summary>
/// <remarks>
/// Source: G. E. P. Box and G. M. Jenkins, "Time Series Analysis"; A. C. Harvey (1989), chapter 3; trend as in statsmodels' <c>ARIMA</c>: the
/// series is a trend plus an ARIMA.
/// </remarks>
public static class Arima
{
    /// <summary>Fits a model.</summary>
    /// <param name="series">The series, oldest first, without missing values.</param>
    /// <param name="order">Its orders.</param>
    /// <exception cref="ArgumentException">The orders do not go together, the series is too short for them, constant, or not finite.</exception>
    public static ArimaFit Fit(double[] series, ArimaOrder order)
    {
        order.Check();
        SeriesCheck.Finite(series, "the series", order.Lost + Fewest(order));
        return Fit(series, order, new ArimaLikelihood(series, order));
    }

    /// <summary>
    /// Fits a model to a series of which some values must not be looked at: the filter goes on over them without learning anything, which is the
    /// exact likelihood of the others. A difference to a missing value is missing too.
    /// </summary>
    /// <param name="series">The series, NaN where a value is missing.</param>
    /// <param name="order">Its orders.</param>
    /// <exception cref="ArgumentException">As for <see cref="Fit(double[], ArimaOrder)"/>, or too few values are left.</exception>
    public static ArimaFit FitWithMissing(double[] series, ArimaOrder order)
    {
        order.Check();
        if (Array.Exists(series, double.IsInfinity)) throw new ArgumentException("the series is not finite");
        var likelihood = new ArimaLikelihood(series, order);
        return likelihood.Observed >= Fewest(order) ? Fit(series, order, likelihood)
            : throw new ArgumentException($"{order} needs {Fewest(order)} values at least, with those before them to take differences to; there are {likelihood.Observed}");
    }

    /// <summary>Values after differencing.</summary>
    private static int Fewest(ArimaOrder order) => 2 * order.Parameters + Math.Max(order.SeasonalP, order.SeasonalQ) * order.Period + 1;

    private static ArimaFit Fit(double[] series, ArimaOrder order, ArimaLikelihood likelihood)
    {
        if (!likelihood.IsVarying) throw new ArgumentException(order.Lost > 0 ? "the differenced series is constant; there is nothing to fit" : "the series is constant; there is nothing to fit");
        var best = Search(likelihood, order);
        var natural = likelihood.Natural(best.Point);
        var fitted = likelihood.Evaluate(natural) ?? throw new ArithmeticException($"{order}: the likelihood is not defined at the best point");
        return new ArimaFit(series, order, natural, fitted, StandardErrors(likelihood, natural, fitted), best.HasConverged);
    }

    /// <summary>A model whose parameters are known over a series: nothing is fitted, and there are no standard errors.</summary>
    /// <param name="series">The series, oldest first, with more values than differencing takes away.</param>
    /// <param name="order">Its orders.</param>
    /// <param name="parameters">In the order of <see cref="ArimaFit.Names"/>.</param>
    /// <exception cref="ArgumentException">The orders do not go together, there are not as many parameters, or the series is too short or not finite.</exception>
    public static ArimaFit Of(double[] series, ArimaOrder order, double[] parameters)
    {
        order.Check();
        if (parameters.Length != order.Parameters || !(parameters[^1] > 0)) throw new ArgumentException($"{order} has {order.Parameters} parameters, the last a variance above zero", nameof(parameters));
        SeriesCheck.Finite(series, "the series", order.Lost + 1);
        var trend = (order.HasConstant ? 1 : 0) + (order.HasDrift ? 1 : 0);
        var natural = parameters[trend..^1];
        return new ArimaFit(series, order, natural, new ArimaLikelihood(series, order).At(natural, parameters[..trend], parameters[^1]), [.. parameters.Select(_ => double.NaN)], true);
    }

    /// <summary>From several starts, for the likelihood may have several tops.</summary>
    private static Minimum Search(ArimaLikelihood likelihood, ArimaOrder order)
    {
        var count = order.P + order.Q + order.SeasonalP + order.SeasonalQ;
        var zeros = new double[count];
        if (count == 0) return new Minimum(zeros, likelihood.Objective(zeros), true, 0);
        Minimum? best = null;
        foreach (var start in Starts(likelihood, count))
        {
            if (!double.IsFinite(likelihood.Objective(start))) continue;
            var found = QuasiNewton.Minimise(likelihood.Objective, start, 200 + 20 * count);
            if (best is null || found.Value < best.Value - 1e-9 || (found.HasConverged && !best.HasConverged && found.Value < best.Value + 1e-9)) best = found;
        }
        return best ?? throw new ArithmeticException($"{order}: the likelihood is not defined anywhere it was looked for");
    }

    private static IEnumerable<double[]> Starts(ArimaLikelihood likelihood, int count)
    {
        if (likelihood.RegressionStart() is { } regression) yield return regression;
        yield return new double[count];
        yield return [.. Enumerable.Range(0, count).Select(i => i % 2 == 0 ? 0.5 : -0.5)];
    }

    /// <summary>From the curvature of the whole likelihood, trend and variance included.</summary>
    private static double[] StandardErrors(ArimaLikelihood likelihood, double[] natural, ArmaEvaluation fitted)
    {
        double[] point = [.. fitted.Trend, .. natural, fitted.Variance];
        // The variance may be of any size: its error is found on a scale of one and carried over.
        double[] scales = [.. likelihood.TrendScales(fitted.Variance), .. natural.Select(_ => 1.0), fitted.Variance];
        var scaled = point.Select((value, i) => value / scales[i]).ToArray();
        var hessian = QuasiNewton.Hessian(at => -likelihood.LogLikelihood([.. at.Select((value, i) => value * scales[i])]), scaled);
        if (!Cholesky.TryOf(hessian, out var factor)) return [.. point.Select(_ => double.NaN)];
        var inverse = factor.Inverse();
        return [.. point.Select((_, i) => Math.Sqrt(inverse[i, i]) * scales[i])];
    }
}
