using System.Text.Json;
using Tidemark.Research.Forecasting;
using Tidemark.Statistics.TimeSeries;

namespace Tidemark.Cli.Commands.Forecasting;

/// <summary>The document of <c>forecast</c>.</summary>
internal static class ForecastJson
{
    public static void Write(Utf8JsonWriter json, string model, ForecastReport report, string path, double level, bool areReturns)
    {
        json.WriteStartObject();
        json.WriteString("model", model);
        json.WriteString("description", report.Description);
        json.WriteString("csv", path);
        json.WriteBoolean("logReturns", areReturns);
        json.WriteNumber("observations", report.Observations);
        json.WriteStartObject("parameters");
        foreach (var (name, value, _) in report.Parameters) Number(json, name, value);
        json.WriteEndObject();
        json.WriteStartObject("standardErrors");
        foreach (var (name, _, error) in report.Parameters) Number(json, name, error);
        json.WriteEndObject();
        Number(json, "logLikelihood", report.LogLikelihood);
        Number(json, "aic", report.AkaikeCriterion);
        Number(json, "bic", report.BayesianCriterion);
        json.WriteBoolean("converged", report.HasConverged);
        json.WriteNumber("level", level);
        if (report.Forecasts.Length == 1)
        {
            json.WriteString("column", report.Forecasts[0].Series);
            WriteSteps(json, "forecast", report.Forecasts[0].Forecast, level);
        }
        else
        {
            json.WriteStartObject("forecasts");
            foreach (var (series, forecast) in report.Forecasts) WriteSteps(json, series, forecast, level);
            json.WriteEndObject();
        }
        if (report.Holdout is { } holdout) WriteHoldout(json, holdout);
        json.WriteEndObject();
    }

    private static void WriteSteps(Utf8JsonWriter json, string name, Forecast forecast, double level)
    {
        var bounds = forecast.Interval(level);
        json.WriteStartArray(name);
        for (var h = 0; h < forecast.Steps; h++)
        {
            json.WriteStartObject();
            json.WriteNumber("step", h + 1);
            Number(json, "mean", forecast.Mean[h]);
            Number(json, "standardError", forecast.StandardError[h]);
            Number(json, "low", bounds[h].Low);
            Number(json, "high", bounds[h].High);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteHoldout(Utf8JsonWriter json, HoldoutComparison holdout)
    {
        json.WriteStartObject("holdout");
        json.WriteNumber("count", holdout.Count);
        json.WriteString("measure", holdout.Measure);
        Number(json, "model", holdout.Model);
        json.WriteStartObject("baselines");
        foreach (var (name, value) in holdout.Baselines) Number(json, name, value);
        json.WriteEndObject();
        json.WriteString("bestBaseline", holdout.BestBaseline);
        Number(json, "tStatistic", holdout.TStatistic);
        json.WriteBoolean("beatsBaselines", holdout.IsUseful);
        json.WriteEndObject();
    }

    /// <summary>JSON has no NaN: a figure that does not exist is null.</summary>
    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }
}
