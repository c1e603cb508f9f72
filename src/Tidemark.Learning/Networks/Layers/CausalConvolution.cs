using Tidemark.Learning.Tensors;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Networks.Layers;

/// <summary>
/// A dilated convolution over time that sees no later step: PyTorch's Conv1d after a left padding of (kernel - 1) * dilation, with its weight
/// [out, in, kernel], but on [batch, time, channels].
/// </summary>
public sealed class CausalConvolution : Layer
{
    private readonly Tensor? bias;
    private readonly bool isRectified;

    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of the result.</param>
    /// <param name="kernel">Taps, at least 1.</param>
    /// <param name="dilation">Steps from one tap to the next, at least 1.</param>
    /// <param name="hasBias">Whether a number is added to each channel.</param>
    /// <param name="isRectified">Whether max(0, x) follows, which costs nothing here.</param>
    public CausalConvolution(int inputs, int outputs, int kernel, int dilation = 1, bool hasBias = true, bool isRectified = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(kernel, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dilation, 1);
        Dilation = dilation;
        this.isRectified = isRectified;
        Weight = AddParameter("weight", outputs, inputs, kernel);
        bias = hasBias ? AddParameter("bias", outputs) : null;
    }

    /// <summary>[out, in, kernel].</summary>
    public Tensor Weight { get; }

    /// <summary>Steps from one tap to the next.</summary>
    public int Dilation { get; }

    /// <inheritdoc/>
    public override void Initialise(SeededRandom random)
    {
        var bound = 1 / Math.Sqrt(Weight.Size(1) * Weight.Size(2));
        FillUniform(Weight, bound, random);
        if (bias is not null) FillUniform(bias, bound, random);
    }

    /// <inheritdoc/>
    /// <remarks><c>[batch, time, in]</c> gives <c>[batch, time, out]</c>.</remarks>
    public override Tensor Forward(Tape tape, Tensor input) => tape.CausalConvolution(input, Weight, bias, Dilation, isRectified);
}
