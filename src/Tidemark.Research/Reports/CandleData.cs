using System.Text.Json;
using Tidemark.Research.Results;

namespace Tidemark.Research.Reports;

/// <summary>
/// The candles of each instrument: the bars themselves as long as all of them fit into the page, else several bars a candle, and then
/// the bars themselves around each listed round trip.
/// </summary>
internal static class CandleData
{
    /// <summary>More than this many instruments are not drawn: those traded most are.</summary>
    public const int MostInstruments = 60;

    /// <summary>What all candles and fills together may take of the page, in letters.</summary>
    private const int LettersAltogether = 3_400_000;

    private const int LettersPerCandle = 12;
    private const int LettersPerFill = 10;
    private const int FewestCandles = 500;
    private const int WindowMargin = 40;
    private const int WindowCandles = 400;

    public static void Write(Utf8JsonWriter writer, RunReport report, ShownTrades shown)
    {
        var drawn = Drawn(report);
        var limit = CandlesEach(report, drawn.Count);
        var fills = report.Result.Fills.OrderBy(fill => fill.Time).ToLookup(fill => fill.Instrument.Value);
        var isReduced = false;
        writer.WriteStartArray("instruments");
        foreach (var index in drawn)
        {
            var candles = CandleSeries.Of(Traded(report, index), limit, [.. fills[index]]);
            isReduced |= candles.BarsPerCandle > 1;
            writer.WriteStartObject();
            writer.WriteNumber("index", index);
            writer.WriteString("name", report.Description.Instruments[index].ToString());
            writer.WriteString("interval", report.Bars[index].Interval.ToString());
            PackedCandles.Write(writer, candles);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        WriteWindows(writer, report, shown, isReduced ? drawn : [], fills);
    }

    /// <summary>The indices of the instruments that are drawn, ascending.</summary>
    private static IReadOnlyList<int> Drawn(RunReport report)
    {
        if (report.Bars.Count <= MostInstruments) return [.. Enumerable.Range(0, report.Bars.Count)];
        var counts = new int[report.Bars.Count];
        foreach (var fill in report.Result.Fills) counts[fill.Instrument.Value]++;
        return [.. Enumerable.Range(0, counts.Length).OrderByDescending(index => counts[index]).ThenBy(index => index).Take(MostInstruments).Order()];
    }

    /// <summary>Every candle may have fills of its own, but no more candles with fills than fills.</summary>
    private static int CandlesEach(RunReport report, int instruments)
    {
        var withEveryFill = (LettersAltogether - (long)report.Result.Fills.Count * LettersPerFill) / LettersPerCandle;
        var altogether = Math.Max(withEveryFill, LettersAltogether / (LettersPerCandle + LettersPerFill));
        return (int)Math.Max(altogether / Math.Max(instruments, 1), FewestCandles);
    }

    /// <summary>Each listed round trip on the bars around it, where the candles of its instrument are several bars.</summary>
    private static void WriteWindows(Utf8JsonWriter writer, RunReport report, ShownTrades shown, IReadOnlyList<int> drawn, ILookup<int, Fill> fills)
    {
        writer.WriteStartArray("windows");
        foreach (var number in shown.All)
        {
            var trip = report.Result.RoundTrips[number];
            if (!drawn.Contains(trip.Instrument.Value)) continue;
            writer.WriteStartObject();
            writer.WritePropertyName("trip");
            TripData.WriteTrip(writer, trip, number);
            PackedCandles.Write(writer, Window(report, trip, fills));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static CandleSeries Window(RunReport report, RoundTrip trip, ILookup<int, Fill> fills)
    {
        var bars = report.Bars[trip.Instrument.Value];
        var held = Math.Max(bars.LowerBound(trip.ExitTime) - bars.LowerBound(trip.EntryTime), 1);
        var margin = Math.Max(WindowMargin, held / 4);
        var start = Math.Max(bars.LowerBound(trip.EntryTime) - margin, 0);
        var end = Math.Min(bars.LowerBound(trip.ExitTime) + margin, bars.Count);
        var window = bars.Slice(start, end - start);
        var (from, to) = (new Instant(window.OpenTimes.Span[0]), window.Interval.CloseOf(new Instant(window.OpenTimes.Span[^1])));
        return CandleSeries.Of(window, WindowCandles, [.. fills[trip.Instrument.Value].Where(fill => fill.Time >= from && fill.Time < to)]);
    }

    private static BarColumns Traded(RunReport report, int index) =>
        report.Result.Equity.Count == 0 ? report.Bars[index] : report.Bars[index].Between(new Instant(report.Result.Equity.Times.Span[0]), Instant.MaxValue);
}
