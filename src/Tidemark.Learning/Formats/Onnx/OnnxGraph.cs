using System.Collections.Immutable;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>A computation in the Open Neural Network Exchange format. Source: https://github.com/onnx/onnx, onnx.proto and docs/Operators.md.</summary>
internal sealed record OnnxGraph
{
    /// <summary>The version of ONNX's own operators that the nodes mean.</summary>
    public required int OperatorSet { get; init; }

    /// <summary>Who wrote it.</summary>
    public string Producer { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>In an order in which each finds its inputs ready.</summary>
    public required ImmutableArray<OnnxNode> Nodes { get; init; }

    /// <summary>The constants, weights above all, by name.</summary>
    public required ImmutableSortedDictionary<string, OnnxTensor> Constants { get; init; }

    /// <summary>Inputs; older files name their constants here as well.</summary>
    public required ImmutableArray<OnnxPort> Inputs { get; init; }

    public required ImmutableArray<OnnxPort> Outputs { get; init; }

    /// <summary>Words beside the graph.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
