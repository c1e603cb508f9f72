using System.Collections.Immutable;
using System.Globalization;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Layers;

/// <summary>Blocks of causal convolutions, the dilation doubling from 1 unless told otherwise; parameters are 0.conv1.weight and so on.</summary>
public sealed class TemporalConvolutionNetwork : Layer
{
    private readonly ImmutableArray<TcnBlock> blocks;

    /// <param name="inputs">Channels of the input.</param>
    /// <param name="channels">Channels of each block's result.</param>
    /// <param name="kernel">Taps of each convolution.</param>
    /// <param name="dropout">Inside the blocks, from 0 to below 1.</param>
    /// <param name="dilations">Of each block; empty for 1, 2, 4 and so on.</param>
    public TemporalConvolutionNetwork(int inputs, ImmutableArray<int> channels, int kernel, float dropout = 0, ImmutableArray<int> dilations = default)
    {
        if (channels.IsDefaultOrEmpty) throw new ArgumentException("a network of convolutions has at least one block");
        if (dilations.IsDefaultOrEmpty) dilations = [.. Enumerable.Range(0, channels.Length).Select(i => 1 << Math.Min(i, 30))];
        if (dilations.Length != channels.Length) throw new ArgumentException($"{dilations.Length} dilations for {channels.Length} blocks");
        blocks = [.. channels.Select((outputs, i) =>
            AddLayer(i.ToString(CultureInfo.InvariantCulture), new TcnBlock(i == 0 ? inputs : channels[i - 1], outputs, kernel, dilations[i], dropout)))];
        ReceptiveField = (int)Math.Min(int.MaxValue, 1 + dilations.Sum(dilation => 2L * (kernel - 1) * dilation));
    }

    /// <summary>The blocks in order.</summary>
    public IReadOnlyList<TcnBlock> Blocks => blocks;

    /// <summary>Steps that the last step of the result sees.</summary>
    public int ReceptiveField { get; }

    /// <inheritdoc/>
    /// <remarks><c>[batch, time, in]</c> gives <c>[batch, time, channels of the last block]</c>.</remarks>
    public override Tensor Forward(Tape tape, Tensor input)
    {
        foreach (var block in blocks) input = block.Forward(tape, input);
        return input;
    }
}
