using Tidemark.Learning.Kernels;
using Tidemark.Learning.Tensors.Operations;

namespace Tidemark.Learning.Tensors;

/// <summary>The operations that every network is made of. A shape that does not go with another is an <see cref="ArgumentException"/>.</summary>
public static class TapeOperations
{
    /// <summary>left + right; right may lack leading dimensions of left, or be one number, and is then repeated.</summary>
    public static Tensor Add(this Tape tape, Tensor left, Tensor right) => AddOperation.Apply(tape, left, right, 1);

    /// <summary>left - right; right may lack leading dimensions of left, or be one number, and is then repeated.</summary>
    public static Tensor Subtract(this Tape tape, Tensor left, Tensor right) => AddOperation.Apply(tape, left, right, -1);

    /// <summary>left * right, element by element; right may lack leading dimensions of left, or be one number, and is then repeated.</summary>
    public static Tensor Multiply(this Tape tape, Tensor left, Tensor right) => MultiplyOperation.Apply(tape, left, right);

    /// <summary>input * factor + shift.</summary>
    public static Tensor Scale(this Tape tape, Tensor input, float factor, float shift = 0) => ScaleOperation.Apply(tape, input, factor, shift);

    /// <summary>A·B for the matrices in the last two dimensions; the leading dimensions are the same, or B has none.</summary>
    public static Tensor MatrixProduct(this Tape tape, Tensor left, Tensor right) => MatrixProductOperation.Apply(tape, left, right, false);

    /// <summary>A·Bᵀ for the matrices in the last two dimensions; the leading dimensions are the same, or B has none.</summary>
    public static Tensor MatrixProductTransposed(this Tape tape, Tensor left, Tensor right) => MatrixProductOperation.Apply(tape, left, right, true);

    /// <summary>x·Wᵀ + b over the last dimension of x; W is [out, in].</summary>
    public static Tensor Linear(this Tape tape, Tensor input, Tensor weight, Tensor? bias) => LinearOperation.Apply(tape, input, weight, bias);

    /// <summary>An activation function of each element.</summary>
    /// <param name="parameter">The slope of <see cref="ActivationKind.LeakyRelu"/> or the alpha of <see cref="ActivationKind.Elu"/>; others have none. Null: 0.01 and 1.</param>
    public static Tensor Activate(this Tape tape, Tensor input, ActivationKind kind, float? parameter = null) =>
        ActivationOperation.Apply(tape, input, kind, parameter ?? (kind == ActivationKind.LeakyRelu ? 0.01f : 1));

    /// <summary>Softmax over the last dimension.</summary>
    public static Tensor Softmax(this Tape tape, Tensor input) => SoftmaxOperation.Apply(tape, input, false);

    /// <summary>The logarithm of softmax over the last dimension.</summary>
    public static Tensor LogSoftmax(this Tape tape, Tensor input) => SoftmaxOperation.Apply(tape, input, true);

    /// <summary>In training, drops elements with a probability and scales the others up; otherwise the input itself.</summary>
    public static Tensor Dropout(this Tape tape, Tensor input, float rate) => DropoutOperation.Apply(tape, input, rate);

    /// <summary>The sum of all elements.</summary>
    public static Tensor Sum(this Tape tape, Tensor input) => SumOperation.ApplyToAll(tape, input, 1);

    /// <summary>The mean of all elements.</summary>
    public static Tensor Mean(this Tape tape, Tensor input) => SumOperation.ApplyToAll(tape, input, 1f / input.Count);

    /// <summary>The sum over one dimension, which goes away; -1 is the last.</summary>
    public static Tensor Sum(this Tape tape, Tensor input, int dimension) => SumOperation.Apply(tape, input, dimension, 1);

    /// <summary>The mean over one dimension, which goes away; -1 is the last.</summary>
    public static Tensor Mean(this Tape tape, Tensor input, int dimension) => SumOperation.Apply(tape, input, dimension, 1f / input.Size(dimension));

    /// <summary>Exchanges two dimensions, by copying.</summary>
    public static Tensor Transpose(this Tape tape, Tensor input, int dimension, int other) => TransposeOperation.Apply(tape, input, dimension, other);

    /// <summary>Some consecutive places of one dimension.</summary>
    public static Tensor Slice(this Tape tape, Tensor input, int dimension, int start, int length) => SliceOperation.Apply(tape, input, dimension, start, length);

    /// <summary>One place of one dimension, which goes away.</summary>
    public static Tensor Select(this Tape tape, Tensor input, int dimension, int index)
    {
        if (dimension < 0) dimension += input.Rank;
        if (index < 0) index += input.Size(dimension);
        var slice = SliceOperation.Apply(tape, input, dimension, index, 1);
        Span<int> shape = stackalloc int[input.Rank - 1];
        input.Shape[..dimension].CopyTo(shape);
        input.Shape[(dimension + 1)..].CopyTo(shape[dimension..]);
        return tape.Reshape(slice, shape);
    }

    /// <summary>One tensor after the other in one dimension; the other dimensions are the same.</summary>
    public static Tensor Concat(this Tape tape, Tensor left, Tensor right, int dimension) => ConcatOperation.Apply(tape, left, right, dimension);
}
