using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Reinforcement.Policies;

/// <summary>What a policy's network gave.</summary>
/// <param name="Policy"><c>[rows, outputs]</c>.</param>
/// <param name="Value"><c>[rows, 1]</c>; null without a critic.</param>
/// <param name="Hidden">The memory after the last step; null without memory.</param>
/// <param name="Cell">The cells of the memory; null but for an LSTM.</param>
internal readonly record struct PolicyOutput(Tensor Policy, Tensor? Value, Tensor? Hidden, Tensor? Cell);
