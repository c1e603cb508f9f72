using System.Globalization;
using System.Text.Json;
using Tidemark.Engine.Ports;
using Tidemark.Storage.Journal;
using Tidemark.Storage.Journal.Records;

namespace Tidemark.Cli.Commands.Journal;

/// <summary>One record as it is shown.</summary>
internal sealed record RecordLine(long Sequence, RecordHeader Header, IReadOnlyList<RecordField> Fields, string? Defect)
{
    public const string Heading = "  number  received                  from        record             content";

    /// <summary>The current record of a reader; one that cannot be read is shown as such.</summary>
    public static RecordLine Of(JournalReader reader, RecordFields fields)
    {
        try
        {
            return new RecordLine(reader.Sequence.Value, reader.Header, [.. fields.Of(reader.Header, reader.Payload)], null);
        }
        catch (InvalidDataException defect)
        {
            return new RecordLine(reader.Sequence.Value, reader.Header, [], defect.Message);
        }
    }

    public override string ToString()
    {
        var content = Defect is null ? string.Join(' ', Fields) : $"unreadable: {Defect}";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Sequence,8}  {Header.ReceivedAt,-24}  {Header.Origin.ToString().ToLowerInvariant(),-10}  {RecordKindName.Of(Header.Kind),-17}  {content}").TrimEnd();
    }

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("sequence", Sequence);
        writer.WriteString("kind", RecordKindName.Of(Header.Kind));
        writer.WriteString("origin", Header.Origin.ToString().ToLowerInvariant());
        writer.WriteString("eventTime", Header.EventTime.ToString());
        writer.WriteString("receivedAt", Header.ReceivedAt.ToString());
        writer.WriteStartObject("content");
        foreach (var several in Fields.GroupBy(field => field.Name, StringComparer.Ordinal).Where(group => group.Count() > 1)) WriteArray(writer, several);
        foreach (var single in Fields.GroupBy(field => field.Name, StringComparer.Ordinal).Where(group => group.Count() == 1)) single.First().WriteTo(writer);
        writer.WriteEndObject();
        if (Defect is not null) writer.WriteString("defect", Defect);
        writer.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter writer, IGrouping<string, RecordField> values)
    {
        writer.WriteStartArray(values.Key);
        foreach (var value in values) writer.WriteStringValue(value.Value.ToString());
        writer.WriteEndArray();
    }
}
