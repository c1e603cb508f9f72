using System.Text.Json;
using Tidemark.Research.Attribution;
using Tidemark.Research.Results;

namespace Tidemark.Research.Reports;

/// <summary>What the page draws, as JSON inside it. Bounded whatever the length of the run.</summary>
internal static class TearSheetData
{
    private const int CurvePoints = 2_000;
    private const int MostMonths = 600;

    public static void Write(Utf8JsonWriter writer, RunReport report, ShownTrades shown)
    {
        writer.WriteStartObject();
        writer.WriteString("currency", report.Result.Currency);
        writer.WriteNumber("initial", report.Result.InitialEquity);
        WriteCurves(writer, report);
        WriteTrends(writer, report);
        WriteHistogram(writer, report);
        WriteRolling(writer, RollingFigures.Of(report, CurvePoints));
        if (ExposureCurve.Of(report) is { } exposure)
        {
            ChartJson.WriteSeries(writer, "exposure", exposure.Net, "G4");
            ChartJson.WriteSeries(writer, "grossExposure", exposure.Gross, "G4");
            writer.WriteNumber("exposureBars", exposure.BarsPerPoint);
        }
        WriteTurnover(writer, report);
        WriteTradeTimes(writer, report.Attribution);
        CandleData.Write(writer, report, shown);
        TripData.Write(writer, report);
        writer.WriteEndObject();
    }

    private static void WriteCurves(Utf8JsonWriter writer, RunReport report)
    {
        var equity = report.Result.Equity;
        ReadOnlySpan<long> times = equity.Times.Span;
        var initial = report.Result.InitialEquity;
        ChartJson.WriteSeries(writer, "equity", TimeValueSeries.Of(times, equity.Values.Span, CurvePoints), "G9");
        ChartJson.WriteSeries(writer, "drawdown", TimeValueSeries.Of(times, TimeValueSeries.Drawdowns(equity.Values.Span, initial), CurvePoints), "G5");
        var hold = BuyAndHold.Of(equity, report.Description.Instruments, report.Bars, report.Result.Currency, initial, report.Description.Fees.Rates.Taker);
        if (hold is null) return;
        var held = hold.ValuesAt(times);
        ChartJson.WriteSeries(writer, "hold", TimeValueSeries.Of(times, held, CurvePoints), "G9");
        ChartJson.WriteSeries(writer, "holdDrawdown", TimeValueSeries.Of(times, TimeValueSeries.Drawdowns(held, initial), CurvePoints), "G5");
    }

    /// <summary>When the trend of the market was known to change, and to what.</summary>
    private static void WriteTrends(Utf8JsonWriter writer, RunReport report)
    {
        writer.WriteStartArray("trends");
        if (report.History.Count > 0)
        {
            foreach (var (from, trend) in RegimeCalendar.Of(report.History).Trends())
            {
                writer.WriteStartArray();
                writer.WriteNumberValue(from.UnixSeconds);
                if (trend is { } known) writer.WriteNumberValue(known);
                else writer.WriteNullValue();
                writer.WriteEndArray();
            }
        }
        writer.WriteEndArray();
    }

    private static void WriteHistogram(Utf8JsonWriter writer, RunReport report)
    {
        writer.WriteFinite("valueAtRisk", report.Statistics.Metrics.ValueAtRisk5);
        if (ReturnHistogram.Of(report) is not { } histogram) return;
        writer.WriteStartObject("histogram");
        writer.WriteNumber("low", histogram.Low);
        writer.WriteNumber("width", histogram.Width);
        writer.WriteStartArray("counts");
        foreach (var count in histogram.Counts) writer.WriteNumberValue(count);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteRolling(Utf8JsonWriter writer, RollingFigures rolling)
    {
        writer.WriteNumber("rollingWindow", rolling.Window);
        ChartJson.WriteSeries(writer, "sharpe", rolling.Sharpe, "G5");
        ChartJson.WriteSeries(writer, "holdSharpe", rolling.HoldSharpe, "G5");
        ChartJson.WriteSeries(writer, "volatility", rolling.Volatility, "G5");
        ChartJson.WriteSeries(writer, "holdVolatility", rolling.HoldVolatility, "G5");
        ChartJson.WriteSeries(writer, "beta", rolling.Beta, "G5");
    }

    /// <summary>Each month as name, turnover and number of fills; the last ones of a very long run.</summary>
    private static void WriteTurnover(Utf8JsonWriter writer, RunReport report)
    {
        writer.WriteStartArray("turnover");
        foreach (var month in MonthlyTurnover.Of(report).TakeLast(MostMonths))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(month.Month);
            ChartJson.WriteNumber(writer, month.Turnover, "G4");
            writer.WriteNumberValue(month.Fills);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
    }

    /// <summary>Round trips by weekday and hour of entry: name, profit, number, win rate.</summary>
    private static void WriteTradeTimes(Utf8JsonWriter writer, RunAttribution? attribution)
    {
        foreach (var (name, dimension) in ((string, string)[])[("weekdays", "byEntryWeekday"), ("hours", "byEntryHour")])
        {
            writer.WriteStartArray(name);
            foreach (var line in attribution?.By(dimension) ?? [])
            {
                writer.WriteStartArray();
                writer.WriteStringValue(line.Name);
                ChartJson.WriteNumber(writer, (double)line.Pnl, "G6");
                writer.WriteNumberValue(line.RoundTrips);
                ChartJson.WriteNumber(writer, line.WinRate, "G4");
                writer.WriteEndArray();
            }
            writer.WriteEndArray();
        }
    }
}
