using System.Globalization;
using Tidemark.Learning.Networks.Forms;
using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>LSTM and GRU layers as ONNX nodes: gate rows of an LSTM change from i, f, g, o to i, o, f, c, those of a GRU from r, z, n to z, r, h.</summary>
internal static class RecurrentExport
{
    public static string Add(OnnxBuilder builder, RecurrentNetwork network, string input)
    {
        var shape = network.Recurrent.Shape;
        var isLstm = network.Recurrent is Lstm;
        var name = isLstm ? "lstm" : "gru";
        var directions = shape.IsBidirectional ? 2 : 1;
        var steps = builder.Transpose(input, 1, 0, 2);
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var all = Layer(builder, network, layer, isLstm, name, steps);
            // [time, directions, batch, hidden] becomes [time, batch, directions * hidden].
            steps = directions == 1
                ? builder.Node("Squeeze", [all, builder.Integers(1)])
                : builder.Reshape(builder.Transpose(all, 0, 2, 1, 3), 0, 0, -1);
        }
        return builder.Select(steps, 0, -1);
    }

    private static string Layer(OnnxBuilder builder, RecurrentNetwork network, int layer, bool isLstm, string name, string steps)
    {
        var shape = network.Recurrent.Shape;
        int[] order = isLstm ? [0, 3, 1, 2] : [1, 0, 2];
        var directions = shape.IsBidirectional ? 2 : 1;
        var ends = Enumerable.Range(0, directions).Select(direction => string.Create(CultureInfo.InvariantCulture, $"_l{layer}{(direction == 1 ? "_reverse" : "")}")).ToArray();
        Tensor Find(string kind, string end) => network.Parameter($"{name}.{kind}{end}");
        float[] All(string kind) => [.. ends.SelectMany(end => Ordered(Find(kind, end), order))];
        var (rows, inputs) = (order.Length * shape.Hidden, Find("weight_ih", ends[0]).Size(1));
        float[] biases = shape.HasBias ? [.. ends.SelectMany(end => Ordered(Find("bias_ih", end), order).Concat(Ordered(Find("bias_hh", end), order)))] : new float[directions * 2 * rows];
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{name}.l{layer}");
        List<OnnxAttribute> attributes = [new("hidden_size") { Integer = shape.Hidden }, new("direction") { Text = directions == 2 ? "bidirectional" : "forward" }];
        if (!isLstm) attributes.Add(new OnnxAttribute("linear_before_reset") { Integer = 1 });
        return builder.Node(isLstm ? "LSTM" : "GRU",
        [
            steps,
            builder.Weight($"{prefix}.input", [directions, rows, inputs], All("weight_ih")),
            builder.Weight($"{prefix}.recurrent", [directions, rows, shape.Hidden], All("weight_hh")),
            builder.Weight($"{prefix}.bias", [directions, 2 * rows], biases),
        ], [.. attributes]);
    }

    /// <summary>The blocks of rows in another order.</summary>
    private static float[] Ordered(Tensor tensor, int[] order)
    {
        var size = tensor.Count / order.Length;
        var result = new float[tensor.Count];
        for (var i = 0; i < order.Length; i++) tensor.Data.Slice(order[i] * size, size).CopyTo(result.AsSpan(i * size));
        return result;
    }
}
