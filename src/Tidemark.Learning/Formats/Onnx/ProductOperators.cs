namespace Tidemark.Learning.Formats.Onnx;

/// <summary>Products of matrices and convolutions.</summary>
internal static class ProductOperators
{
    public static void AddTo(Dictionary<string, Action<OnnxStep>> operators)
    {
        operators["MatMul"] = MatMul;
        operators["Gemm"] = Gemm;
        operators["Conv"] = Convolution;
    }

    private static void MatMul(OnnxStep step)
    {
        var (left, right) = (step.Input(0), step.Input(1));
        var (a, b) = (step.Floats(0), step.Floats(1));
        // A vector is a row on the left and a column on the right, and the dimension is taken away again.
        int[] one = left.Shape.Length == 1 ? [1, left.Shape[0]] : left.Shape;
        int[] other = right.Shape.Length == 1 ? [right.Shape[0], 1] : right.Shape;
        if (one.Length == 0 || other.Length == 0) throw step.Refusal("a product with a single number");
        var (m, k, n) = (one[^2], one[^1], other[^1]);
        if (other[^2] != k) throw step.Refusal($"[{string.Join(", ", left.Shape)}] times [{string.Join(", ", right.Shape)}] is not possible");
        var batch = OnnxIndexing.Together(one.AsSpan(..^2), other.AsSpan(..^2)) ?? throw step.Refusal($"[{string.Join(", ", left.Shape)}] times [{string.Join(", ", right.Shape)}] is not possible");
        var (first, second) = (step.Stretched(one.AsSpan(..^2), batch), step.Stretched(other.AsSpan(..^2), batch));
        int[] shape = [.. batch, .. left.Shape.Length == 1 ? Array.Empty<int>() : [m], .. right.Shape.Length == 1 ? Array.Empty<int>() : [n]];
        var to = step.Float(shape);
        step.Budget.Compute(first.Length, m, n, k);
        step.Outputs = [to];
        step.Compute = () =>
        {
            for (var i = 0; i < first.Length; i++)
                MatrixProduct.Multiply(m, n, k, a.AsSpan(first[i] * m * k), b.AsSpan(second[i] * k * n), to.Floats.AsSpan(i * m * n), false);
        };
    }

    private static void Gemm(OnnxStep step)
    {
        var (left, right) = (step.Input(0), step.Input(1));
        var (a, b) = (step.Floats(0), step.Floats(1));
        if (left.Shape.Length != 2 || right.Shape.Length != 2) throw step.Refusal("its inputs are no matrices");
        var (isLeftTransposed, isRightTransposed) = (step.Node.Integer("transA", 0) != 0, step.Node.Integer("transB", 0) != 0);
        var (alpha, beta) = (step.Node.Number("alpha", 1), step.Node.Number("beta", 1));
        var (m, k) = isLeftTransposed ? (left.Shape[1], left.Shape[0]) : (left.Shape[0], left.Shape[1]);
        var (inner, n) = isRightTransposed ? (right.Shape[1], right.Shape[0]) : (right.Shape[0], right.Shape[1]);
        if (inner != k) throw step.Refusal($"[{string.Join(", ", left.Shape)}] times [{string.Join(", ", right.Shape)}] is not possible");
        var bias = step.Optional(2) is null ? null : step.Floats(2);
        var places = bias is null ? null : step.Stretched(step.Input(2).Shape, [m, n]);
        step.Budget.Compute(m, n, k);
        if (isLeftTransposed) step.Budget.Take(left.Shape);
        if (isRightTransposed) step.Budget.Take(right.Shape);
        var weight = right.IsConstant && isRightTransposed ? MatrixProduct.Transposed(b, n, k) : null;
        var to = step.Float(m, n);
        var target = to.Floats!;
        step.Outputs = [to];
        step.Compute = () =>
        {
            var rows = isLeftTransposed ? MatrixProduct.Transposed(a, k, m) : a;
            var columns = weight ?? (isRightTransposed ? MatrixProduct.Transposed(b, n, k) : b);
            MatrixProduct.Multiply(m, n, k, rows, columns, target, false);
            if (alpha == 1 && bias is null) return;
            for (var i = 0; i < target.Length; i++) target[i] = alpha * target[i] + (bias is null ? 0 : beta * bias[places![i]]);
        };
    }

    private static void Convolution(OnnxStep step)
    {
        var (from, kernel) = (step.Input(0), step.Input(1));
        var (source, weight) = (step.Floats(0), step.Floats(1));
        // One dimension of time; a second one of size 1, as some exporters write it, is taken along.
        if (from.Shape.Length != kernel.Shape.Length || from.Shape.Length is not (3 or 4)) throw step.Refusal("convolutions over one dimension are supported");
        var time = from.Shape.Length == 3 || from.Shape[3] != 1 ? from.Shape.Length - 1 : 2;
        if (from.Shape.Length == 4 && (from.Shape[5 - time] != 1 || kernel.Shape[5 - time] != 1)) throw step.Refusal("convolutions over one dimension are supported");
        var (batch, inputs, length, outputs, taps) = (from.Shape[0], from.Shape[1], from.Shape[time], kernel.Shape[0], kernel.Shape[time]);
        var groups = (int)step.Node.Integer("group", 1);
        if (groups < 1 || inputs % groups != 0 || outputs % groups != 0 || kernel.Shape[1] != inputs / groups) throw step.Refusal($"{inputs} channels do not go with a kernel of [{string.Join(", ", kernel.Shape)}] in {groups} groups");
        var (stride, dilation) = (Setting(step, "strides", time, 1), Setting(step, "dilations", time, 1));
        if (stride < 1 || dilation < 1) throw step.Refusal("strides and dilations are at least 1");
        var (before, after) = Padding(step, time, length, taps, stride, dilation);
        var count = checked((length + before + after - dilation * (taps - 1) - 1) / stride + 1);
        if (count < 1) throw step.Refusal($"{length} steps are too few for a kernel of {taps} with dilation {dilation}");
        var bias = step.Optional(2) is null ? null : step.Floats(2);
        var shape = from.Shape.ToArray();
        (shape[1], shape[time]) = (outputs, count);
        var to = step.Float(shape);
        var target = to.Floats!;
        step.Outputs = [to];
        var (own, made) = (inputs / groups, outputs / groups);
        step.Budget.Compute(batch, outputs, count, own, taps);
        step.Compute = () =>
        {
            for (var row = 0; row < batch * outputs; row++)
            {
                var output = row % outputs;
                var line = target.AsSpan(row * count, count);
                line.Fill(bias?[output] ?? 0);
                for (var input = 0; input < own; input++)
                {
                    var channel = source.AsSpan((row / outputs * inputs + output / made * own + input) * length, length);
                    for (var tap = 0; tap < taps; tap++)
                    {
                        var factor = weight[(output * own + input) * taps + tap];
                        var shift = tap * dilation - before;
                        for (var t = shift < 0 ? (-shift + stride - 1) / stride : 0; t < count && t * stride + shift < length; t++) line[t] += factor * channel[t * stride + shift];
                    }
                }
            }
        };
    }

    private static int Setting(OnnxStep step, string name, int time, int otherwise)
    {
        var given = step.Node.Integers(name);
        return given.Length == 0 ? otherwise : time - 2 < given.Length ? checked((int)given[time - 2]) : throw step.Refusal($"{name} are not as many as dimensions");
    }

    private static (int Before, int After) Padding(OnnxStep step, int time, int length, int taps, int stride, int dilation)
    {
        var automatic = step.Node.Text("auto_pad", "NOTSET");
        if (automatic is "SAME_UPPER" or "SAME_LOWER")
        {
            var total = Math.Max(0, checked(((length + stride - 1) / stride - 1) * stride + dilation * (taps - 1) + 1 - length));
            return automatic == "SAME_UPPER" ? (total / 2, total - total / 2) : (total - total / 2, total / 2);
        }
        if (automatic is not ("NOTSET" or "VALID")) throw step.Refusal($"the padding '{automatic}' is not supported");
        var pads = step.Node.Integers("pads");
        if (pads.Length == 0 || automatic == "VALID") return (0, 0);
        if (pads.Length != 2 * (step.Input(0).Shape.Length - 2) || pads.Any(pad => pad < 0)) throw step.Refusal("its paddings are not as many as dimensions, or negative");
        return checked(((int)pads[time - 2], (int)pads[time - 2 + pads.Length / 2]));
    }
}
