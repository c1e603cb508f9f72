using System.Buffers.Text;
using System.Text.Json;
using Tidemark.Engine.Portfolios;

namespace Tidemark.Research.Results;

/// <summary>The equity curve as <c>{"time":"2024-03-01T12:30:00Z","equity":100000}</c>, one point a line. Formats without allocating, because there can be millions.</summary>
internal static class EquityJson
{
    private const int LongestPoint = 128;
    private const int StandardLimit = 100_000;
    private const int SketchLimit = 2_000;

    public static void Write(Utf8JsonWriter writer, EquityCurve equity, EquityDetail detail)
    {
        var limit = detail switch { EquityDetail.Full => int.MaxValue, EquityDetail.Sketch => SketchLimit, _ => StandardLimit };
        var values = equity.Values.Span;
        var kept = values.Length > limit ? EquityThinning.Keep(values, limit) : null;
        writer.WriteStartObject("equityPoints");
        writer.WriteNumber("total", values.Length);
        writer.WriteNumber("written", kept?.Length ?? values.Length);
        writer.WriteBoolean("thinned", kept is not null);
        writer.WriteEndObject();
        writer.WriteStartArray("equity");
        WritePoints(writer, equity.Times.Span, values, kept);
        writer.WriteEndArray();
    }

    private static void WritePoints(Utf8JsonWriter writer, ReadOnlySpan<long> times, ReadOnlySpan<double> values, int[]? kept)
    {
        Span<byte> point = stackalloc byte[LongestPoint];
        var clock = new InstantFormatter();
        var count = kept?.Length ?? values.Length;
        for (var i = 0; i < count; i++)
        {
            var index = kept is null ? i : kept[i];
            writer.WriteRawValue(point[..Format(point, ref clock, times[index], values[index])], skipInputValidation: true);
            if (writer.BytesPending > JsonRows.FlushThreshold) writer.Flush();
        }
    }

    private static int Format(Span<byte> point, ref InstantFormatter clock, long time, double value)
    {
        "{\"time\":\""u8.CopyTo(point);
        var length = 9;
        length += clock.Format(time, point[length..]);
        "\",\"equity\":"u8.CopyTo(point[length..]);
        length += 11;
        if (!double.IsFinite(value))
        {
            "null}"u8.CopyTo(point[length..]);
            return length + 5;
        }
        Utf8Formatter.TryFormat(value, point[length..], out var written);
        length += written;
        point[length] = (byte)'}';
        return length + 1;
    }
}
