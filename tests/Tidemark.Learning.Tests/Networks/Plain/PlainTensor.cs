using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Networks.Plain;

/// <summary>Numbers with a shape, row-major.</summary>
internal sealed class PlainTensor
{
    public PlainTensor(int[] shape, Scalar[] data)
    {
        if (shape.Aggregate(1, (product, size) => product * size) != data.Length) throw new ArgumentException("the numbers do not fill the shape");
        Shape = shape;
        Data = data;
    }

    public PlainTensor(int[] shape, Func<int, Scalar> value) : this(shape, [.. Enumerable.Range(0, shape.Aggregate(1, (product, size) => product * size)).Select(value)])
    {
    }

    public int[] Shape { get; }

    public Scalar[] Data { get; }

    public double[] Values => [.. Data.Select(one => one.Value)];

    public double[] Gradients => [.. Data.Select(one => one.Gradient)];

    public float[] Floats => [.. Data.Select(one => (float)one.Value)];

    public Scalar this[int i] { get => Data[i]; set => Data[i] = value; }

    public Scalar this[int i, int j] { get => Data[i * Shape[1] + j]; set => Data[i * Shape[1] + j] = value; }

    public Scalar this[int i, int j, int k] { get => Data[(i * Shape[1] + j) * Shape[2] + k]; set => Data[(i * Shape[1] + j) * Shape[2] + k] = value; }

    public static PlainTensor Zeros(params int[] shape) => new(shape, _ => 0);

    /// <summary>Normal numbers that a float holds exactly.</summary>
    public static PlainTensor Random(SeededRandom random, double scale, params int[] shape) => new(shape, _ => (double)(float)(scale * random.NextNormal()));

    public PlainTensor Select(Func<Scalar, Scalar> function) => new(Shape, [.. Data.Select(function)]);

    /// <summary>Element by element.</summary>
    public PlainTensor With(PlainTensor other, Func<Scalar, Scalar, Scalar> function) => new(Shape, [.. Data.Zip(other.Data, function)]);

    /// <summary>The sum of products with another of that shape: a loss whose gradient exercises every output differently.</summary>
    public Scalar Dot(PlainTensor other) => Scalar.Sum(Data.Zip(other.Data, (a, b) => a * b));
}
