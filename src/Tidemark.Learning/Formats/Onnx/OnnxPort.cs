using System.Collections.Immutable;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>What goes into a graph or comes out of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Element">The type of its elements.</param>
/// <param name="Shape">Its dimensions, null for one that is open; default where nothing is said of the shape.</param>
internal sealed record OnnxPort(string Name, OnnxElement Element, ImmutableArray<int?> Shape)
{
    /// <summary>The names of open dimensions, for writing; as many as dimensions, or none.</summary>
    public ImmutableArray<string> OpenNames { get; init; } = [];

    /// <summary>The shape as text: <c>[batch, 60, 8]</c>.</summary>
    public override string ToString() => Shape.IsDefault ? "[?]" : $"[{string.Join(", ", Shape.Select(size => size?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"))}]";
}
