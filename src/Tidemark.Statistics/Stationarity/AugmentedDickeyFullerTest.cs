using Tidemark.Statistics.Regression;

namespace Tidemark.Statistics.Stationarity;

/// <summary>
/// The augmented Dickey-Fuller test. It supposes a unit root, that is a series that wanders like a random walk; a low statistic and a
/// low probability speak for one that returns.
/// </summary>
/// <param name="Statistic">The t-statistic of the lagged level.</param>
/// <param name="PValue">The asymptotic probability of so low a statistic with a unit root, 0 to 1.</param>
/// <param name="Lags">Lagged differences in the regression.</param>
/// <param name="Observations">Observations of the regression.</param>
/// <param name="CriticalValues">The unit root is rejected where the statistic is below.</param>
/// <param name="Criterion">What the number of lags was chosen by, AIC, BIC or absolute t-statistic; NaN where it was fixed.</param>
/// <remarks>
/// Sources: S. E. Said and D. A. Dickey, Biometrika 71 (1984); greatest lag by G. W. Schwert, Journal of Business and Economic
/// Statistics 7 (1989); probabilities by <see cref="MacKinnonSurface"/>. Lags are chosen over the observations that all of them
/// share, and the chosen regression is fitted to all it can use, as statsmodels' <c>adfuller</c> does.
/// </remarks>
public sealed record AugmentedDickeyFullerTest(
    double Statistic, double PValue, int Lags, int Observations, CriticalValues CriticalValues, double Criterion)
{
    /// <summary>Tests a series, oldest value first.</summary>
    /// <param name="series">Finite values.</param>
    /// <param name="terms">What the series may move around.</param>
    /// <param name="choice">How the number of lagged differences is chosen.</param>
    /// <param name="maximumLags">The greatest number of lagged differences; by default 12 (n/100)^(1/4) rounded up, as far as the length allows.</param>
    /// <exception cref="ArgumentException">
    /// The series is too short, constant, without any noise or holds a value that is not finite; or the number of lags is negative
    /// or above n/2 - 1 - deterministic terms.
    /// </exception>
    public static AugmentedDickeyFullerTest Run(
        double[] series, DeterministicTerms terms = DeterministicTerms.Constant, LagChoice choice = LagChoice.Akaike, int? maximumLags = null)
    {
        SeriesCheck.Varying(series, "the series", 4 + 2 * (int)terms);
        // The longest regression keeps at least one observation more than coefficients.
        var most = Math.Min(series.Length / 2 - (int)terms - 1, (series.Length - 3 - (int)terms) / 2);
        var lags = maximumLags ?? Math.Min(most, SchwertLags(series.Length));
        if (lags < 0 || lags > most) throw new ArgumentException($"{lags} lags cannot be tested on {series.Length} values; 0 to {most} can");
        var criterion = double.NaN;
        if (choice != LagChoice.Fixed) (lags, criterion) = LagSelection.Choose(DickeyFullerRegression.Of(series, terms, lags), choice);
        var regression = DickeyFullerRegression.Of(series, terms, lags);
        var statistic = regression.LevelStatistic();
        return new AugmentedDickeyFullerTest(
            statistic, MacKinnonSurface.PValue(statistic, terms), lags, regression.Observations,
            MacKinnonSurface.Critical(regression.Observations, terms), criterion);
    }

    /// <summary>12 (n/100)^(1/4), rounded up: a usual greatest number of lags.</summary>
    internal static int SchwertLags(int length) => (int)Math.Ceiling(12.0 * Math.Pow(length / 100.0, 0.25));
}
