using System.Text.Json;
using Tidemark.Engine.Strategies;
using Tidemark.Strategies;

namespace Tidemark.Cli.Commands.Strategies;

/// <summary>How commands write what a strategy says of itself.</summary>
internal static class StrategyText
{
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
        json.WriteStartArray("parameters");
        foreach (var parameter in strategy.Parameters)
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
        json.WriteEndObject();
    }
}
