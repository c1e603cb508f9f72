using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Layers;

/// <summary>A parameter or a buffer of a layer.</summary>
/// <param name="Name">As PyTorch calls it, with the names of the layers around it: <c>encoder.0.linear1.weight</c>.</param>
/// <param name="Tensor">Its numbers.</param>
public readonly record struct NamedTensor(string Name, Tensor Tensor);
