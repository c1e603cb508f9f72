using System.Text.Json;

namespace Tidemark.Research.Results;

/// <summary>Numbers in JSON: what is undefined becomes null, because JSON has no NaN and a reader must not take an infinity for a result.</summary>
internal static class JsonNumbers
{
    public static void WriteFinite(this Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value)) writer.WriteNumber(name, value);
        else writer.WriteNull(name);
    }

    public static void WriteFiniteValue(this Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value)) writer.WriteNumberValue(value);
        else writer.WriteNullValue();
    }
}
