namespace Tidemark.Learning.Formats.Onnx;

/// <summary>Operators that bring many numbers together: sums, means, normalisations, softmax.</summary>
internal static class ReductionOperators
{
    public static void AddTo(Dictionary<string, Action<OnnxStep>> operators)
    {
        operators["ReduceSum"] = step => Reduce(step, 0, (sum, value) => sum + value, (sum, _) => sum);
        operators["ReduceMean"] = step => Reduce(step, 0, (sum, value) => sum + value, (sum, count) => sum / count);
        operators["ReduceProd"] = step => Reduce(step, 1, (product, value) => product * value, (product, _) => product);
        operators["ReduceMax"] = step => Reduce(step, double.NegativeInfinity, Math.Max, (most, _) => most);
        operators["ReduceMin"] = step => Reduce(step, double.PositiveInfinity, Math.Min, (least, _) => least);
        operators["ReduceL2"] = step => Reduce(step, 0, (sum, value) => sum + value * value, (sum, _) => Math.Sqrt(sum));
        operators["GlobalAveragePool"] = step => Pool(step, 0, (sum, value) => sum + value, (sum, count) => sum / count);
        operators["GlobalMaxPool"] = step => Pool(step, double.NegativeInfinity, Math.Max, (most, _) => most);
        operators["Softmax"] = step => Softmax(step, isLogarithm: false);
        operators["LogSoftmax"] = step => Softmax(step, isLogarithm: true);
        operators["LayerNormalization"] = LayerNormalization;
        operators["BatchNormalization"] = BatchNormalization;
    }

    private static void Reduce(OnnxStep step, double start, Func<double, double, double> fold, Func<double, int, double> finish)
    {
        var rank = step.Input(0).Shape.Length;
        var named = step.ConstantsOr("axes", 1);
        if (named is null or { Length: 0 } && step.Node.Integer("noop_with_empty_axes", 0) != 0)
        {
            step.Outputs = [step.Input(0)];
            return;
        }
        int[] axes = named is { Length: > 0 } ? [.. named.Select(axis => step.Axis(axis, rank))] : [.. Enumerable.Range(0, rank)];
        Fold(step, axes, step.Node.Integer("keepdims", 1) != 0, start, fold, finish);
    }

    private static void Pool(OnnxStep step, double start, Func<double, double, double> fold, Func<double, int, double> finish) =>
        Fold(step, [.. Enumerable.Range(2, Math.Max(0, step.Input(0).Shape.Length - 2))], true, start, fold, finish);

    private static void Fold(OnnxStep step, int[] axes, bool keepsDimensions, double start, Func<double, double, double> fold, Func<double, int, double> finish)
    {
        var from = step.Input(0);
        int[] kept = [.. from.Shape.Select((size, i) => axes.Contains(i) ? 1 : size)];
        var strides = OnnxIndexing.Strides(from.Shape);
        step.Budget.Compute(from.Count);
        var groups = step.Positions(kept, 0, strides);
        var members = step.Positions([.. from.Shape.Select((size, i) => axes.Contains(i) ? size : 1)], 0, strides);
        var to = step.Like(from, keepsDimensions ? kept : [.. from.Shape.Where((_, i) => !axes.Contains(i))]);
        step.Outputs = [to];
        step.Compute = () =>
        {
            for (var g = 0; g < groups.Length; g++)
            {
                var value = start;
                foreach (var member in members) value = fold(value, from.Floats is { } floats ? floats[groups[g] + member] : from.Integers![groups[g] + member]);
                value = finish(value, members.Length);
                if (to.Floats is { } target) target[g] = (float)value;
                else to.Integers![g] = (long)value;
            }
        };
    }

    private static void Softmax(OnnxStep step, bool isLogarithm)
    {
        var from = step.Input(0);
        var source = step.Floats(0);
        var rank = from.Shape.Length;
        // Before operator set 13 everything from the dimension on counted as one row.
        var isOld = step.OperatorSet < 13;
        var axis = step.Axis(step.Node.Integer("axis", isOld ? 1 : -1), rank);
        var count = isOld ? from.Shape[axis..].Aggregate(1, (product, size) => product * size) : from.Shape[axis];
        var apart = isOld ? 1 : from.Shape[(axis + 1)..].Aggregate(1, (product, size) => product * size);
        var to = step.Float(from.Shape);
        var target = to.Floats!;
        step.Outputs = [to];
        step.Compute = () =>
        {
            for (var block = 0; block < source.Length; block += count * apart)
                for (var first = block; first < block + apart; first++)
                {
                    var (most, sum) = (float.NegativeInfinity, 0f);
                    for (var i = 0; i < count; i++) most = Math.Max(most, source[first + i * apart]);
                    for (var i = 0; i < count; i++) sum += target[first + i * apart] = MathF.Exp(source[first + i * apart] - most);
                    for (var i = 0; i < count; i++)
                        target[first + i * apart] = isLogarithm ? source[first + i * apart] - most - MathF.Log(sum) : target[first + i * apart] / sum;
                }
        };
    }

    private static void LayerNormalization(OnnxStep step)
    {
        var from = step.Input(0);
        var (source, scale) = (step.Floats(0), step.Floats(1));
        var shift = step.Optional(2)?.Floats;
        var axis = step.Axis(step.Node.Integer("axis", -1), from.Shape.Length);
        var count = from.Shape[axis..].Aggregate(1, (product, size) => product * size);
        if (scale.Length != count || (shift is not null && shift.Length != count)) throw step.Refusal($"scale and shift are not of {count} numbers");
        var epsilon = step.Node.Number("epsilon", 1e-5f);
        var to = step.Float(from.Shape);
        var target = to.Floats!;
        step.Outputs = [to];
        step.Compute = () =>
        {
            for (var first = 0; first < source.Length; first += count)
            {
                var (mean, variance) = (0.0, 0.0);
                for (var i = 0; i < count; i++) mean += source[first + i];
                mean /= count;
                for (var i = 0; i < count; i++) variance += (source[first + i] - mean) * (source[first + i] - mean);
                var inverse = 1 / Math.Sqrt(variance / count + epsilon);
                for (var i = 0; i < count; i++) target[first + i] = (float)((source[first + i] - mean) * inverse) * scale[i] + (shift?[i] ?? 0);
            }
        };
    }

    private static void BatchNormalization(OnnxStep step)
    {
        var from = step.Input(0);
        var (source, scale, shift, mean, variance) = (step.Floats(0), step.Floats(1), step.Floats(2), step.Floats(3), step.Floats(4));
        if (step.Node.Integer("training_mode", 0) != 0) throw step.Refusal("the model was exported in training mode; export it in evaluation mode");
        var channels = from.Shape.Length > 1 ? from.Shape[1] : 1;
        if (new[] { scale, shift, mean, variance }.Any(one => one.Length != channels)) throw step.Refusal($"its statistics are not of {channels} channels");
        var inner = from.Shape.Length > 2 ? from.Shape[2..].Aggregate(1, (product, size) => product * size) : 1;
        var epsilon = step.Node.Number("epsilon", 1e-5f);
        var to = step.Float(from.Shape);
        var target = to.Floats!;
        step.Outputs = [to];
        step.Compute = () =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                var channel = i / inner % channels;
                target[i] = (float)((source[i] - mean[channel]) / Math.Sqrt(variance[channel] + (double)epsilon)) * scale[channel] + shift[channel];
            }
        };
    }
}
