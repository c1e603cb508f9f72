namespace Tidemark.Learning.Formats.Onnx;

/// <summary>One node while its computation is prepared: the operator reads inputs' shapes, makes room for the outputs and says how to compute them.</summary>
internal sealed class OnnxStep(OnnxNode node, int operatorSet, OnnxValue?[] inputs, OnnxBudget budget)
{
    /// <summary>What the graph may still ask for.</summary>
    public OnnxBudget Budget { get; } = budget;

    public OnnxNode Node { get; } = node;

    public int OperatorSet { get; } = operatorSet;

    public OnnxValue?[] Inputs { get; } = inputs;

    public OnnxValue[] Outputs { get; set; } = [];

    /// <summary>Fills the outputs; null where they share the memory of an input.</summary>
    public Action? Compute { get; set; }

    public OnnxValue Input(int index) => Optional(index) ?? throw Refusal($"its input {index + 1} is missing");

    public OnnxValue? Optional(int index) => index < Inputs.Length ? Inputs[index] : null;

    /// <summary>An input of floating point.</summary>
    public float[] Floats(int index) => Input(index).Floats ?? throw Refusal($"its input {index + 1} is not of floating point");

    /// <summary>Whole numbers that say something of shapes, which must be known before any computation.</summary>
    public long[] Constants(int index)
    {
        var value = Input(index);
        if (!value.IsConstant) throw Refusal($"its input {index + 1} depends on the numbers that the model is given; only shapes that do not can be run here");
        return value.Integers ?? throw Refusal($"its input {index + 1} is not of whole numbers");
    }

    /// <summary>Whole numbers that older operator sets have as an attribute and newer ones as an input; null where there are none.</summary>
    public long[]? ConstantsOr(string attribute, int index) =>
        Node.Find(attribute) is { } found ? [.. found.Integers] : Optional(index) is null ? null : Constants(index);

    /// <summary>A dimension, counted from the end where negative.</summary>
    public int Axis(long axis, int rank)
    {
        if (axis < -rank || axis >= rank) throw Refusal($"there is no dimension {axis} of {rank}");
        return (int)(axis < 0 ? axis + rank : axis);
    }

    /// <summary>Room for numbers of floating point.</summary>
    public OnnxValue Float(params int[] shape) => OnnxValue.Float(Budget, shape);

    /// <summary>Room for whole numbers.</summary>
    public OnnxValue Whole(OnnxElement element, params int[] shape) => OnnxValue.Whole(Budget, element, shape);

    /// <summary>Room for values like those of another.</summary>
    public OnnxValue Like(OnnxValue other, params int[] shape) => other.IsFloat ? Float(shape) : Whole(other.Element, shape);

    /// <inheritdoc cref="OnnxIndexing.Positions"/>
    public int[] Positions(ReadOnlySpan<int> shape, int start, ReadOnlySpan<int> strides) => OnnxIndexing.Positions(Budget, shape, start, strides);

    /// <summary>For each element of a stretched shape, the element of the original.</summary>
    public int[] Stretched(ReadOnlySpan<int> original, ReadOnlySpan<int> shape) => Positions(shape, 0, OnnxIndexing.StretchedStrides(original, shape));

    public InvalidDataException Refusal(string reason) => new($"{Node}: {reason}");
}
