using System.Text.Json;

namespace Tidemark.Indicators.Catalog;

/// <summary>Descriptions of indicators as JSON: the same for command line and API.</summary>
public static class IndicatorJson
{
    public static void Write(Utf8JsonWriter json, IEnumerable<IndicatorDescriptor> descriptors)
    {
        json.WriteStartObject();
        json.WriteStartArray("indicators");
        foreach (var descriptor in descriptors) Write(json, descriptor);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The whole description.</summary>
    public static void Write(Utf8JsonWriter json, IndicatorDescriptor descriptor)
    {
        json.WriteStartObject();
        json.WriteString("name", descriptor.Name);
        json.WriteString("title", descriptor.Title);
        json.WriteString("group", CamelCase(descriptor.Group));
        WriteStrings(json, "aliases", descriptor.Aliases);
        json.WriteString("summary", descriptor.Summary);
        json.WriteString("source", descriptor.Source);
        json.WriteString("input", CamelCase(descriptor.Input));
        WriteStrings(json, "defaultFields", descriptor.DefaultFields.Select(CamelCase));
        json.WriteNumber("warmUpBars", descriptor.Create().WarmUp);
        json.WriteBoolean("isEventDriven", descriptor.IsEventDriven);
        json.WriteStartArray("parameters");
        foreach (var parameter in descriptor.Parameters) WriteParameter(json, parameter);
        json.WriteEndArray();
        json.WriteStartArray("outputs");
        foreach (var output in descriptor.Outputs)
        {
            json.WriteStartObject();
            json.WriteString("name", output.Name);
            json.WriteString("scale", CamelCase(output.Scale));
            json.WriteString("description", output.Description);
            json.WriteNumber("displacementBars", output.Displacement);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteParameter(Utf8JsonWriter json, ParameterSpec parameter)
    {
        json.WriteStartObject();
        json.WriteString("name", parameter.Name);
        json.WriteString("kind", !parameter.Choices.IsEmpty ? "choice" : parameter.IsWhole ? "whole" : "number");
        json.WriteNumber("default", parameter.Default);
        if (double.IsFinite(parameter.Minimum)) json.WriteNumber("minimum", parameter.Minimum);
        if (double.IsFinite(parameter.Maximum)) json.WriteNumber("maximum", parameter.Maximum);
        if (!parameter.Choices.IsEmpty) WriteStrings(json, "choices", parameter.Choices);
        WriteStrings(json, "aliases", parameter.Aliases);
        json.WriteString("description", parameter.Description);
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static string CamelCase<T>(T name) where T : Enum => JsonNamingPolicy.CamelCase.ConvertName(name.ToString());
}
