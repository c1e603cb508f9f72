using System.Text.Json;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Tests.Tensors;

/// <summary>A case of the folder of network references: named tensors in JSON.</summary>
internal sealed class ReferenceCase
{
    private readonly JsonElement root;

    private ReferenceCase(JsonElement root) => this.root = root;

    public static ReferenceCase Load(string file) => new(JsonDocument.Parse(File.ReadAllBytes(file)).RootElement);

    /// <summary>The files of the folder whose names begin so; where the folder is absent the test is skipped.</summary>
    public static string[] Files(string pattern) => Directory.GetFiles(SharedFolders.ReferencePath("nn"), pattern).Order(StringComparer.Ordinal).ToArray();

    public bool Has(string path) => Find(path) is not null;

    public IEnumerable<string> Names(string path) => Find(path)!.Value.EnumerateObject().Select(property => property.Name);

    public double Number(string path) => Find(path)!.Value.GetDouble();

    public int[] Shape(string path) => [.. Find(path)!.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];

    public double[] Values(string path) => [.. Find(path)!.Value.GetProperty("data").EnumerateArray().Select(value => value.GetDouble())];

    public Tensor Tensor(string path, bool requiresGrad = false)
    {
        var tensor = Learning.Tensors.Tensor.Of(Shape(path), [.. Values(path).Select(value => (float)value)]);
        tensor.RequiresGrad = requiresGrad;
        return tensor;
    }

    private JsonElement? Find(string path)
    {
        var at = root;
        foreach (var part in path.Split('/'))
            if (!at.TryGetProperty(part, out at)) return null;
        return at;
    }
}
