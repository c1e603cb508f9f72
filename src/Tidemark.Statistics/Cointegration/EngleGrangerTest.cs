using Tidemark.Statistics.Regression;
using Tidemark.Statistics.Stationarity;

namespace Tidemark.Statistics.Cointegration;

/// <summary>
/// The two-step test of Engle and Granger for cointegration. It supposes that no combination of the series stays together; a low
/// statistic and a low probability speak for one that does.
/// </summary>
/// <param name="Statistic">The augmented Dickey-Fuller t-statistic of the residuals; negative infinity where the series are all but multiples of each other.</param>
/// <param name="PValue">The asymptotic probability of so low a statistic without cointegration, 0 to 1.</param>
/// <param name="CriticalValues">Absence of cointegration is rejected where the statistic is below; NaN without deterministic terms.</param>
/// <param name="Lags">Lagged differences in the regression of the residuals; -1 where it was not needed.</param>
/// <param name="HedgeRatios">Units of each other series that move with one unit of the first.</param>
/// <param name="Residuals">The spread: the first series less its fit on the others.</param>
/// <remarks>
/// Sources: R. F. Engle and C. W. J. Granger, Econometrica 55 (1987); probabilities by <see cref="MacKinnonSurface"/>; details as in
/// statsmodels' <c>coint</c>. The outcome depends on which series is the dependent one.
/// </remarks>
public sealed record EngleGrangerTest(
    double Statistic, double PValue, CriticalValues CriticalValues, int Lags, double[] HedgeRatios, double[] Residuals)
{
    private const double Collinear = 100 * 1.4901161193847656e-08; // 100 times the root of the spacing of numbers near 1

    /// <summary>Tests whether the dependent series moves with one to five others.</summary>
    /// <param name="dependent">Finite values, oldest first.</param>
    /// <param name="others">One to five series of the same length.</param>
    /// <param name="terms">What the spread may move around.</param>
    /// <param name="choice">How the number of lagged differences is chosen.</param>
    /// <param name="maximumLags">The greatest number of lagged differences; as for <see cref="AugmentedDickeyFullerTest"/> by default.</param>
    /// <exception cref="ArgumentException">
    /// A series is too short, constant, of another length, a combination of the others or holds a value that is not finite; or there
    /// are none or more than five others.
    /// </exception>
    public static EngleGrangerTest Run(
        double[] dependent, IReadOnlyList<double[]> others, DeterministicTerms terms = DeterministicTerms.Constant,
        LagChoice choice = LagChoice.Akaike, int? maximumLags = null)
    {
        if (others.Count is < 1 or >= MacKinnonSurface.MostVariables)
            throw new ArgumentException($"cointegration is tested with 1 to {MacKinnonSurface.MostVariables - 1} other series, not {others.Count}");
        SeriesCheck.Varying(dependent, "the dependent series", 6 + others.Count + (int)terms);
        SeriesCheck.SameLength(dependent.Length, others, "other series");
        for (var i = 0; i < others.Count; i++) SeriesCheck.Varying(others[i], $"other series {i + 1}", 6);
        var fit = LeastSquares.Fit(dependent, [.. others, .. Trends(dependent.Length, terms)], withIntercept: terms != DeterministicTerms.None);
        var critical = terms == DeterministicTerms.None
            ? new CriticalValues(double.NaN, double.NaN, double.NaN)
            : MacKinnonSurface.Critical(dependent.Length - 1, terms, others.Count + 1);
        var ratios = fit.Coefficients.AsSpan(terms == DeterministicTerms.None ? 0 : 1, others.Count).ToArray();
        if (fit.RSquared >= 1 - Collinear) return new EngleGrangerTest(double.NegativeInfinity, 0, critical, -1, ratios, fit.Residuals);
        var residualTest = AugmentedDickeyFullerTest.Run(fit.Residuals, DeterministicTerms.None, choice, maximumLags);
        var probability = MacKinnonSurface.PValue(residualTest.Statistic, terms, others.Count + 1);
        return new EngleGrangerTest(residualTest.Statistic, probability, critical, residualTest.Lags, ratios, fit.Residuals);
    }

    private static IEnumerable<double[]> Trends(int length, DeterministicTerms terms)
    {
        for (var power = 1; power < (int)terms; power++)
        {
            var trend = new double[length];
            for (var i = 0; i < length; i++) trend[i] = Math.Pow((i + 1.0) / length, power);
            yield return trend;
        }
    }
}
