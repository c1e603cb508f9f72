using System.Text.Json;
using Tidemark.Research.Registry;

namespace Tidemark.Cli.Commands.Registry;

/// <summary>Registered models as JSON.</summary>
internal static class RegistryJson
{
    public static void WriteLine(Utf8JsonWriter writer, RegisteredModel model)
    {
        writer.WriteStartObject();
        WriteProperties(writer, model);
        foreach (var part in (ReadOnlySpan<string>)["label", "task", "validation", "test"])
        {
            if (model.Document[part] is not { } node) continue;
            writer.WritePropertyName(part);
            node.WriteTo(writer);
        }
        writer.WriteEndObject();
    }

    public static void WriteProperties(Utf8JsonWriter writer, RegisteredModel model)
    {
        var row = model.Row;
        writer.WriteString("name", row.Name);
        writer.WriteNumber("version", row.Version);
        writer.WriteString("kind", row.Kind);
        writer.WriteString("standing", JsonNamingPolicy.CamelCase.ConvertName(model.Standing.ToString()));
        writer.WriteString("madeAt", row.MadeAt);
        writer.WriteString("madeBy", row.MadeBy);
        if (row.Parent is { } parent) writer.WriteNumber("parent", parent);
        else writer.WriteNull("parent");
        writer.WriteString("instrument", row.Instrument);
        writer.WriteString("interval", row.Interval);
        WriteTime(writer, "trainedFrom", row.TrainedFrom);
        WriteTime(writer, "trainedTo", row.TrainedTo);
        writer.WriteString("dataHash", row.DataHash);
        writer.WriteString("file", model.Path);
        writer.WriteString("fileHash", row.FileHash);
        writer.WriteString("codeVersion", row.CodeVersion);
    }

    private static void WriteTime(Utf8JsonWriter writer, string name, string time)
    {
        if (time.Length > 0) writer.WriteString(name, time);
        else writer.WriteNull(name);
    }
}
