using Tidemark.Statistics.Descriptive;
using Tidemark.Statistics.LinearAlgebra;
using Tidemark.Statistics.Optimisation;
using Tidemark.Statistics.Regression;

namespace Tidemark.Statistics.TimeSeries;

/// <summary>Fits GARCH, GJR-GARCH and EGARCH by maximum likelihood, with normal or Student's errors.</summary>
/// <remarks>
/// Source: T. Bollerslev, Journal of Econometrics 31 (1986); L. Glosten, R. Jagannathan and D. Runkle, Journal of Finance 48 (1993);
/// D. Nelson, Econometrica 59 (1991). Only stationary models are searched, with positive variances whatever comes.
/// </remarks>
public static class Volatility
{
    private const double LeastFreedom = 2.05;

    /// <summary>Fits.</summary>
    /// <param name="returns">Returns, oldest first; any unit.</param>
    /// <param name="order">The model.</param>
    /// <exception cref="ArgumentException">The orders are not possible, or the returns are too few (10 a parameter), constant, or not finite.</exception>
    public static VolatilityFit Fit(double[] returns, VolatilityOrder order)
    {
        order.Check();
        SeriesCheck.Varying(returns, "the series", 10 * order.Parameters);
        // On a scale of one the search does not depend on units.
        var scale = Math.Sqrt(Moments.Variance(returns));
        double[] scaled = [.. returns.Select(value => value / scale)];
        var recursion = new VolatilityRecursion(scaled, order);
        double Objective(double[] free) => -recursion.LogLikelihood(Natural(free, order)) / scaled.Length;
        Minimum? best = null;
        foreach (var start in Starts(scaled, order))
        {
            if (!double.IsFinite(Objective(start))) continue;
            var found = QuasiNewton.Minimise(Objective, start, 500);
            if (best is null || found.Value < best.Value) best = found;
        }
        if (best is null) throw new ArithmeticException("the likelihood is not defined anywhere it was looked for");
        var natural = Natural(best.Point, order);
        var errors = StandardErrors(recursion, natural);
        return new VolatilityFit(returns, order, InUnits(natural, order, scale), [.. Errors(errors, order, scale)], best.HasConverged);
    }

    /// <summary>Free numbers as parameters of a stationary model.</summary>
    private static double[] Natural(double[] free, VolatilityOrder order)
    {
        var natural = (double[])free.Clone();
        var at = order.HasMean ? 1 : 0;
        if (order.IsStudent) natural[^1] = LeastFreedom + Math.Exp(free[^1]);
        if (order.Kind == VolatilityKind.Egarch)
        {
            LagPolynomial.Stationary(free.AsSpan(at + 1 + 2 * order.P, order.Q)).CopyTo(natural, at + 1 + 2 * order.P);
            return natural;
        }
        natural[at] = Math.Exp(free[at]);
        // Shares of persistence: they and what is left sum to one.
        var count = order.Parameters - at - 1 - (order.IsStudent ? 1 : 0);
        var whole = 1.0;
        for (var i = 0; i < count; i++) whole += Math.Exp(free[at + 1 + i]);
        for (var i = 0; i < count; i++) natural[at + 1 + i] = Math.Exp(free[at + 1 + i]) / whole;
        if (order.Kind != VolatilityKind.Gjr) return natural;
        for (var i = 0; i < order.P; i++)
        {
            // A rise and a fall each come half of the time.
            var (rise, fall) = (2 * natural[at + 1 + i], 2 * natural[at + 1 + order.P + i]);
            (natural[at + 1 + i], natural[at + 1 + order.P + i]) = (rise, fall - rise);
        }
        return natural;
    }

    private static IEnumerable<double[]> Starts(double[] scaled, VolatilityOrder order)
    {
        var mean = Moments.Mean(scaled);
        foreach (var (error, variance) in new[] { (0.05, 0.90), (0.1, 0.8), (0.2, 0.5), (0.02, 0.97) })
        {
            List<double> start = order.HasMean ? [mean] : [];
            if (order.Kind == VolatilityKind.Egarch)
            {
                start.Add(0);
                for (var i = 0; i < order.P; i++) start.Add(2 * error / order.P);
                for (var i = 0; i < order.P; i++) start.Add(0);
                for (var i = 0; i < order.Q; i++) start.Add(i == 0 ? variance / Math.Sqrt(1 - variance * variance) : 0);
            }
            else
            {
                var left = 1 - error - (order.Q > 0 ? variance : 0);
                start.Add(Math.Log(left));
                var sides = order.Kind == VolatilityKind.Gjr ? 2 : 1;
                for (var i = 0; i < sides * order.P; i++) start.Add(Math.Log(error / (sides * order.P) / left));
                for (var i = 0; i < order.Q; i++) start.Add(Math.Log(variance / order.Q / left));
            }
            if (order.IsStudent) start.Add(Math.Log(8 - LeastFreedom));
            yield return [.. start];
        }
    }

    private static double[] StandardErrors(VolatilityRecursion recursion, double[] natural)
    {
        var hessian = QuasiNewton.Hessian(at => -recursion.LogLikelihood(at), natural);
        if (!Cholesky.TryOf(hessian, out var factor)) return [.. natural.Select(_ => double.NaN)];
        var inverse = factor.Inverse();
        return [.. natural.Select((_, i) => Math.Sqrt(inverse[i, i]))];
    }

    /// <summary>From a scale of one back to the returns' own: the mean, and what the variance starts from.</summary>
    private static double[] InUnits(double[] natural, VolatilityOrder order, double scale)
    {
        var result = (double[])natural.Clone();
        var at = order.HasMean ? 1 : 0;
        if (order.HasMean) result[0] *= scale;
        if (order.Kind == VolatilityKind.Egarch)
        {
            var persistence = 0.0;
            for (var j = 0; j < order.Q; j++) persistence += natural[at + 1 + 2 * order.P + j];
            result[at] += 2 * Math.Log(scale) * (1 - persistence);
        }
        else
        {
            result[at] *= scale * scale;
        }
        return result;
    }

    private static IEnumerable<double> Errors(double[] errors, VolatilityOrder order, double scale)
    {
        var at = order.HasMean ? 1 : 0;
        for (var i = 0; i < errors.Length; i++)
            yield return i < at ? errors[i] * scale : i == at && order.Kind != VolatilityKind.Egarch ? errors[i] * scale * scale : errors[i];
    }
}
