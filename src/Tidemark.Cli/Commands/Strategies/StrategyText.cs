using System.Text.Json;
using Tidemark.Engine.Strategies;
using Tidemark.Strategies;
using Tidemark.Strategies.Presets;

namespace Tidemark.Cli.Commands.Strategies;

/// <summary>How commands write what a strategy says of itself.</summary>
internal static class StrategyText
{
    public static void WriteJson(Utf8JsonWriter json, StrategyPreset preset)
    {
        json.WriteStartObject();
        json.WriteString("name", preset.Name);
        json.WriteString("strategy", preset.Strategy);
        json.WriteString("interval", preset.Interval.ToString());
        json.WriteStartObject("parameters");
        foreach (var (name, value) in preset.Parameters) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteString("idea", preset.Idea);
        json.WriteString("costs", preset.Costs);
        json.WriteEndObject();
    }

    public static void WriteJson(Utf8JsonWriter json, Strategy strategy)
    {
        json.WriteStartObject();
        json.WriteString("name", strategy.Name);
        if (StrategyCatalog.OriginOf(strategy) is { } file)
        {
            json.WriteString("file", file.Name);
            json.WriteString("sha256", file.Sha256);
        }
        json.WriteString("group", strategy.About.Group);
        json.WriteString("idea", strategy.About.Idea);
        json.WriteString("rules", strategy.About.Rules);
        json.WriteString("source", strategy.About.Source);
        json.WriteString("failsWhen", strategy.About.FailsWhen);
        json.WriteBoolean("needsShorting", strategy.NeedsShorting);
        WriteParameters(json, "parameters", strategy.Parameters, strategy);
        WriteParameters(json, "commonParameters", HoursParameters.All, strategy);
        json.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter json, string name, IReadOnlyList<StrategyParameter> parameters, Strategy strategy)
    {
        json.WriteStartArray(name);
        foreach (var parameter in parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            json.WriteString("default", parameter.ValueOf(strategy));
            if (double.IsFinite(parameter.Minimum)) json.WriteNumber("minimum", parameter.Minimum);
            if (double.IsFinite(parameter.Maximum)) json.WriteNumber("maximum", parameter.Maximum);
            json.WriteString("choices", parameter.Choices);
            json.WriteString("description", parameter.Description);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
