using Tidemark.Learning.Tensors;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Networks.Layers;

/// <summary>Normalises each row of the last dimension to mean 0 and population variance 1, then scales and shifts it.</summary>
public sealed class LayerNorm : Layer
{
    private readonly Tensor bias;
    private readonly float epsilon;

    /// <param name="size">Size of the last dimension.</param>
    /// <param name="epsilon">Added to the variance inside the root.</param>
    public LayerNorm(int size, float epsilon = 1e-5f)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        this.epsilon = epsilon;
        Weight = AddParameter("weight", size);
        bias = AddParameter("bias", size);
        Weight.Data.Fill(1);
    }

    /// <summary>The scale of each place.</summary>
    public Tensor Weight { get; }

    /// <inheritdoc/>
    public override void Initialise(SeededRandom random)
    {
        Weight.Data.Fill(1);
        bias.Data.Clear();
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor input) => tape.LayerNorm(input, Weight, bias, epsilon);
}
