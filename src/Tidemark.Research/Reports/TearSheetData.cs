using System.Globalization;
using System.Text.Json;
using Tidemark.Research.Results;

namespace Tidemark.Research.Reports;

/// <summary>What the page draws, as JSON inside it. Bounded whatever the length of the run.</summary>
internal static class TearSheetData
{
    private const int CurvePoints = 2_000;
    private const int CandlesAltogether = 20_000;
    private const int DrawnTrips = 2_000;
    private const int WindowMargin = 40;
    private const int WindowCandles = 400;

    public static void Write(Utf8JsonWriter writer, RunReport report, ShownTrades shown)
    {
        writer.WriteStartObject();
        writer.WriteString("currency", report.Result.Currency);
        writer.WriteNumber("initial", report.Result.InitialEquity);
        WriteCurves(writer, report);
        WriteHistogram(writer, report);
        WriteRolling(writer, RollingSharpe.Of(report, CurvePoints));
        writer.WriteStartArray("instruments");
        var limit = Math.Max(CandlesAltogether / Math.Max(report.Bars.Count, 1), 500);
        for (var i = 0; i < report.Bars.Count; i++) WriteInstrument(writer, report, i, limit);
        writer.WriteEndArray();
        WriteTrips(writer, report, shown);
        writer.WriteEndObject();
    }

    private static void WriteCurves(Utf8JsonWriter writer, RunReport report)
    {
        var equity = report.Result.Equity;
        ReadOnlySpan<long> times = equity.Times.Span;
        var initial = report.Result.InitialEquity;
        WriteSeries(writer, "equity", TimeValueSeries.Of(times, equity.Values.Span, CurvePoints), "G9");
        WriteSeries(writer, "drawdown", TimeValueSeries.Of(times, TimeValueSeries.Drawdowns(equity.Values.Span, initial), CurvePoints), "G5");
        var hold = BuyAndHold.Of(equity, report.Description.Instruments, report.Bars, report.Result.Currency, report.Result.InitialEquity, report.Description.Fees.Rates.Taker);
        if (hold is null) return;
        var held = hold.ValuesAt(times);
        WriteSeries(writer, "hold", TimeValueSeries.Of(times, held, CurvePoints), "G9");
        WriteSeries(writer, "holdDrawdown", TimeValueSeries.Of(times, TimeValueSeries.Drawdowns(held, initial), CurvePoints), "G5");
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

    private static void WriteRolling(Utf8JsonWriter writer, RollingSharpe rolling)
    {
        writer.WriteNumber("sharpeWindow", rolling.Window);
        if (rolling.Own is { } own) WriteSeries(writer, "sharpe", own, "G5");
        if (rolling.Hold is { } hold) WriteSeries(writer, "holdSharpe", hold, "G5");
    }

    private static void WriteInstrument(Utf8JsonWriter writer, RunReport report, int index, int limit)
    {
        var bars = Traded(report, index);
        var candles = CandleSeries.Of(bars, limit, [.. report.Result.Fills.Where(fill => fill.Instrument.Value == index).OrderBy(fill => fill.Time)]);
        writer.WriteStartObject();
        writer.WriteString("name", report.Description.Instruments[index].ToString());
        writer.WriteString("interval", bars.Interval.ToString());
        WriteCandles(writer, candles);
        writer.WriteEndObject();
    }

    private static void WriteCandles(Utf8JsonWriter writer, CandleSeries candles)
    {
        writer.WriteNumber("barsPerCandle", candles.BarsPerCandle);
        WriteTimes(writer, "t", candles.Times);
        WriteNumbers(writer, "o", candles.Open, "G7");
        WriteNumbers(writer, "h", candles.High, "G7");
        WriteNumbers(writer, "l", candles.Low, "G7");
        WriteNumbers(writer, "c", candles.Close, "G7");
        writer.WriteStartArray("fills");
        foreach (var fills in candles.Fills)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(fills.Candle);
            writer.WriteNumberValue(fills.Buys);
            WriteNumber(writer, fills.BuyPrice, "G7");
            writer.WriteNumberValue(fills.Sells);
            WriteNumber(writer, fills.SellPrice, "G7");
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
    }

    /// <summary>The last round trips to draw over candles, and each listed one with the bars around it.</summary>
    private static void WriteTrips(Utf8JsonWriter writer, RunReport report, ShownTrades shown)
    {
        var trips = report.Result.RoundTrips;
        writer.WriteStartArray("trips");
        for (var i = Math.Max(trips.Count - DrawnTrips, 0); i < trips.Count; i++) WriteTrip(writer, trips[i], i);
        writer.WriteEndArray();
        writer.WriteStartArray("windows");
        foreach (var i in shown.All)
        {
            if (trips[i].Instrument.Value >= report.Bars.Count) continue;
            writer.WriteStartObject();
            writer.WritePropertyName("trip");
            WriteTrip(writer, trips[i], i);
            WriteCandles(writer, Window(report, trips[i]));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteTrip(Utf8JsonWriter writer, RoundTrip trip, int number)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(number + 1);
        writer.WriteNumberValue(trip.Instrument.Value);
        writer.WriteNumberValue(trip.EntryTime.UnixSeconds);
        WriteNumber(writer, trip.EntryPrice.ToDouble(), "G7");
        writer.WriteNumberValue(trip.ExitTime.UnixSeconds);
        WriteNumber(writer, trip.ExitPrice.ToDouble(), "G7");
        writer.WriteNumberValue(trip.Side == PositionSide.Short ? -1 : 1);
        WriteNumber(writer, (double)trip.Pnl, "G7");
        writer.WriteEndArray();
    }

    private static CandleSeries Window(RunReport report, RoundTrip trip)
    {
        var bars = report.Bars[trip.Instrument.Value];
        var held = Math.Max(bars.LowerBound(trip.ExitTime) - bars.LowerBound(trip.EntryTime), 1);
        var margin = Math.Max(WindowMargin, held / 4);
        var start = Math.Max(bars.LowerBound(trip.EntryTime) - margin, 0);
        var end = Math.Min(bars.LowerBound(trip.ExitTime) + margin, bars.Count);
        var window = bars.Slice(start, end - start);
        var (from, to) = (new Instant(window.OpenTimes.Span[0]), window.Interval.CloseOf(new Instant(window.OpenTimes.Span[^1])));
        return CandleSeries.Of(window, WindowCandles, [.. report.Result.Fills.Where(fill => fill.Instrument == trip.Instrument && fill.Time >= from && fill.Time < to)]);
    }

    private static BarColumns Traded(RunReport report, int index) =>
        report.Result.Equity.Count == 0 ? report.Bars[index] : report.Bars[index].Between(new Instant(report.Result.Equity.Times.Span[0]), Instant.MaxValue);

    private static void WriteSeries(Utf8JsonWriter writer, string name, TimeValueSeries series, string format)
    {
        writer.WriteStartObject(name);
        WriteTimes(writer, "t", series.Times);
        WriteNumbers(writer, "v", series.Values, format);
        writer.WriteEndObject();
    }

    private static void WriteTimes(Utf8JsonWriter writer, string name, ReadOnlySpan<long> times)
    {
        writer.WriteStartArray(name);
        foreach (var time in times) writer.WriteNumberValue(new Instant(time).UnixSeconds);
        writer.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, ReadOnlySpan<double> values, string format)
    {
        writer.WriteStartArray(name);
        foreach (var value in values) WriteNumber(writer, value, format);
        writer.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter writer, double value, string format)
    {
        if (double.IsFinite(value)) writer.WriteRawValue(value.ToString(format, CultureInfo.InvariantCulture), skipInputValidation: true);
        else writer.WriteNullValue();
    }
}
