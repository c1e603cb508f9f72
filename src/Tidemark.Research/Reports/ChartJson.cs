using System.Globalization;
using System.Text.Json;

namespace Tidemark.Research.Reports;

/// <summary>Series for charts, with no more digits than a screen shows.</summary>
internal static class ChartJson
{
    public static void WriteSeries(Utf8JsonWriter writer, string name, TimeValueSeries? series, string format)
    {
        if (series is null) return;
        writer.WriteStartObject(name);
        writer.WriteStartArray("t");
        foreach (var time in series.Times) writer.WriteNumberValue(new Instant(time).UnixSeconds);
        writer.WriteEndArray();
        writer.WriteStartArray("v");
        foreach (var value in series.Values) WriteNumber(writer, value, format);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void WriteNumber(Utf8JsonWriter writer, double value, string format)
    {
        if (double.IsFinite(value)) writer.WriteRawValue(value.ToString(format, CultureInfo.InvariantCulture), skipInputValidation: true);
        else writer.WriteNullValue();
    }
}
