namespace Tidemark.Learning.Formats.Onnx;

/// <summary>Operators that move numbers or say something of shapes.</summary>
internal static class ShapeOperators
{
    public static void AddTo(Dictionary<string, Action<OnnxStep>> operators)
    {
        operators["Identity"] = step => step.Outputs = [step.Input(0)];
        operators["Dropout"] = Dropout;
        operators["Constant"] = Constant;
        operators["ConstantOfShape"] = ConstantOfShape;
        operators["Shape"] = step => Known(step, [.. step.Input(0).Shape.Select(size => (long)size)]);
        operators["Size"] = step => step.Outputs = [Whole([step.Input(0).Count]).Reshaped()];
        operators["Range"] = Range;
        operators["Reshape"] = Reshape;
        operators["Flatten"] = Flatten;
        operators["Squeeze"] = Squeeze;
        operators["Unsqueeze"] = Unsqueeze;
        operators["Transpose"] = Transpose;
        operators["Slice"] = Slice;
        operators["Gather"] = Gather;
        operators["Concat"] = Concat;
        operators["Split"] = Split;
        operators["Expand"] = Expand;
        operators["Tile"] = Tile;
        operators["Pad"] = Pad;
        operators["Trilu"] = Trilu;
    }

    private static OnnxValue Whole(long[] values) => OnnxValue.Of(OnnxTensor.Of(values));

    private static void Known(OnnxStep step, long[] values) => step.Outputs = [Whole(values)];

    private static void Dropout(OnnxStep step)
    {
        if (step.Optional(2) is { } training && !(training is { IsConstant: true, Integers: [0] })) throw step.Refusal("the model was exported in training mode; export it in evaluation mode");
        step.Outputs = [step.Input(0)];
    }

    private static void Constant(OnnxStep step)
    {
        var node = step.Node;
        if (node.Find("value")?.Tensor is { } tensor) step.Outputs = [OnnxValue.Of(tensor)];
        else if (node.Find("value_float")?.Number is { } number) step.Outputs = [OnnxValue.Of(OnnxTensor.Of([], [number]))];
        else if (node.Find("value_int")?.Integer is { } integer) step.Outputs = [Whole([integer]).Reshaped()];
        else if (node.Find("value_floats") is { } numbers) step.Outputs = [OnnxValue.Of(OnnxTensor.Of([numbers.Numbers.Length], [.. numbers.Numbers]))];
        else if (node.Find("value_ints") is { } integers) Known(step, [.. integers.Integers]);
        else throw step.Refusal("a constant of this form is not supported");
    }

    private static void ConstantOfShape(OnnxStep step)
    {
        var shape = Sizes(step, step.Constants(0));
        var value = step.Node.Find("value")?.Tensor ?? OnnxTensor.Of([1], [0]);
        if (value.Count != 1) throw step.Refusal("its value is not one number");
        var to = value.Floats is not null ? step.Float(shape) : step.Whole(value.Element, shape);
        to.Floats?.AsSpan().Fill(value.Floats![0]);
        to.Integers?.AsSpan().Fill(value.Integers![0]);
        to.IsConstant = true;
        step.Outputs = [to];
    }

    private static void Range(OnnxStep step)
    {
        var (start, limit, delta) = (step.Constants(0)[0], step.Constants(1)[0], step.Constants(2)[0]);
        if (delta == 0) throw step.Refusal("a range with steps of zero");
        var count = Math.Max(0, (limit - start + delta - Math.Sign(delta)) / delta);
        step.Budget.Take([checked((int)count)]);
        Known(step, [.. Enumerable.Range(0, (int)count).Select(i => start + i * delta)]);
    }

    private static void Reshape(OnnxStep step)
    {
        var from = step.Input(0);
        var wanted = step.Constants(1);
        var shape = new int[wanted.Length];
        var (open, known) = (-1, 1L);
        for (var i = 0; i < shape.Length; i++)
        {
            if (wanted[i] == -1)
            {
                if (open >= 0) throw step.Refusal("two dimensions of a new shape are open");
                open = i;
                continue;
            }
            shape[i] = wanted[i] == 0 && step.Node.Integer("allowzero", 0) == 0 ? from.Shape[step.Axis(i, from.Shape.Length)] : checked((int)wanted[i]);
            known *= shape[i];
        }
        if (open >= 0) shape[open] = known == 0 ? 0 : (int)(from.Count / known);
        if (OnnxValue.CountOf(shape) != from.Count) throw step.Refusal($"[{string.Join(", ", from.Shape)}] cannot have the shape [{string.Join(", ", wanted)}]");
        step.Outputs = [from.Reshaped(shape)];
    }

    private static void Flatten(OnnxStep step)
    {
        var from = step.Input(0);
        var axis = step.Node.Integer("axis", 1);
        var at = axis == from.Shape.Length ? from.Shape.Length : step.Axis(axis, from.Shape.Length);
        var rows = from.Shape[..at].Aggregate(1, (product, size) => product * size);
        step.Outputs = [from.Reshaped(rows, rows == 0 ? 0 : from.Count / rows)];
    }

    private static void Squeeze(OnnxStep step)
    {
        var from = step.Input(0);
        var axes = step.ConstantsOr("axes", 1)?.Select(axis => step.Axis(axis, from.Shape.Length)).ToHashSet();
        foreach (var axis in axes ?? [])
            if (from.Shape[axis] != 1) throw step.Refusal($"dimension {axis} of [{string.Join(", ", from.Shape)}] is not 1");
        step.Outputs = [from.Reshaped([.. from.Shape.Where((size, i) => axes is null ? size != 1 : !axes.Contains(i))])];
    }

    private static void Unsqueeze(OnnxStep step)
    {
        var from = step.Input(0);
        var wanted = step.ConstantsOr("axes", 1) ?? throw step.Refusal("it does not say which dimensions");
        var rank = from.Shape.Length + wanted.Length;
        var axes = wanted.Select(axis => step.Axis(axis, rank)).ToHashSet();
        if (axes.Count != wanted.Length) throw step.Refusal("a dimension is named twice");
        var rest = new Queue<int>(from.Shape);
        step.Outputs = [from.Reshaped([.. Enumerable.Range(0, rank).Select(i => axes.Contains(i) ? 1 : rest.Dequeue())])];
    }

    private static void Transpose(OnnxStep step)
    {
        var from = step.Input(0);
        var order = step.Node.Integers("perm") is { Length: > 0 } given
            ? [.. given.Select(axis => step.Axis(axis, from.Shape.Length))]
            : Enumerable.Range(0, from.Shape.Length).Reverse().ToArray();
        if (order.Length != from.Shape.Length || order.Distinct().Count() != order.Length) throw step.Refusal($"[{string.Join(", ", order)}] is no order of {from.Shape.Length} dimensions");
        int[] shape = [.. order.Select(axis => from.Shape[axis])];
        var strides = OnnxIndexing.Strides(from.Shape);
        OnnxIndexing.Rearrange(step, from, shape, step.Positions(shape, 0, [.. order.Select(axis => strides[axis])]));
    }

    private static void Slice(OnnxStep step)
    {
        var from = step.Input(0);
        var starts = step.ConstantsOr("starts", 1) ?? throw step.Refusal("it does not say where to begin");
        var ends = step.ConstantsOr("ends", 2) ?? throw step.Refusal("it does not say where to end");
        var axes = step.ConstantsOr("axes", 3) ?? [.. Enumerable.Range(0, starts.Length).Select(i => (long)i)];
        var steps = step.Optional(4) is null ? null : step.Constants(4);
        if (ends.Length != starts.Length || axes.Length != starts.Length || (steps is not null && steps.Length != starts.Length)) throw step.Refusal("its starts, ends, axes and steps are not as many");
        var shape = from.Shape.ToArray();
        var strides = OnnxIndexing.Strides(shape);
        var first = 0;
        for (var i = 0; i < axes.Length; i++)
        {
            var axis = step.Axis(axes[i], shape.Length);
            var (size, jump) = (from.Shape[axis], steps?[i] ?? 1);
            if (jump == 0) throw step.Refusal("steps of zero");
            var start = Math.Clamp(starts[i] < 0 ? starts[i] + size : starts[i], 0, jump > 0 ? size : size - 1);
            var end = Math.Clamp(ends[i] < 0 ? ends[i] + size : ends[i], jump > 0 ? 0 : -1, size);
            // The number that no index reaches means "to the very front" when going backwards.
            if (jump < 0 && ends[i] <= -size - 1) end = -1;
            shape[axis] = (int)Math.Max(0, jump > 0 ? (end - start + jump - 1) / jump : (start - end - jump - 1) / -jump);
            first += (int)start * strides[axis];
            strides[axis] = (int)(strides[axis] * jump);
        }
        OnnxIndexing.Rearrange(step, from, shape, step.Positions(shape, first, strides));
    }

    private static void Gather(OnnxStep step)
    {
        var (from, which) = (step.Input(0), step.Input(1));
        var axis = step.Axis(step.Node.Integer("axis", 0), from.Shape.Length);
        var size = from.Shape[axis];
        int[] shape = [.. from.Shape[..axis], .. which.Shape, .. from.Shape[(axis + 1)..]];
        var inner = from.Shape[(axis + 1)..].Aggregate(1, (product, one) => product * one);
        var outer = from.Shape[..axis].Aggregate(1, (product, one) => product * one);
        var indices = which.Integers ?? throw step.Refusal("its indices are not whole numbers");
        var to = step.Like(from, shape);
        step.Outputs = [to];
        var positions = new int[step.Budget.Take(shape)];
        void Find()
        {
            var next = 0;
            for (var o = 0; o < outer; o++)
                foreach (var given in indices)
                {
                    var index = given < 0 ? given + size : given;
                    if (index < 0 || index >= size) throw step.Refusal($"there is no element {given} among {size}");
                    for (var i = 0; i < inner; i++) positions[next++] = (o * size + (int)index) * inner + i;
                }
        }
        var isKnown = which.IsConstant;
        if (isKnown) Find();
        step.Compute = () =>
        {
            if (!isKnown) Find();
            OnnxIndexing.Move(from, to, positions, 0);
        };
    }

    private static void Concat(OnnxStep step)
    {
        OnnxValue[] parts = [.. Enumerable.Range(0, step.Inputs.Length).Select(step.Input)];
        if (parts.Length == 0) throw step.Refusal("it has no inputs");
        var axis = step.Axis(step.Node.Integer("axis", 0), parts[0].Shape.Length);
        var shape = parts[0].Shape.ToArray();
        foreach (var part in parts.Skip(1))
        {
            if (part.Shape.Length != shape.Length || part.IsFloat != parts[0].IsFloat || part.Shape.Where((size, i) => i != axis && size != shape[i]).Any()) throw step.Refusal("its inputs do not go together");
            shape[axis] += part.Shape[axis];
        }
        var to = step.Like(parts[0], shape);
        var inner = shape[(axis + 1)..].Aggregate(1, (product, size) => product * size);
        var outer = shape[..axis].Aggregate(1, (product, size) => product * size);
        step.Outputs = [to];
        step.Compute = () =>
        {
            var offset = 0;
            foreach (var part in parts)
            {
                var length = part.Shape[axis] * inner;
                for (var o = 0; o < outer; o++)
                    if (part.Floats is { } floats) floats.AsSpan(o * length, length).CopyTo(to.Floats.AsSpan(o * shape[axis] * inner + offset));
                    else part.Integers.AsSpan(o * length, length).CopyTo(to.Integers.AsSpan(o * shape[axis] * inner + offset));
                offset += length;
            }
        };
    }

    private static void Split(OnnxStep step)
    {
        var from = step.Input(0);
        var axis = step.Axis(step.Node.Integer("axis", 0), from.Shape.Length);
        var count = step.Node.Outputs.Length;
        var even = (from.Shape[axis] + count - 1) / count;
        var sizes = step.ConstantsOr("split", 1) ?? [.. Enumerable.Range(0, count).Select(i => (long)Math.Min(even, from.Shape[axis] - i * even))];
        if (sizes.Length != count || sizes.Any(size => size < 0) || sizes.Sum() != from.Shape[axis]) throw step.Refusal($"{from.Shape[axis]} cannot be split into [{string.Join(", ", sizes)}]");
        var strides = OnnxIndexing.Strides(from.Shape);
        var (start, positions) = (0, new int[count][]);
        step.Outputs = new OnnxValue[count];
        for (var i = 0; i < count; i++)
        {
            var shape = from.Shape.ToArray();
            shape[axis] = (int)sizes[i];
            positions[i] = step.Positions(shape, start * strides[axis], strides);
            step.Outputs[i] = step.Like(from, shape);
            start += shape[axis];
        }
        var outputs = step.Outputs;
        step.Compute = () =>
        {
            for (var i = 0; i < count; i++) OnnxIndexing.Move(from, outputs[i], positions[i], 0);
        };
    }

    private static void Expand(OnnxStep step)
    {
        var from = step.Input(0);
        var shape = OnnxIndexing.Together(from.Shape, Sizes(step, step.Constants(1))) ?? throw step.Refusal($"[{string.Join(", ", from.Shape)}] cannot be stretched so");
        OnnxIndexing.Rearrange(step, from, shape, step.Stretched(from.Shape, shape));
    }

    private static void Tile(OnnxStep step)
    {
        var from = step.Input(0);
        var times = Sizes(step, step.Constants(1));
        if (times.Length != from.Shape.Length) throw step.Refusal("it does not say how often for each dimension");
        int[] shape = [.. from.Shape.Select((size, i) => checked(size * times[i]))];
        // Each dimension as two: how often, and the original.
        int[] both = [.. from.Shape.SelectMany((size, i) => new[] { times[i], size })];
        var own = OnnxIndexing.Strides(from.Shape);
        OnnxIndexing.Rearrange(step, from, shape, step.Positions(both, 0, [.. own.SelectMany(stride => new[] { 0, stride })]));
    }

    private static void Pad(OnnxStep step)
    {
        var from = step.Input(0);
        var rank = from.Shape.Length;
        var pads = step.ConstantsOr("pads", 1) ?? throw step.Refusal("it does not say how much");
        var mode = step.Node.Text("mode", "constant");
        if (mode is not ("constant" or "edge" or "reflect")) throw step.Refusal($"the mode '{mode}' is not supported");
        if (step.Optional(3) is not null) throw step.Refusal("named dimensions are not supported");
        if (pads.Length != 2 * rank) throw step.Refusal($"{pads.Length} numbers are not a begin and an end for {rank} dimensions");
        var fill = step.Optional(2) is { } given ? given.Floats?[0] ?? given.Integers![0] : step.Node.Number("value", 0);
        int[] shape = [.. from.Shape.Select((size, i) => checked((int)(size + pads[i] + pads[rank + i])))];
        var strides = OnnxIndexing.Strides(from.Shape);
        var positions = new int[step.Budget.Take(shape)];
        var own = OnnxIndexing.Strides(shape);
        for (var p = 0; p < positions.Length; p++)
            for (var d = 0; d < rank && positions[p] >= 0; d++)
            {
                var index = p / own[d] % shape[d] - (int)pads[d];
                var last = from.Shape[d] - 1;
                if (mode == "edge") index = Math.Clamp(index, 0, last);
                else if (mode == "reflect") index = index < 0 ? -index : index > last ? 2 * last - index : index;
                positions[p] = index < 0 || index > last ? -1 : positions[p] + index * strides[d];
            }
        var to = step.Like(from, shape);
        to.Floats?.AsSpan().Fill(fill);
        to.Integers?.AsSpan().Fill((long)fill);
        step.Outputs = [to];
        step.Compute = () => OnnxIndexing.Move(from, to, positions, 0);
    }

    private static void Trilu(OnnxStep step)
    {
        var from = step.Input(0);
        if (from.Shape.Length < 2) throw step.Refusal("its input is no matrix");
        var diagonal = step.Optional(1) is null ? 0 : step.Constants(1)[0];
        var isUpper = step.Node.Integer("upper", 1) != 0;
        var (rows, columns) = (from.Shape[^2], from.Shape[^1]);
        step.Budget.Take(from.Shape);
        var positions = Enumerable.Range(0, from.Count).Select(i =>
        {
            var (row, column) = (i / columns % rows, i % columns);
            return (isUpper ? column - row >= diagonal : column - row <= diagonal) ? i : -1;
        }).ToArray();
        OnnxIndexing.Rearrange(step, from, from.Shape, positions);
    }

    private static int[] Sizes(OnnxStep step, long[] sizes) =>
        [.. sizes.Select(size => size is >= 0 and <= int.MaxValue ? (int)size : throw step.Refusal($"{size} is no size"))];
}
