using System.Globalization;
using Tidemark.Learning.Networks.Forms;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>A transformer's encoder as ONNX nodes, attention taken apart into products and a softmax.</summary>
internal static class AttentionExport
{
    public static string Add(OnnxBuilder builder, AttentionNetwork network, string input, int window)
    {
        var size = network.Options.Size;
        var value = Linear(builder, network, "input", input);
        // Places are added to nothing, to see what they are.
        var places = network.Places.Forward(new Tape { IsRecording = false }, new Tensor(1, window, size));
        value = builder.Node("Add", [value, builder.Weight("position", [window, size], places.Data)]);
        for (var layer = 0; layer < network.Encoder.Layers.Count; layer++)
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"encoder.layers.{layer}.");
            if (network.Options.NormFirst)
            {
                value = builder.Node("Add", [value, Attend(builder, network, prefix, Norm(builder, network, prefix + "norm1", value), window)]);
                value = builder.Node("Add", [value, Feed(builder, network, prefix, Norm(builder, network, prefix + "norm2", value))]);
                continue;
            }
            value = Norm(builder, network, prefix + "norm1", builder.Node("Add", [value, Attend(builder, network, prefix, value, window)]));
            value = Norm(builder, network, prefix + "norm2", builder.Node("Add", [value, Feed(builder, network, prefix, value)]));
        }
        if (network.Options.NormFirst) value = Norm(builder, network, "encoder.norm", value);
        return builder.Select(value, 1, -1);
    }

    private static string Attend(OnnxBuilder builder, AttentionNetwork network, string prefix, string input, int window)
    {
        var (size, heads) = (network.Options.Size, network.Options.Heads);
        var name = prefix + "self_attn.";
        var projected = builder.Linear(input, 3, name + "in_proj", network.Parameter(name + "in_proj_weight"), network.Parameter(name + "in_proj_bias"));
        var parts = builder.Nodes("Split", [projected, builder.Integers(size, size, size)], 3, new OnnxAttribute("axis") { Integer = 2 });
        string Heads(string part) => builder.Reshape(part, 0, 0, heads, size / heads);
        var queries = builder.Transpose(Heads(parts[0]), 0, 2, 1, 3);
        var keys = builder.Transpose(Heads(parts[1]), 0, 2, 3, 1);
        var values = builder.Transpose(Heads(parts[2]), 0, 2, 1, 3);
        var scores = builder.Node("Mul", [builder.Node("MatMul", [queries, keys]), builder.Number((float)(1 / Math.Sqrt((double)size / heads)))]);
        if (network.Options.IsCausal) scores = builder.Node("Add", [scores, builder.Weight("mask", [window, window], Mask(window))]);
        var weights = builder.Node("Softmax", [scores], new OnnxAttribute("axis") { Integer = -1 });
        var attended = builder.Transpose(builder.Node("MatMul", [weights, values]), 0, 2, 1, 3);
        return Linear(builder, network, name + "out_proj", builder.Reshape(attended, 0, 0, size));
    }

    private static string Feed(OnnxBuilder builder, AttentionNetwork network, string prefix, string input)
    {
        var inner = Linear(builder, network, prefix + "linear1", input);
        inner = network.Options.IsGelu ? DenseExport.Gelu(builder, inner) : builder.Node("Relu", [inner]);
        return Linear(builder, network, prefix + "linear2", inner);
    }

    private static string Linear(OnnxBuilder builder, AttentionNetwork network, string name, string input) =>
        builder.Linear(input, 3, name, network.Parameter(name + ".weight"), network.Parameter(name + ".bias"));

    private static string Norm(OnnxBuilder builder, AttentionNetwork network, string name, string input) =>
        builder.Node("LayerNormalization", [input, builder.Weight(name + ".weight", network.Parameter(name + ".weight")), builder.Weight(name + ".bias", network.Parameter(name + ".bias"))],
            new OnnxAttribute("axis") { Integer = -1 }, new OnnxAttribute("epsilon") { Number = 1e-5f });

    private static float[] Mask(int window)
    {
        var mask = new float[window * window];
        for (var row = 0; row < window; row++)
            for (var column = row + 1; column < window; column++) mask[row * window + column] = float.NegativeInfinity;
        return mask;
    }
}
