using System.Text.Json;

namespace Tidemark.Cli.Commands.Runs;

/// <summary>What differs between the documents of two runs.</summary>
/// <param name="HasSameRunHash">Whether fills and equity are the same to the last bit.</param>
/// <param name="Settings">Settings that differ, parameters as <c>param fast</c>.</param>
/// <param name="Statistics">The usual figures of both.</param>
internal sealed record RunComparison(bool HasSameRunHash, IReadOnlyList<SettingDifference> Settings, IReadOnlyList<StatisticPair> Statistics)
{
    /// <summary>Properties of a run that are results or names, not settings.</summary>
    private static readonly string[] NotSettings = ["id", "parameters", "runHash", "finalCash", "ordersSubmitted", "largeOrders", "fillsOverGaps", "delistedCloses", "refusals", "warnings", "notes", "fillAssumption"];

    public static RunComparison Of(JsonElement first, JsonElement second)
    {
        var (left, right) = (first.GetProperty("run"), second.GetProperty("run"));
        var settings = new List<SettingDifference>();
        AddDifferences(settings, "", left, right);
        AddDifferences(settings, "param ", left.GetProperty("parameters"), right.GetProperty("parameters"));
        var statistics = ComparedStatistic.All.Select(statistic =>
            new StatisticPair(statistic, Number(first, statistic.Key), Number(second, statistic.Key))).ToArray();
        return new RunComparison(Text(left, "runHash") == Text(right, "runHash"), settings, statistics);
    }

    /// <summary>What ran, in one line.</summary>
    public static string Title(JsonElement document)
    {
        var run = document.GetProperty("run");
        var instruments = string.Join(", ", run.GetProperty("instruments").EnumerateArray().Select(name => name.GetString()));
        return $"{Text(run, "strategy")} on {instruments}, {Text(run, "interval")} bars, {Text(run, "from")} to {Text(run, "to")}";
    }

    public void WriteJson(Utf8JsonWriter writer, string firstId, string secondId)
    {
        writer.WriteStartObject();
        writer.WriteString("a", firstId);
        writer.WriteString("b", secondId);
        writer.WriteBoolean("sameRunHash", HasSameRunHash);
        writer.WriteStartArray("settings");
        foreach (var setting in Settings)
        {
            writer.WriteStartObject();
            writer.WriteString("name", setting.Name);
            writer.WriteString("a", setting.First);
            writer.WriteString("b", setting.Second);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("statistics");
        foreach (var pair in Statistics) pair.WriteJson(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void AddDifferences(List<SettingDifference> settings, string prefix, JsonElement first, JsonElement second)
    {
        var names = first.EnumerateObject().Concat(second.EnumerateObject()).Select(property => property.Name).Distinct();
        foreach (var name in names)
        {
            if (prefix.Length == 0 && NotSettings.Contains(name)) continue;
            var (left, right) = (Text(first, name), Text(second, name));
            if (left != right) settings.Add(new SettingDifference(prefix + name, left, right));
        }
    }

    private static string Text(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? TextOf(value) : "-";

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(TextOf)),
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Select(property => $"{property.Name} {TextOf(property.Value)}")),
        JsonValueKind.Null => "-",
        _ => value.ToString(),
    };

    private static double? Number(JsonElement document, string key) =>
        document.GetProperty("statistics").TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
