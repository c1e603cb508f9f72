using Tidemark.Learning.Kernels;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Layers;

/// <summary>
/// Two causal convolutions of the same dilation, each rectified (and dropped out in training), and the input around them, by a convolution of
/// one tap where the channels differ; the sum is rectified. Parameters are conv1, conv2 and down. (Bai, Kolter and Koltun 2018, without their
/// weight normalisation.)
/// </summary>
public sealed class TcnBlock : Layer
{
    private readonly CausalConvolution first;
    private readonly CausalConvolution second;
    private readonly CausalConvolution? down;
    private readonly float dropout;

    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of the result.</param>
    /// <param name="kernel">Taps of each convolution.</param>
    /// <param name="dilation">Steps from one tap to the next.</param>
    /// <param name="dropout">After each rectifier, from 0 to below 1.</param>
    public TcnBlock(int inputs, int outputs, int kernel, int dilation, float dropout = 0)
    {
        if (!(dropout >= 0 && dropout < 1)) throw new ArgumentOutOfRangeException(nameof(dropout), dropout, "the dropout rate lies from 0 to below 1");
        this.dropout = dropout;
        first = AddLayer("conv1", new CausalConvolution(inputs, outputs, kernel, dilation, isRectified: true));
        second = AddLayer("conv2", new CausalConvolution(outputs, outputs, kernel, dilation, isRectified: true));
        down = inputs == outputs ? null : AddLayer("down", new CausalConvolution(inputs, outputs, 1));
    }

    /// <summary>Steps from one tap to the next.</summary>
    public int Dilation => first.Dilation;

    /// <summary>Whether the way around has a convolution of one tap, for the result has other channels than the input.</summary>
    public bool ChangesChannels => down is not null;

    /// <inheritdoc/>
    /// <remarks><c>[batch, time, in]</c> gives <c>[batch, time, out]</c>.</remarks>
    public override Tensor Forward(Tape tape, Tensor input)
    {
        var inner = tape.Dropout(first.Forward(tape, input), dropout);
        inner = tape.Dropout(second.Forward(tape, inner), dropout);
        return tape.Activate(tape.Add(inner, down?.Forward(tape, input) ?? input), ActivationKind.Relu);
    }
}
