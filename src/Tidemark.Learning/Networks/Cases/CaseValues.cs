using System.Text.Json.Nodes;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Cases;

/// <summary>Tensors and numbers as a case file writes them.</summary>
internal static class CaseValues
{
    /// <summary>An object of the file; throws where it is not there.</summary>
    public static JsonObject Object(JsonObject parent, string name) =>
        parent[name] as JsonObject ?? throw new InvalidDataException($"the case has no '{name}'");

    /// <summary>A tensor of the file.</summary>
    public static Tensor Tensor(JsonObject parent, string name, bool requiresGrad = false)
    {
        var node = Object(parent, name);
        try
        {
            int[] shape = [.. ((JsonArray)node["shape"]!).Select(size => size!.GetValue<int>())];
            var tensor = Tensors.Tensor.Of(shape, [.. ((JsonArray)node["data"]!).Select(value => (float)value!.GetValue<double>())]);
            tensor.RequiresGrad = requiresGrad;
            return tensor;
        }
        catch (Exception failure) when (failure is InvalidCastException or NullReferenceException or ArgumentException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"'{name}' is no tensor, {{\"shape\": [...], \"data\": [...]}} with as many numbers as the shape says");
        }
    }

    /// <summary>The numbers of a tensor, of a list or of a single number.</summary>
    public static float[] Numbers(JsonObject parent, string name) => parent[name] switch
    {
        JsonObject => Tensor(parent, name).Data.ToArray(),
        JsonArray list => [.. list.Select(value => (float)value!.GetValue<double>())],
        _ => throw new InvalidDataException($"the case has no '{name}'"),
    };

    public static bool Has(JsonObject parent, string name) => parent[name] is not null;

    public static JsonObject Written(ReadOnlySpan<int> shape, ReadOnlySpan<float> values)
    {
        var (sizes, data) = (new JsonArray(), new JsonArray());
        foreach (var size in shape) sizes.Add(size);
        foreach (var value in values) data.Add(float.IsFinite(value) ? JsonValue.Create(value) : null);
        return new JsonObject { ["shape"] = sizes, ["data"] = data };
    }

    public static JsonObject Written(Tensor tensor) => Written(tensor.Shape, tensor.Data);

    public static JsonObject WrittenGradient(Tensor tensor) => Written(tensor.Shape, tensor.Grad);

    public static JsonNode? Written(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
