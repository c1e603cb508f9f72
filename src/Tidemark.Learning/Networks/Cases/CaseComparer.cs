using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tidemark.Learning.Networks.Cases;

/// <summary>Walks through the results of a file and those computed side by side.</summary>
internal static class CaseComparer
{
    private const double LeastMagnitude = 1e-6;
    private const double ElementFloor = 1e-3;

    /// <summary>Parts of a case that are given, not computed.</summary>
    private static readonly ImmutableHashSet<string> Given =
        ["params", "initial_params", "input", "target", "weight", "h0", "c0", "pred", "prob", "binary_target", "class_target"];

    /// <summary>What is given inside a part of results.</summary>
    private static readonly ImmutableHashSet<string> GivenInside = ["settings", "clip_max_norm"];

    public static CaseReport Compare(string kind, JsonObject file, JsonObject results)
    {
        var comparisons = ImmutableArray.CreateBuilder<CaseComparison>();
        var missing = ImmutableArray.CreateBuilder<string>();
        foreach (var (name, expected) in file)
            if (!Given.Contains(name)) Walk(name, expected, results[name], comparisons, missing);
        return new CaseReport(kind, results, comparisons.ToImmutable(), missing.ToImmutable());
    }

    private static void Walk(string path, JsonNode? expected, JsonNode? computed, ImmutableArray<CaseComparison>.Builder comparisons, ImmutableArray<string>.Builder missing)
    {
        if (Numbers(expected) is { } numbers)
        {
            if (numbers.Length == 0) return;
            if (Numbers(computed) is { } found && found.Length == numbers.Length) comparisons.Add(Compared(path, numbers, found));
            else missing.Add(path);
            return;
        }
        if (expected is JsonObject parent)
        {
            foreach (var (name, child) in parent)
                if (!GivenInside.Contains(name)) Walk($"{path}/{name}", child, (computed as JsonObject)?[name], comparisons, missing);
        }
        else if (expected is JsonArray list)
            for (var i = 0; i < list.Count; i++) Walk($"{path}/{i}", list[i], computed is JsonArray other && i < other.Count ? other[i] : null, comparisons, missing);
    }

    private static CaseComparison Compared(string path, double[] expected, double[] found)
    {
        var scale = Math.Max(LeastMagnitude, expected.Max(Math.Abs));
        var (largest, element) = (0.0, 0.0);
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs(expected[i] - found[i]);
            largest = Math.Max(largest, difference / scale);
            element = Math.Max(element, difference / Math.Max(Math.Abs(expected[i]), ElementFloor * scale));
        }
        return new CaseComparison(path, expected.Length, largest, element);
    }

    /// <summary>The numbers of a tensor, a list or a number; null where the node is none of them. A number that is none in JSON is NaN.</summary>
    private static double[]? Numbers(JsonNode? node) => node switch
    {
        JsonObject tensor when tensor["data"] is JsonArray data && tensor["shape"] is JsonArray => OfList(data),
        JsonArray list when list.All(item => item is null or JsonValue) => OfList(list),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => [Number(value)],
        _ => null,
    };

    private static double[] OfList(JsonArray list) =>
        [.. list.Select(item => item is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? Number(value) : double.NaN)];

    private static double Number(JsonValue value) =>
        value.TryGetValue<double>(out var number) ? number : value.TryGetValue<float>(out var single) ? single : value.TryGetValue<int>(out var whole) ? whole : double.NaN;
}
