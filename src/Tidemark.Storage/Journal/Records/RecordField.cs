using System.Globalization;
using System.Text.Json;

namespace Tidemark.Storage.Journal.Records;

/// <summary>One named value of a record, for text and JSON alike.</summary>
/// <param name="Name">camelCase.</param>
/// <param name="Value">Text, a number, a boolean, or something whose text is shown.</param>
public readonly record struct RecordField(string Name, object Value)
{
    public override string ToString()
    {
        var text = Value switch
        {
            bool truth => truth ? "yes" : "no",
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => Value.ToString() ?? "",
        };
        return text.Contains(' ', StringComparison.Ordinal) || text.Length == 0 ? $"{Name}=\"{text}\"" : $"{Name}={text}";
    }

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WritePropertyName(Name);
        switch (Value)
        {
            case bool truth: writer.WriteBooleanValue(truth); break;
            case int whole: writer.WriteNumberValue(whole); break;
            case long whole: writer.WriteNumberValue(whole); break;
            case ulong whole: writer.WriteNumberValue(whole); break;
            case decimal exact: writer.WriteNumberValue(exact); break;
            case double number when double.IsFinite(number): writer.WriteNumberValue(number); break;
            case double: writer.WriteNullValue(); break;
            default: writer.WriteStringValue(Value.ToString()); break;
        }
    }
}
