using System.Globalization;
using System.Text.Json;
using Tidemark.Statistics.TimeSeries;

namespace Tidemark.Tests.Statistics.TimeSeries;

/// <summary>Time-series models agree with statsmodels, and those of volatility with a second formula maximised by scipy.</summary>
public class TimeSeriesReferenceTests
{
    [Fact]
    public void Arima_AgreesWithStatsmodels()
    {
        foreach (var test in ReferenceCases.Of("arima"))
        {
            var (order, season, trend) = (Integers(test.GetProperty("order")), Integers(test.GetProperty("seasonal")), test.GetProperty("trend").GetString()!);
            var fit = Arima.Fit(ReferenceCases.Named(test, "column"), new ArimaOrder(order[0], order[1], order[2])
            {
                SeasonalP = season[0],
                SeasonalD = season[1],
                SeasonalQ = season[2],
                Period = season[3],
                HasConstant = trend.Contains('c', StringComparison.Ordinal),
                HasDrift = trend.Contains('t', StringComparison.Ordinal),
            });
            // A better top of the likelihood is no disagreement; a worse one is.
            var theirs = test.GetProperty("logLikelihood").GetDouble();
            Assert.True(fit.LogLikelihood > theirs - 1e-4, Text(test, $"log likelihood {fit.LogLikelihood} below {theirs}"));
            Assert.True(fit.HasConverged, Text(test, "not converged"));
            if (fit.LogLikelihood > theirs + 0.01) Assert.Fail(Text(test, $"log likelihood {fit.LogLikelihood} above {theirs}"));
            var (parameters, errors) = (ReferenceCases.Numbers(test.GetProperty("parameters")), ReferenceCases.Numbers(test.GetProperty("standardErrors")));
            for (var i = 0; i < parameters.Length; i++)
            {
                Near(parameters[i], fit.Parameters[i], 0.01 * errors[i], test, fit.Names[i]);
                Near(errors[i], fit.StandardErrors[i], 0.02 * errors[i], test, $"error of {fit.Names[i]}");
            }
            Near(test.GetProperty("aic").GetDouble(), fit.AkaikeCriterion, 0.01, test, "AIC");
            Near(test.GetProperty("bic").GetDouble(), fit.BayesianCriterion, 0.01, test, "BIC");
            var forecast = fit.Forecast(8);
            var (mean, error) = (ReferenceCases.Numbers(test.GetProperty("mean")), ReferenceCases.Numbers(test.GetProperty("error")));
            for (var h = 0; h < mean.Length; h++)
            {
                Near(mean[h], forecast.Mean[h], 0.005 * error[h], test, $"forecast {h + 1}");
                Near(error[h], forecast.StandardError[h], 0.003 * error[h], test, $"error of forecast {h + 1}");
            }
        }
    }

    [Fact]
    public void Smoothing_IsAtLeastAsNearAsStatsmodels()
    {
        foreach (var test in ReferenceCases.Of("smoothing"))
        {
            var season = test.GetProperty("season").GetString() switch { "add" => SeasonKind.Additive, "mul" => SeasonKind.Multiplicative, _ => SeasonKind.None };
            var fit = ExponentialSmoothing.Fit(ReferenceCases.Named(test, "column"), new SmoothingKind(test.GetProperty("trend").GetBoolean(), test.GetProperty("damped").GetBoolean(), season, test.GetProperty("period").GetInt32()));
            var theirs = test.GetProperty("sse").GetDouble();
            Assert.True(fit.SumOfSquares < theirs * (1 + 1e-5), Text(test, $"squares {fit.SumOfSquares} above {theirs}"));
            if (fit.SumOfSquares < theirs * (1 - 1e-3)) continue;
            var mean = ReferenceCases.Numbers(test.GetProperty("mean"));
            var forecast = fit.Forecast(mean.Length);
            for (var h = 0; h < mean.Length; h++) Near(mean[h], forecast.Mean[h], 0.05 * Math.Sqrt(fit.Variance), test, $"forecast {h + 1}");
        }
    }

    [Fact]
    public void VectorAutoregression_AgreesWithStatsmodels()
    {
        foreach (var test in ReferenceCases.Of("vectorAutoregression"))
        {
            var series = ReferenceCases.AllNamed(test, "columns");
            var fit = VectorAutoregression.Fit(series, test.GetProperty("lags").GetInt32(), test.GetProperty("constant").GetBoolean());
            Nested(test.GetProperty("coefficients"), fit.Coefficients, test);
            Nested(test.GetProperty("standardErrors"), fit.StandardErrors, test);
            Nested(test.GetProperty("covariance"), Rows(fit.Covariance), test);
            Nested(test.GetProperty("responses"), Rows(fit.Responses(3)[3]), test);
            ReferenceCases.Near(test.GetProperty("logLikelihood").GetDouble(), fit.LogLikelihood, test);
            ReferenceCases.Near(test.GetProperty("aic").GetDouble(), fit.AkaikeCriterion, test);
            ReferenceCases.Near(test.GetProperty("bic").GetDouble(), fit.BayesianCriterion, test);
            ReferenceCases.Near(test.GetProperty("hqic").GetDouble(), fit.HannanQuinnCriterion, test);
            var forecasts = fit.Forecast(5);
            Nested(test.GetProperty("mean"), [.. forecasts.Select(forecast => forecast.Mean)], test);
            Nested(test.GetProperty("low"), [.. forecasts.Select(forecast => forecast.Interval(0.95).Select(bound => bound.Low).ToArray())], test);
            Nested(test.GetProperty("high"), [.. forecasts.Select(forecast => forecast.Interval(0.95).Select(bound => bound.High).ToArray())], test);
            var best = test.GetProperty("best");
            Assert.Equal(best.GetProperty("aic").GetInt32(), VectorAutoregression.FitBest(series, 6, one => one.AkaikeCriterion).Lags);
            Assert.Equal(best.GetProperty("bic").GetInt32(), VectorAutoregression.FitBest(series, 6, one => one.BayesianCriterion).Lags);
        }
    }

    [Fact]
    public void Volatility_AgreesWithASecondFormula()
    {
        foreach (var test in ReferenceCases.Of("volatility"))
        {
            var scale = test.GetProperty("scale").GetDouble();
            double[] returns = [.. ReferenceCases.Named(test, "column").Select(value => value * scale)];
            var kind = Enum.Parse<VolatilityKind>(test.GetProperty("kind").GetString()!, ignoreCase: true);
            var order = new VolatilityOrder(kind, test.GetProperty("p").GetInt32(), test.GetProperty("q").GetInt32(), true, test.GetProperty("student").GetBoolean());
            ReferenceCases.Near(test.GetProperty("logLikelihoodAtStart").GetDouble(), new VolatilityRecursion(returns, order).LogLikelihood(ReferenceCases.Numbers(test.GetProperty("start"))), test);
            var fit = Volatility.Fit(returns, order);
            var theirs = test.GetProperty("logLikelihood").GetDouble();
            Assert.True(fit.HasConverged && fit.LogLikelihood > theirs - 1e-4, Text(test, $"log likelihood {fit.LogLikelihood} below {theirs}"));
            var parameters = ReferenceCases.Numbers(test.GetProperty("parameters"));
            for (var i = 0; i < parameters.Length && fit.LogLikelihood < theirs + 1e-3; i++) Near(parameters[i], fit.Parameters[i], 0.05 * fit.StandardErrors[i], test, order.Names[i]);
            if (kind == VolatilityKind.Garch) continue;
            // Units do not matter.
            var small = Volatility.Fit(ReferenceCases.Named(test, "column"), order);
            Near(fit.LogLikelihood + returns.Length * Math.Log(scale), small.LogLikelihood, 1e-4, test, "log likelihood in other units");
        }
    }

    private static void Nested(JsonElement expected, double[][] actual, JsonElement test)
    {
        var rows = expected.EnumerateArray().ToArray();
        Assert.Equal(rows.Length, actual.Length);
        for (var i = 0; i < rows.Length; i++) ReferenceCases.Near(rows[i], actual[i], test);
    }

    private static double[][] Rows(double[,] matrix) =>
        [.. Enumerable.Range(0, matrix.GetLength(0)).Select(i => Enumerable.Range(0, matrix.GetLength(1)).Select(j => matrix[i, j]).ToArray())];

    private static int[] Integers(JsonElement element) => [.. element.EnumerateArray().Select(value => value.GetInt32())];

    private static void Near(double expected, double actual, double tolerance, JsonElement test, string what)
    {
        if (!(Math.Abs(expected - actual) <= tolerance)) Assert.Fail(Text(test, $"{what} is {actual:R} instead of {expected:R}, {tolerance:R} allowed"));
    }

    private static string Text(JsonElement test, FormattableString text) => Text(test, text.ToString(CultureInfo.InvariantCulture));

    private static string Text(JsonElement test, string text) => $"{text} in {test.GetRawText()[..Math.Min(160, test.GetRawText().Length)]}";
}
