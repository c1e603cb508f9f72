using System.Globalization;
using Tidemark.Learning.Networks.Forms;
using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>Blocks of causal convolutions as ONNX nodes, over <c>[batch, channels, time]</c> with padding before the first moment alone.</summary>
internal static class ConvolutionExport
{
    public static string Add(OnnxBuilder builder, ConvolutionNetwork network, string input)
    {
        var value = builder.Transpose(input, 0, 2, 1);
        for (var i = 0; i < network.Convolutions.Blocks.Count; i++)
        {
            var block = network.Convolutions.Blocks[i];
            var prefix = string.Create(CultureInfo.InvariantCulture, $"tcn.{i}.");
            var inner = builder.Node("Relu", [Convolution(builder, network, prefix + "conv1", block.Dilation, value)]);
            inner = builder.Node("Relu", [Convolution(builder, network, prefix + "conv2", block.Dilation, inner)]);
            var around = block.ChangesChannels ? Convolution(builder, network, prefix + "down", 1, value) : value;
            value = builder.Node("Relu", [builder.Node("Add", [inner, around])]);
        }
        return builder.Select(value, 2, -1);
    }

    private static string Convolution(OnnxBuilder builder, Layer network, string name, int dilation, string input)
    {
        Tensor weight = network.Parameter(name + ".weight"), bias = network.Parameter(name + ".bias");
        return builder.Node("Conv", [input, builder.Weight(name + ".weight", weight), builder.Weight(name + ".bias", bias)],
            new OnnxAttribute("kernel_shape") { Integers = [weight.Size(2)] },
            new OnnxAttribute("dilations") { Integers = [dilation] },
            new OnnxAttribute("pads") { Integers = [(weight.Size(2) - 1L) * dilation, 0] });
    }
}
