namespace Tidemark.Learning.Tests.Networks.Plain;

/// <summary>Layers as their formulas say, one number at a time.</summary>
internal static class PlainLayers
{
    /// <summary>y = x W' + b over the last dimension; weight is [out, in].</summary>
    public static PlainTensor Linear(PlainTensor input, PlainTensor weight, PlainTensor? bias)
    {
        var (outputs, inputs) = (weight.Shape[0], weight.Shape[1]);
        return new PlainTensor([.. input.Shape[..^1], outputs], n =>
        {
            var (row, o) = (n / outputs, n % outputs);
            var sum = bias is null ? 0 : bias[o];
            for (var i = 0; i < inputs; i++) sum += weight[o, i] * input[row * inputs + i];
            return sum;
        });
    }

    public static PlainTensor Embedding(int[] indices, PlainTensor weight) =>
        new([indices.Length, weight.Shape[1]], n => weight[indices[n / weight.Shape[1]], n % weight.Shape[1]]);

    /// <summary>Causal: input [batch, channels, time], zeros before the first step.</summary>
    public static PlainTensor Convolution(PlainTensor input, PlainTensor weight, PlainTensor? bias, int dilation)
    {
        var (channels, time, outputs, kernel) = (input.Shape[1], input.Shape[2], weight.Shape[0], weight.Shape[2]);
        return new PlainTensor([input.Shape[0], outputs, time], n =>
        {
            var (b, o, t) = (n / time / outputs, n / time % outputs, n % time);
            var sum = bias is null ? 0 : bias[o];
            for (var c = 0; c < channels; c++)
                for (var k = 0; k < kernel; k++)
                {
                    var at = t - (kernel - 1 - k) * dilation;
                    if (at >= 0) sum += weight[o, c, k] * input[b, c, at];
                }
            return sum;
        });
    }

    public static PlainTensor TcnBlock(PlainTensor input, Func<string, PlainTensor?> parameter, int dilation)
    {
        var inner = Convolution(input, parameter("conv1.weight")!, parameter("conv1.bias"), dilation).Select(Scalar.Relu);
        var outer = Convolution(inner, parameter("conv2.weight")!, parameter("conv2.bias"), dilation).Select(Scalar.Relu);
        var residual = parameter("down.weight") is { } down ? Convolution(input, down, parameter("down.bias"), 1) : input;
        return outer.With(residual, (a, b) => Scalar.Relu(a + b));
    }

    public static PlainTensor LayerNorm(PlainTensor input, PlainTensor weight, PlainTensor bias, double epsilon = 1e-5)
    {
        var size = weight.Shape[0];
        var result = new Scalar[input.Data.Length];
        for (var row = 0; row < result.Length / size; row++)
        {
            var values = input.Data[(row * size)..((row + 1) * size)];
            var mean = Scalar.Mean(values);
            var deviation = Scalar.Sqrt(Scalar.Mean([.. values.Select(x => (x - mean) * (x - mean))]) + epsilon);
            for (var i = 0; i < size; i++) result[row * size + i] = (values[i] - mean) / deviation * weight[i] + bias[i];
        }
        return new PlainTensor(input.Shape, result);
    }

    /// <summary>Over the rows of [rows, features]; the running statistics are replaced.</summary>
    public static PlainTensor BatchNorm(PlainTensor input, PlainTensor weight, PlainTensor bias, double[] runningMean, double[] runningVariance, bool training, double epsilon = 1e-5, double momentum = 0.1)
    {
        var (rows, size) = (input.Shape[0], input.Shape[1]);
        var result = PlainTensor.Zeros(rows, size);
        for (var j = 0; j < size; j++)
        {
            Scalar[] column = [.. Enumerable.Range(0, rows).Select(i => input[i, j])];
            Scalar mean = runningMean[j], variance = runningVariance[j];
            if (training)
            {
                mean = Scalar.Mean(column);
                variance = Scalar.Mean([.. column.Select(x => (x - mean) * (x - mean))]);
                runningMean[j] += momentum * (mean.Value - runningMean[j]);
                runningVariance[j] += momentum * (variance.Value * rows / (rows - 1) - runningVariance[j]);
            }
            var deviation = Scalar.Sqrt(variance + epsilon);
            for (var i = 0; i < rows; i++) result[i, j] = (input[i, j] - mean) / deviation * weight[j] + bias[j];
        }
        return result;
    }

    public static Scalar[] Softmax(IReadOnlyList<Scalar> scores)
    {
        var top = scores.Max(score => score.Value);
        Scalar[] powers = [.. scores.Select(score => Scalar.Exp(score - top))];
        var sum = Scalar.Sum(powers);
        return [.. powers.Select(power => power / sum)];
    }

    public static PlainTensor Attention(PlainTensor input, Func<string, PlainTensor?> parameter, int heads, bool causal)
    {
        var (batch, time, size) = (input.Shape[0], input.Shape[1], input.Shape[2]);
        var head = size / heads;
        var projected = Linear(input, parameter("in_proj_weight")!, parameter("in_proj_bias"));
        var mixed = PlainTensor.Zeros(batch, time, size);
        for (var b = 0; b < batch; b++)
            for (var h = 0; h < heads; h++)
                for (var t = 0; t < time; t++)
                {
                    var seen = causal ? t + 1 : time;
                    var weights = Softmax([.. Enumerable.Range(0, seen).Select(s =>
                        Scalar.Sum(Enumerable.Range(0, head).Select(d => projected[b, t, h * head + d] * projected[b, s, size + h * head + d])) / Math.Sqrt(head))]);
                    for (var d = 0; d < head; d++)
                        mixed[b, t, h * head + d] = Scalar.Sum(Enumerable.Range(0, seen).Select(s => weights[s] * projected[b, s, 2 * size + h * head + d]));
                }
        return Linear(mixed, parameter("out_proj.weight")!, parameter("out_proj.bias"));
    }

    public static PlainTensor EncoderLayer(PlainTensor input, Func<string, PlainTensor?> parameter, int heads, bool causal, bool normFirst, bool gelu)
    {
        PlainTensor Norm(PlainTensor x, string name) => LayerNorm(x, parameter(name + ".weight")!, parameter(name + ".bias")!);
        PlainTensor Attend(PlainTensor x) => Attention(x, name => parameter("self_attn." + name), heads, causal);
        PlainTensor Feed(PlainTensor x) => Linear(Linear(x, parameter("linear1.weight")!, parameter("linear1.bias")).Select(gelu ? PlainActivations.Gelu : Scalar.Relu), parameter("linear2.weight")!, parameter("linear2.bias"));
        PlainTensor Add(PlainTensor a, PlainTensor b) => a.With(b, (x, y) => x + y);
        if (normFirst)
        {
            var middle = Add(input, Attend(Norm(input, "norm1")));
            return Add(middle, Feed(Norm(middle, "norm2")));
        }
        var attended = Norm(Add(input, Attend(input)), "norm1");
        return Norm(Add(attended, Feed(attended)), "norm2");
    }
}
