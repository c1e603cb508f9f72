using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Layers;

/// <summary>What a recurrent layer gives.</summary>
/// <param name="Output">The hidden states of the top layer at every step: <c>[batch, time, directions * hidden]</c>; forward units first.</param>
/// <param name="Hidden">The hidden states after the last step: <c>[layers * directions, batch, hidden]</c>.</param>
/// <param name="Cell">The cell states after the last step, as <paramref name="Hidden"/>; null for a GRU.</param>
public readonly record struct RecurrentResult(Tensor Output, Tensor Hidden, Tensor? Cell);
