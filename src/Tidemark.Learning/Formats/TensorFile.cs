using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Formats;

/// <summary>What a safetensors file holds, of whatever origin.</summary>
/// <param name="Metadata">The words beside the tensors; may be empty.</param>
/// <param name="Tensors">The tensors by name; half precision (F16, BF16) has become 32-bit, which loses nothing.</param>
public sealed record TensorFile(IReadOnlyDictionary<string, string> Metadata, IReadOnlyDictionary<string, StateTensor> Tensors);
