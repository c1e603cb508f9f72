using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>Puts wrong values into JSON whose shape stays.</summary>
internal static class JsonSpoiler
{
    private static readonly string[] Wrong = ["null", "true", "{}", "[]", "\"\"", "\"x\"", "\"1e999\"", "1e400", "-1", "99999999999999999999999999999999999999", "\"NaN\"", "0.1"];

    /// <summary>One value of the text becomes a wrong one, or is left out.</summary>
    public static byte[] Spoil(byte[] json, Random random)
    {
        if (Parse(json) is not { } root) return json;
        List<JsonNode> parents = [];
        Collect(root, parents);
        if (parents.Count == 0) return json;
        Set(parents[random.Next(parents.Count)], random, Wrong[random.Next(Wrong.Length)]);
        return JsonSerializer.SerializeToUtf8Bytes(root);
    }

    /// <summary>Every value of the text becomes a wrong one.</summary>
    public static byte[] SpoilAll(byte[] json)
    {
        if (Parse(json) is not { } root) return json;
        SetAll(root);
        return JsonSerializer.SerializeToUtf8Bytes(root);
    }

    private static JsonNode? Parse(byte[] json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Collect(JsonNode node, List<JsonNode> parents)
    {
        var children = node switch { JsonObject fields => fields.Select(field => field.Value), JsonArray items => items, _ => [] };
        var hasAny = false;
        foreach (var child in children)
        {
            hasAny = true;
            if (child is not null) Collect(child, parents);
        }
        if (hasAny) parents.Add(node);
    }

    private static void Set(JsonNode parent, Random random, string value)
    {
        if (parent is JsonArray items) items[random.Next(items.Count)] = JsonNode.Parse(value);
        if (parent is not JsonObject fields) return;
        var name = fields.ElementAt(random.Next(fields.Count)).Key;
        if (random.Next(4) == 0) fields.Remove(name);
        else fields[name] = JsonNode.Parse(value);
    }

    private static void SetAll(JsonNode node)
    {
        if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
                if (items[i] is JsonArray or JsonObject) SetAll(items[i]!);
                else items[i] = JsonValue.Create("x");
        }
        if (node is not JsonObject fields) return;
        foreach (var name in fields.Select(field => field.Key).ToArray())
            if (fields[name] is JsonArray or JsonObject) SetAll(fields[name]!);
            else fields[name] = JsonValue.Create("x");
    }
}
