using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Tidemark.Storage.Catalog.Format;

/// <summary>The JSON part of a column file: what a series is and where it came from.</summary>
internal sealed record SeriesMetadata(InstrumentId Instrument, Interval? Interval, Instant First, Instant Last, string Hash,
    long GapCount, long AbsentBars, long LongestGap, ImmutableArray<SeriesSource> Sources)
{
    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("instrument", Instrument.ToString());
            if (Interval is { } interval) json.WriteString("interval", interval.ToString());
            json.WriteNumber("firstNanoseconds", First.Nanoseconds);
            json.WriteNumber("lastNanoseconds", Last.Nanoseconds);
            json.WriteString("hash", Hash);
            json.WriteNumber("gapCount", GapCount);
            json.WriteNumber("absentBars", AbsentBars);
            json.WriteNumber("longestGap", LongestGap);
            json.WriteStartArray("sources");
            foreach (var source in Sources) WriteSource(json, source);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="DamagedSeriesException">The JSON does not hold what it must.</exception>
    public static SeriesMetadata FromJson(byte[] bytes, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            return new SeriesMetadata(
                InstrumentId.Parse(root.GetProperty("instrument").GetString()!),
                root.TryGetProperty("interval", out var interval) ? Domain.Interval.Parse(interval.GetString()) : null,
                new Instant(root.GetProperty("firstNanoseconds").GetInt64()),
                new Instant(root.GetProperty("lastNanoseconds").GetInt64()),
                root.GetProperty("hash").GetString()!,
                root.GetProperty("gapCount").GetInt64(),
                root.GetProperty("absentBars").GetInt64(),
                root.GetProperty("longestGap").GetInt64(),
                [.. root.GetProperty("sources").EnumerateArray().Select(ReadSource)]);
        }
        catch (Exception failure) when (failure is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            throw new DamagedSeriesException(path, $"its description cannot be read ({failure.Message})");
        }
    }

    private static void WriteSource(Utf8JsonWriter json, SeriesSource source)
    {
        json.WriteStartObject();
        json.WriteString("name", source.Name);
        json.WriteString("layout", source.Layout);
        json.WriteNumber("rows", source.Rows);
        json.WriteBoolean("synthetic", source.IsSynthetic);
        json.WriteStartArray("notes");
        foreach (var note in source.Notes) json.WriteStringValue(note);
        json.WriteEndArray();
        if (source.Filled.Length > 0)
        {
            json.WriteStartArray("filled");
            foreach (var range in source.Filled)
            {
                json.WriteNumberValue(range.From.Nanoseconds);
                json.WriteNumberValue(range.To.Nanoseconds);
                json.WriteNumberValue(range.Bars);
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static ImmutableArray<GapRange> ReadFilled(JsonElement numbers)
    {
        var values = numbers.EnumerateArray().Select(number => number.GetInt64()).ToArray();
        if (values.Length % 3 != 0) throw new FormatException("runs of filled bars are three numbers each");
        return [.. values.Chunk(3).Select(range => new GapRange(new Instant(range[0]), new Instant(range[1]), range[2]))];
    }

    private static SeriesSource ReadSource(JsonElement source) => new(
        source.GetProperty("name").GetString()!,
        source.GetProperty("layout").GetString()!,
        source.GetProperty("rows").GetInt64(),
        [.. source.GetProperty("notes").EnumerateArray().Select(note => note.GetString()!)],
        source.GetProperty("synthetic").GetBoolean())
    {
        Filled = source.TryGetProperty("filled", out var filled) ? ReadFilled(filled) : [],
    };
}
