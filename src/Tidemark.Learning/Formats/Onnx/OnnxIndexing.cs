namespace Tidemark.Learning.Formats.Onnx;

/// <summary>Where elements of tensors lie: rearrangements become a list of positions once, so that moving numbers later is one loop.</summary>
internal static class OnnxIndexing
{
    /// <summary>How far apart neighbours of each dimension lie.</summary>
    public static int[] Strides(ReadOnlySpan<int> shape)
    {
        var strides = new int[shape.Length];
        var stride = 1;
        for (var i = shape.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= shape[i];
        }
        return strides;
    }

    /// <summary>For each element of a shape, in order, the position start + sum of index times stride.</summary>
    public static int[] Positions(OnnxBudget budget, ReadOnlySpan<int> shape, int start, ReadOnlySpan<int> strides)
    {
        var positions = new int[budget.Take(shape)];
        Span<int> index = stackalloc int[shape.Length];
        index.Clear();
        var position = start;
        for (var i = 0; i < positions.Length; i++)
        {
            positions[i] = position;
            for (var d = shape.Length - 1; d >= 0; d--)
            {
                position += strides[d];
                if (++index[d] < shape[d]) break;
                position -= strides[d] * shape[d];
                index[d] = 0;
            }
        }
        return positions;
    }

    /// <summary>The shape that two shapes have together, dimensions of 1 being stretched; null where they do not go together.</summary>
    public static int[]? Together(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        var shape = new int[Math.Max(left.Length, right.Length)];
        for (var i = 1; i <= shape.Length; i++)
        {
            var one = i <= left.Length ? left[^i] : 1;
            var other = i <= right.Length ? right[^i] : 1;
            if (one != other && one != 1 && other != 1) return null;
            shape[^i] = one == 1 ? other : one;
        }
        return shape;
    }

    /// <summary>For each dimension of a stretched shape, how far apart neighbours lie in the original.</summary>
    public static int[] StretchedStrides(ReadOnlySpan<int> original, ReadOnlySpan<int> shape)
    {
        var own = Strides(original);
        var strides = new int[shape.Length];
        for (var i = 1; i <= original.Length; i++) strides[^i] = original[^i] == 1 ? 0 : own[^i];
        return strides;
    }

    /// <summary>Sets up a step whose output takes each element from one of its input.</summary>
    public static void Rearrange(OnnxStep step, OnnxValue from, int[] shape, int[] positions)
    {
        var to = step.Like(from, shape);
        step.Outputs = [to];
        step.Compute = () => Move(from, to, positions, 0);
    }

    /// <summary>Moves elements; a negative position leaves what is there.</summary>
    public static void Move(OnnxValue from, OnnxValue to, int[] positions, int first)
    {
        if (from.Floats is { } source)
        {
            var target = to.Floats!;
            for (var i = 0; i < positions.Length; i++)
                if (positions[i] >= 0) target[first + i] = source[positions[i]];
            return;
        }
        for (var i = 0; i < positions.Length; i++)
            if (positions[i] >= 0) to.Integers![first + i] = from.Integers![positions[i]];
    }
}
