using System.Text.Json;
using Tidemark.Analytics.Benchmarks;
using Tidemark.Analytics.Performance;

namespace Tidemark.Research.Results;

/// <summary>The names of metrics in JSON: those that the Python world uses, in camel case. Fractions, undefined is null.</summary>
public static class MetricsJson
{
    /// <summary>Writes the metrics as properties of the object that is open.</summary>
    public static void WriteProperties(Utf8JsonWriter writer, PerformanceMetrics metrics)
    {
        writer.WriteNumber("n", metrics.Count);
        writer.WriteFinite("cumulativeReturn", metrics.CumulativeReturn);
        writer.WriteFinite("annualReturn", metrics.AnnualReturn);
        writer.WriteFinite("annualVolatility", metrics.AnnualVolatility);
        writer.WriteFinite("sharpeRatio", metrics.SharpeRatio);
        writer.WriteFinite("sortinoRatio", metrics.SortinoRatio);
        writer.WriteFinite("downsideRisk", metrics.DownsideRisk);
        writer.WriteFinite("calmarRatio", metrics.CalmarRatio);
        writer.WriteFinite("maxDrawdown", metrics.MaximumDrawdown);
        writer.WriteNumber("maxDrawdownPeriods", metrics.DeepestDrawdown.Length);
        writer.WriteNumber("longestDrawdownPeriods", metrics.LongestDrawdownLength);
        writer.WriteFinite("omegaRatio", metrics.OmegaRatio);
        writer.WriteFinite("omegaRatioReq10pctAnnual", metrics.OmegaRatioAboveTenPercent);
        writer.WriteFinite("tailRatio", metrics.TailRatio);
        writer.WriteFinite("valueAtRisk5pct", metrics.ValueAtRisk5);
        writer.WriteFinite("valueAtRisk1pct", metrics.ValueAtRisk1);
        writer.WriteFinite("conditionalValueAtRisk5pct", metrics.ConditionalValueAtRisk5);
        writer.WriteFinite("conditionalValueAtRisk1pct", metrics.ConditionalValueAtRisk1);
        writer.WriteFinite("stabilityOfTimeseries", metrics.Stability);
        writer.WriteFinite("skew", metrics.Skewness);
        writer.WriteFinite("excessKurtosis", metrics.ExcessKurtosis);
        writer.WriteFinite("bestPeriod", metrics.BestPeriod);
        writer.WriteFinite("worstPeriod", metrics.WorstPeriod);
        writer.WriteFinite("positivePeriods", metrics.PositivePeriods);
    }

    /// <inheritdoc cref="WriteProperties(Utf8JsonWriter, PerformanceMetrics)"/>
    public static void WriteProperties(Utf8JsonWriter writer, BenchmarkMetrics metrics)
    {
        writer.WriteFinite("alpha", metrics.Whole.Alpha);
        writer.WriteFinite("beta", metrics.Whole.Beta);
        WritePair(writer, "upAlphaBeta", metrics.Up);
        WritePair(writer, "downAlphaBeta", metrics.Down);
        writer.WriteFinite("excessSharpe", metrics.ExcessSharpe);
        writer.WriteFinite("trackingErrorAnnual", metrics.TrackingError);
        writer.WriteFinite("informationRatioAnnual", metrics.InformationRatio);
        writer.WriteFinite("upCapture", metrics.UpCapture);
        writer.WriteFinite("downCapture", metrics.DownCapture);
    }

    private static void WritePair(Utf8JsonWriter writer, string name, AlphaBeta pair)
    {
        writer.WriteStartArray(name);
        writer.WriteFiniteValue(pair.Alpha);
        writer.WriteFiniteValue(pair.Beta);
        writer.WriteEndArray();
    }
}
