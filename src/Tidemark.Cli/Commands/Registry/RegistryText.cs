using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tidemark.Research.Registry;

namespace Tidemark.Cli.Commands.Registry;

/// <summary>Registered models in words.</summary>
internal static class RegistryText
{
    public static string Of(ModelStanding standing) => standing switch
    {
        ModelStanding.Champion => "champion",
        ModelStanding.Challenger => "challenger",
        ModelStanding.Declined => "declined",
        ModelStanding.Retired => "retired",
        _ => "rolled back",
    };

    /// <summary>The figure by which models of its task are chosen, with its name.</summary>
    public static string Leading(RegisteredModel model, string part)
    {
        if (model.Document[part] is not JsonObject scores) return "-";
        foreach (var name in (ReadOnlySpan<string>)["auc", "rmse", "logLoss"])
            if (scores[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number) return $"{name} {Number((double)value)}";
        return "-";
    }

    public static string Day(string time) => time.Length >= 10 ? time[..10] : "-";

    public static string Number(double value) => value.ToString(Math.Abs(value) is > 0 and < 0.001 ? "0.###e-0" : "0.0000", CultureInfo.InvariantCulture);

    /// <summary>A value of the document as a person reads it.</summary>
    public static string Show(JsonNode? node) => node switch
    {
        null => "-",
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => ((double)value).ToString("G6", CultureInfo.InvariantCulture),
        JsonArray array => string.Join(", ", array.Select(Show)),
        JsonObject of => string.Join(", ", of.Select(pair => $"{pair.Key} {Show(pair.Value)}")),
        _ => node.ToString(),
    };
}
