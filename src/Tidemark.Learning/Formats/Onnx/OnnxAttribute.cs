using System.Collections.Immutable;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>A setting of a node; which member counts depends on the operator.</summary>
internal sealed record OnnxAttribute(string Name)
{
    public float? Number { get; init; }

    public long? Integer { get; init; }

    public string? Text { get; init; }

    public OnnxTensor? Tensor { get; init; }

    public ImmutableArray<float> Numbers { get; init; } = [];

    public ImmutableArray<long> Integers { get; init; } = [];

    public ImmutableArray<string> Texts { get; init; } = [];

    /// <summary>Whether it is a graph, as branches and loops have.</summary>
    public bool IsGraph { get; init; }
}
