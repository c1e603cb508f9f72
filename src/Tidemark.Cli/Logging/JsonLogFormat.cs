using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tidemark.Cli.Logging;

/// <summary>One JSON object a line: <c>{"time":"...","level":"warning","source":"...","message":"...","values":{...}}</c>.</summary>
internal sealed class JsonLogFormat : ILogFormat
{
    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string FileExtension => "jsonl";

    public string Format(LogEntry entry)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("time", entry.Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            writer.WriteString("level", LogLevels.Name(entry.Level));
            writer.WriteString("source", entry.Source);
            writer.WriteString("message", entry.Message);
            if (entry.Values.Count > 0)
            {
                writer.WriteStartObject("values");
                foreach (var (name, value) in entry.Values) WriteValue(writer, name, value);
                writer.WriteEndObject();
            }
            if (entry.Exception is not null) writer.WriteString("exception", entry.Exception);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteValue(Utf8JsonWriter writer, string name, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNull(name); break;
            case bool truth: writer.WriteBoolean(name, truth); break;
            case int number: writer.WriteNumber(name, number); break;
            case long number: writer.WriteNumber(name, number); break;
            case decimal number: writer.WriteNumber(name, number); break;
            case double number when double.IsFinite(number): writer.WriteNumber(name, number); break;
            default: writer.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }
}
