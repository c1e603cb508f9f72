using Tidemark.Learning.Tensors;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Networks.Layers;

/// <summary>Self-attention of several heads with projections before and after, named as PyTorch's MultiheadAttention: in_proj_weight with the rows of queries, keys and values, out_proj.</summary>
public sealed class MultiHeadAttention : Layer
{
    private readonly Tensor inputWeight;
    private readonly Tensor inputBias;
    private readonly Linear output;
    private readonly float dropout;

    /// <param name="size">Size of a step.</param>
    /// <param name="heads">Number of heads, which divides the size.</param>
    /// <param name="isCausal">Whether a step sees itself and earlier ones alone.</param>
    /// <param name="dropout">Of the weights of attention in training, from 0 to below 1.</param>
    public MultiHeadAttention(int size, int heads, bool isCausal = false, float dropout = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(heads, 1);
        if (size < 1 || size % heads != 0) throw new ArgumentException($"a size of {size} cannot be split into {heads} heads");
        (Heads, IsCausal, this.dropout) = (heads, isCausal, dropout);
        inputWeight = AddParameter("in_proj_weight", 3 * size, size);
        inputBias = AddParameter("in_proj_bias", 3 * size);
        output = AddLayer("out_proj", new Linear(size, size));
    }

    /// <summary>Number of heads.</summary>
    public int Heads { get; }

    /// <summary>Whether a step sees itself and earlier ones alone.</summary>
    public bool IsCausal { get; }

    /// <inheritdoc/>
    public override void Initialise(SeededRandom random)
    {
        FillUniform(inputWeight, Math.Sqrt(6.0 / (inputWeight.Size(0) + inputWeight.Size(1))), random);
        inputBias.Data.Clear();
        output.Initialise(random);
        output.Parameter("bias").Data.Clear();
    }

    /// <inheritdoc/>
    /// <remarks><c>[batch, time, size]</c> gives the same shape.</remarks>
    public override Tensor Forward(Tape tape, Tensor input) =>
        output.Forward(tape, tape.Attention(tape.Linear(input, inputWeight, inputBias), Heads, IsCausal, dropout));
}
