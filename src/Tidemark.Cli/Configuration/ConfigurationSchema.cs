using System.Globalization;
using System.Text.Json;

namespace Tidemark.Cli.Configuration;

/// <summary>The configuration as a JSON schema, by which editors complete and check the file.</summary>
internal static class ConfigurationSchema
{
    public static void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        writer.WriteString("title", "Tidemark configuration");
        writer.WriteString("type", "object");
        writer.WriteBoolean("additionalProperties", false);
        writer.WriteStartObject("properties");
        foreach (var section in SettingSections.All) WriteSection(writer, section);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteSection(Utf8JsonWriter writer, SettingSection section)
    {
        writer.WriteStartObject(section.Name);
        writer.WriteString("description", section.Description);
        // A section whose keys are all comments reads as null.
        writer.WriteStartArray("type");
        writer.WriteStringValue("object");
        writer.WriteStringValue("null");
        writer.WriteEndArray();
        writer.WriteBoolean("additionalProperties", false);
        writer.WriteStartObject("properties");
        foreach (var setting in section.Settings) WriteSetting(writer, setting);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteSetting(Utf8JsonWriter writer, SettingDescriptor setting)
    {
        writer.WriteStartObject(setting.Name);
        writer.WriteString("description", setting.Description);
        writer.WriteString("type", setting.Kind switch
        {
            SettingKind.WholeNumber => "integer",
            SettingKind.Number => "number",
            SettingKind.Switch => "boolean",
            _ => "string",
        });
        if (setting.Choices.Count > 0)
        {
            writer.WriteStartArray("enum");
            foreach (var choice in setting.Choices) writer.WriteStringValue(choice);
            writer.WriteEndArray();
        }
        WriteDefault(writer, setting);
        writer.WriteEndObject();
    }

    private static void WriteDefault(Utf8JsonWriter writer, SettingDescriptor setting)
    {
        if (setting.DefaultText.Length == 0) return;
        if (setting.Kind is SettingKind.WholeNumber or SettingKind.Number)
            writer.WriteNumber("default", decimal.Parse(setting.DefaultText, CultureInfo.InvariantCulture));
        else if (setting.Kind == SettingKind.Switch) writer.WriteBoolean("default", setting.DefaultText == "true");
        else writer.WriteString("default", setting.DefaultText);
    }
}
