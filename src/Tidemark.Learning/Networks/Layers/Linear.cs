using Tidemark.Learning.Tensors;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Networks.Layers;

/// <summary>y = x·Wᵀ + b over the last dimension.</summary>
public sealed class Linear : Layer
{
    private readonly Tensor? bias;

    /// <param name="inputs">Size of the last dimension of the input.</param>
    /// <param name="outputs">Size of the last dimension of the result.</param>
    /// <param name="hasBias">Whether b is there.</param>
    public Linear(int inputs, int outputs, bool hasBias = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        Weight = AddParameter("weight", outputs, inputs);
        bias = hasBias ? AddParameter("bias", outputs) : null;
    }

    /// <summary>[out, in].</summary>
    public Tensor Weight { get; }

    /// <inheritdoc/>
    public override void Initialise(SeededRandom random)
    {
        var bound = 1 / Math.Sqrt(Weight.Size(1));
        FillUniform(Weight, bound, random);
        if (bias is not null) FillUniform(bias, bound, random);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor input) => tape.Linear(input, Weight, bias);
}
