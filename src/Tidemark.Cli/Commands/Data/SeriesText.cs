using System.Globalization;
using System.Text.Json;
using Tidemark.Storage.Catalog;

namespace Tidemark.Cli.Commands.Data;

/// <summary>Series as the data commands show them.</summary>
internal static class SeriesText
{
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A time without seconds where there are none: <c>2018-01-01</c>, <c>2018-01-01 00:07</c>.</summary>
    public static string Time(Instant time)
    {
        var text = time.ToString().TrimEnd('Z').Replace('T', ' ');
        if (text.EndsWith(" 00:00:00", StringComparison.Ordinal)) return text[..^9];
        return text.EndsWith(":00", StringComparison.Ordinal) ? text[..^3] : text;
    }

    /// <summary>A fraction in percent: <c>0.97 %</c>, <c>none</c> for zero.</summary>
    public static string Share(long part, long whole) =>
        part == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0.01, 100.0 * part / whole):F2} %");

    /// <summary>Gaps in words: <c>5,101 absent in 3,120 runs</c>.</summary>
    public static string Gaps(SeriesInfo series) => !series.IsBars ? "" : series.GapCount == 0 ? "none"
        : $"{Count(series.AbsentBars)} absent in {Count(series.GapCount)} {(series.GapCount == 1 ? "run" : "runs")}";

    /// <summary>The same for a column: <c>5,101 in 3,120 runs</c>.</summary>
    public static string ShortGaps(SeriesInfo series) => Gaps(series).Replace(" absent in ", " in ", StringComparison.Ordinal);

    /// <summary>The sources by name, the first ones in full.</summary>
    public static string Sources(SeriesInfo series)
    {
        const int Shown = 2;
        var names = series.Sources.Select(source => source.Name).ToList();
        var text = string.Join(", ", names.Take(Shown)) + (names.Count > Shown ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - Shown} more") : "");
        if (series.FilledBars > 0) text = $"{Count(series.FilledBars)} FILLED; {text}";
        return series.IsSynthetic ? $"SYNTHETIC: {text}" : text;
    }

    /// <summary>The properties of a series, inside an object that is open.</summary>
    public static void WriteProperties(Utf8JsonWriter json, SeriesInfo series)
    {
        json.WriteString("instrument", series.Instrument.ToString());
        json.WriteString("venue", series.Instrument.Venue);
        json.WriteString("kind", series.IsBars ? "bars" : series.IsBook ? "depth" : "trades");
        if (series.Interval is { } interval) json.WriteString("interval", interval.ToString());
        json.WriteString("from", series.First.ToString());
        json.WriteString("to", series.End.ToString());
        json.WriteNumber("rows", series.Rows);
        json.WriteNumber("gaps", series.GapCount);
        json.WriteNumber("absentBars", series.AbsentBars);
        json.WriteNumber("longestGapBars", series.LongestGap);
        json.WriteNumber("filledBars", series.FilledBars);
        json.WriteBoolean("synthetic", series.IsSynthetic);
        json.WriteString("dataHash", series.Hash);
        json.WriteNumber("fileBytes", series.FileBytes);
        json.WriteStartArray("sources");
        foreach (var source in series.Sources)
        {
            json.WriteStartObject();
            json.WriteString("name", source.Name);
            json.WriteString("layout", source.Layout);
            json.WriteNumber("rows", source.Rows);
            json.WriteStartArray("notes");
            foreach (var note in source.Notes) json.WriteStringValue(note);
            json.WriteEndArray();
            if (source.Filled.Length > 0) WriteFilled(json, source);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteFilled(Utf8JsonWriter json, SeriesSource source)
    {
        json.WriteStartArray("filled");
        foreach (var range in source.Filled)
        {
            json.WriteStartObject();
            json.WriteString("from", range.From.ToString());
            json.WriteString("to", range.To.ToString());
            json.WriteNumber("bars", range.Bars);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Names each file that cannot be trusted.</summary>
    public static void WriteDamaged(Utf8JsonWriter json, CatalogSurvey survey)
    {
        json.WriteStartArray("damaged");
        foreach (var damage in survey.Damaged)
        {
            json.WriteStartObject();
            json.WriteString("file", damage.FilePath);
            json.WriteString("reason", damage.Reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
