using System.Collections.Immutable;
using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Forms;

/// <summary>A temporal convolution network, whose last moment goes to the head.</summary>
public sealed class ConvolutionNetwork : WindowNetwork
{
    /// <param name="shape">What it is given and gives.</param>
    /// <param name="channels">Channels of each block.</param>
    /// <param name="kernel">Taps of each convolution.</param>
    /// <param name="dropout">Inside the blocks, from 0 to below 1.</param>
    public ConvolutionNetwork(NetworkShape shape, ImmutableArray<int> channels, int kernel, float dropout)
    {
        Convolutions = AddLayer("tcn", new TemporalConvolutionNetwork(shape.Columns, channels, kernel, dropout));
        AddHead(channels[^1], shape.Outputs, shape.IsBounded);
    }

    /// <summary>The blocks.</summary>
    public TemporalConvolutionNetwork Convolutions { get; }

    /// <inheritdoc/>
    protected override Tensor Encode(Tape tape, Tensor input) => tape.Select(Convolutions.Forward(tape, input), 1, -1);
}
