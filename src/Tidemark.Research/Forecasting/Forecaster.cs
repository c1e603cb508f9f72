using System.Globalization;
using Tidemark.Statistics.Descriptive;
using Tidemark.Statistics.TimeSeries;

namespace Tidemark.Research.Forecasting;

/// <summary>
/// Fits time-series models and says what they expect. With values held out the model is first fitted without them and goes through them one
/// step at a time, beside the simplest rules; the forecasts come from a fit to everything.
/// </summary>
public static class Forecaster
{
    private const double EwmaDecay = 0.94;

    /// <summary>Fits an ARIMA.</summary>
    /// <exception cref="ArgumentException">The model cannot be fitted to the series; the message says why.</exception>
    public static ForecastReport Arima(double[] series, string name, ArimaOrder order, int steps, int holdout)
    {
        var comparison = Compare(series, holdout, fitted =>
        {
            var longer = Statistics.TimeSeries.Arima.Fit(fitted, order).Extend(series.AsSpan(fitted.Length));
            return longer.Residuals[^holdout..].ToArray();
        });
        var fit = Statistics.TimeSeries.Arima.Fit(series, order);
        return new ForecastReport
        {
            Description = order.ToString(),
            Observations = series.Length,
            Parameters = [.. fit.Names.Select((one, i) => (one, fit.Parameters[i], fit.StandardErrors[i]))],
            LogLikelihood = fit.LogLikelihood,
            AkaikeCriterion = fit.AkaikeCriterion,
            BayesianCriterion = fit.BayesianCriterion,
            HasConverged = fit.HasConverged,
            Forecasts = [(name, fit.Forecast(steps))],
            Holdout = comparison,
        };
    }

    /// <summary>Fits an exponential smoothing.</summary>
    /// <exception cref="ArgumentException">The model cannot be fitted to the series; the message says why.</exception>
    public static ForecastReport Smoothing(double[] series, string name, SmoothingKind kind, int steps, int holdout)
    {
        var comparison = Compare(series, holdout, fitted => ExponentialSmoothing.Fit(fitted, kind).Over(series).Residuals[^holdout..]);
        var fit = ExponentialSmoothing.Fit(series, kind);
        List<(string, double, double)> parameters = [("alpha", fit.Weights.Level, double.NaN)];
        if (kind.HasTrend) parameters.Add(("beta", fit.Weights.Slope, double.NaN));
        if (kind.Season != SeasonKind.None) parameters.Add(("gamma", fit.Weights.Season, double.NaN));
        if (kind.IsDamped) parameters.Add(("phi", fit.Weights.Damping, double.NaN));
        parameters.Add(("initialLevel", fit.InitialStates[0], double.NaN));
        if (kind.HasTrend) parameters.Add(("initialTrend", fit.InitialStates[1], double.NaN));
        parameters.AddRange(fit.InitialStates.Skip(2).Select((part, i) => (string.Create(CultureInfo.InvariantCulture, $"initialSeason.{i + 1}"), part, double.NaN)));
        parameters.Add(("sigma2", fit.Variance, double.NaN));
        return new ForecastReport
        {
            Description = Described(kind),
            Observations = series.Length,
            Parameters = [.. parameters],
            LogLikelihood = double.NaN,
            AkaikeCriterion = fit.AkaikeCriterion,
            BayesianCriterion = fit.BayesianCriterion,
            HasConverged = fit.HasConverged,
            Forecasts = [(name, fit.Forecast(steps))],
            Holdout = comparison,
        };
    }

    /// <summary>Fits a model of changing volatility.</summary>
    /// <param name="returns">The returns.</param>
    /// <param name="name">What they are called.</param>
    /// <param name="order">The model.</param>
    /// <param name="steps">How far to look.</param>
    /// <param name="holdout">How many of the last to hold out.</param>
    /// <exception cref="ArgumentException">The model cannot be fitted to the series; the message says why.</exception>
    public static ForecastReport OfVolatility(double[] returns, string name, VolatilityOrder order, int steps, int holdout)
    {
        HoldoutComparison? comparison = null;
        if (holdout > 0)
        {
            var fitted = returns[..^CheckedHoldout(returns, holdout)];
            var model = Volatility.Fit(fitted, order);
            var mean = Moments.Mean(fitted);
            double[] constant = [.. Enumerable.Repeat(Moments.Variance(fitted), holdout)];
            comparison = new HoldoutComparison("QLIKE", Qlike(returns, model.Over(returns).Variances[^holdout..], model.Mean),
                [("constant variance", Qlike(returns, constant, mean)), ("exponentially weighted, 0.94", Qlike(returns, Weighted(returns, fitted.Length, mean), mean))], figure => figure);
        }
        var fit = Volatility.Fit(returns, order);
        return new ForecastReport
        {
            Description = $"{order.Kind.ToString().ToUpperInvariant()}({order.P},{order.Q}), {(order.IsStudent ? "Student's t" : "normal")} errors",
            Observations = returns.Length,
            Parameters = [.. order.Names.Select((one, i) => (one, fit.Parameters[i], fit.StandardErrors[i]))],
            LogLikelihood = fit.LogLikelihood,
            AkaikeCriterion = fit.AkaikeCriterion,
            BayesianCriterion = fit.BayesianCriterion,
            HasConverged = fit.HasConverged,
            Forecasts = [(name, fit.Forecast(steps))],
            Holdout = comparison,
        };
    }

    /// <summary>Fits a vector autoregression.</summary>
    /// <exception cref="ArgumentException">The model cannot be fitted to the series; the message says why.</exception>
    public static ForecastReport Vector(double[][] series, IReadOnlyList<string> names, int lags, bool hasConstant, int steps)
    {
        var fit = VectorAutoregression.Fit(series, lags, hasConstant);
        var parameters = new List<(string, double, double)>();
        for (var i = 0; i < names.Count; i++)
        {
            var at = 0;
            if (hasConstant) parameters.Add(($"{names[i]}: const", fit.Coefficients[i][at], fit.StandardErrors[i][at++]));
            for (var lag = 1; lag <= lags; lag++)
                foreach (var name in names) parameters.Add((string.Create(CultureInfo.InvariantCulture, $"{names[i]}: L{lag}.{name}"), fit.Coefficients[i][at], fit.StandardErrors[i][at++]));
        }
        return new ForecastReport
        {
            Description = string.Create(CultureInfo.InvariantCulture, $"VAR({lags}) of {names.Count} series"),
            Observations = series[0].Length,
            Parameters = [.. parameters],
            LogLikelihood = fit.LogLikelihood,
            AkaikeCriterion = fit.AkaikeCriterion,
            BayesianCriterion = fit.BayesianCriterion,
            HasConverged = true,
            Forecasts = [.. fit.Forecast(steps).Select((forecast, i) => (names[i], forecast))],
        };
    }

    private static HoldoutComparison? Compare(double[] series, int holdout, Func<double[], double[]> errorsOf)
    {
        if (holdout == 0) return null;
        var fitted = series[..^CheckedHoldout(series, holdout)];
        var errors = errorsOf(fitted);
        var mean = Moments.Mean(fitted);
        double[] last = [.. Enumerable.Range(fitted.Length, holdout).Select(t => series[t] - series[t - 1])];
        double[] average = [.. series.Skip(fitted.Length).Select(value => value - mean)];
        return new HoldoutComparison("root mean squared error", Squares(errors), [("last value", Squares(last)), ("mean", Squares(average))], Math.Sqrt);
    }

    private static int CheckedHoldout(double[] series, int holdout) =>
        holdout <= series.Length / 2 ? holdout : throw new ArgumentException($"{holdout} values held out of {series.Length} leave too few to fit; at most half can be");

    private static double[] Squares(double[] errors) => [.. errors.Select(error => error * error)];

    /// <summary>Log variance plus squared error over variance, whose mean is least for the true variances (Patton 2011).</summary>
    private static double[] Qlike(double[] returns, ReadOnlySpan<double> variances, double mean)
    {
        var losses = new double[variances.Length];
        for (var i = 0; i < losses.Length; i++)
        {
            var error = returns[returns.Length - losses.Length + i] - mean;
            losses[i] = Math.Log(variances[i]) + error * error / variances[i];
        }
        return losses;
    }

    private static double[] Weighted(double[] returns, int from, double mean)
    {
        var result = new double[returns.Length - from];
        var variance = Moments.Variance(returns.AsSpan(0, from));
        for (var t = 1; t < returns.Length; t++)
        {
            variance = EwmaDecay * variance + (1 - EwmaDecay) * (returns[t - 1] - mean) * (returns[t - 1] - mean);
            if (t >= from) result[t - from] = variance;
        }
        return result;
    }

    private static string Described(SmoothingKind kind)
    {
        var trend = kind.HasTrend ? kind.IsDamped ? ", damped trend" : ", trend" : "";
        var season = kind.Season == SeasonKind.None ? "" : string.Create(CultureInfo.InvariantCulture, $", {(kind.Season == SeasonKind.Additive ? "additive" : "multiplicative")} season of {kind.Period}");
        return $"Exponential smoothing{trend}{season}";
    }
}
