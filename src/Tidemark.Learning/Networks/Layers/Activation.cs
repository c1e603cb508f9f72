using Tidemark.Learning.Kernels;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Layers;

/// <summary>An activation function of each element.</summary>
/// <param name="kind">Which.</param>
/// <param name="parameter">See <see cref="TapeOperations.Activate"/>.</param>
public sealed class Activation(ActivationKind kind, float? parameter = null) : Layer
{
    /// <summary>Which function.</summary>
    public ActivationKind Kind => kind;

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor input) => tape.Activate(input, kind, parameter);
}
