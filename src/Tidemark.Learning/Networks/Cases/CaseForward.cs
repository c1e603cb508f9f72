using System.Collections.Immutable;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Cases;

/// <summary>What a network gave.</summary>
/// <param name="Prediction">What the loss is of.</param>
/// <param name="Outputs">Everything that a case may expect, by name.</param>
internal sealed record CaseForward(Tensor Prediction, params ImmutableArray<(string Name, Tensor Tensor)> Outputs)
{
    /// <summary>The results of parts, which a case has as a list.</summary>
    public ImmutableArray<Tensor> BlockOutputs { get; init; } = [];
}
