using Tidemark.Learning.Kernels;
using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Tensors;
using Tidemark.Learning.Tests.Networks;
using Tidemark.Learning.Tests.Networks.Plain;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Tensors;

public class TapeTests
{
    /// <summary>Shapes of inputs, the operation, and the same by plain formulas.</summary>
    private static readonly Dictionary<string, (int[][] Shapes, Func<Tape, Tensor[], Tensor> Fast, Func<PlainTensor[], PlainTensor> Plain)> Cases = new()
    {
        ["add"] = ([[3, 5], [3, 5]], (t, x) => t.Add(x[0], x[1]), x => x[0].With(x[1], (a, b) => a + b)),
        ["add row"] = ([[3, 2, 5], [5]], (t, x) => t.Add(x[0], x[1]), x => new([3, 2, 5], i => x[0][i] + x[1][i % 5])),
        ["subtract number"] = ([[3, 5], [1]], (t, x) => t.Subtract(x[0], x[1]), x => new([3, 5], i => x[0][i] - x[1][0])),
        ["subtract"] = ([[3, 5], [3, 5]], (t, x) => t.Subtract(x[0], x[1]), x => x[0].With(x[1], (a, b) => a - b)),
        ["multiply"] = ([[3, 5], [3, 5]], (t, x) => t.Multiply(x[0], x[1]), x => x[0].With(x[1], (a, b) => a * b)),
        ["square"] = ([[19]], (t, x) => t.Multiply(x[0], x[0]), x => x[0].Select(a => a * a)),
        ["multiply rows"] = ([[3, 2, 5], [2, 5]], (t, x) => t.Multiply(x[0], x[1]), x => new([3, 2, 5], i => x[0][i] * x[1][i % 10])),
        ["scale"] = ([[3, 7]], (t, x) => t.Scale(x[0], -2, 3), x => x[0].Select(a => -2 * a + 3)),
        ["twice used"] = ([[3, 7]], (t, x) => t.Add(t.Scale(x[0], -2, 3), t.Activate(x[0], ActivationKind.Tanh)), x => x[0].Select(a => -2 * a + 3 + Scalar.Tanh(a))),
        ["linear"] = ([[3, 2, 4], [5, 4], [5]], (t, x) => t.Linear(x[0], x[1], x[2]), x => new([3, 2, 5], i => x[2][i % 5] + Dot(4, k => x[0][i / 5 * 4 + k], k => x[1][i % 5, k]))),
        ["linear without bias"] = ([[3, 4], [5, 4]], (t, x) => t.Linear(x[0], x[1], null), x => new([3, 5], i => Dot(4, k => x[0][i / 5, k], k => x[1][i % 5, k]))),
        ["matrix product"] = ([[2, 3, 4], [2, 4, 5]], (t, x) => t.MatrixProduct(x[0], x[1]), x => new([2, 3, 5], i => Dot(4, k => x[0][i / 15, i / 5 % 3, k], k => x[1][i / 15, k, i % 5]))),
        ["matrix product with a shared one"] = ([[2, 3, 4], [4, 5]], (t, x) => t.MatrixProduct(x[0], x[1]), x => new([2, 3, 5], i => Dot(4, k => x[0][i / 15, i / 5 % 3, k], k => x[1][k, i % 5]))),
        ["matrix product transposed"] = ([[2, 3, 4], [2, 5, 4]], (t, x) => t.MatrixProductTransposed(x[0], x[1]), x => new([2, 3, 5], i => Dot(4, k => x[0][i / 15, i / 5 % 3, k], k => x[1][i / 15, i % 5, k]))),
        ["transpose"] = ([[2, 3, 4]], (t, x) => t.Transpose(x[0], 0, 2), x => new([4, 3, 2], i => x[0][i % 2, i / 2 % 3, i / 6])),
        ["transpose the last"] = ([[2, 3, 4]], (t, x) => t.Transpose(x[0], -1, -2), x => new([2, 4, 3], i => x[0][i / 12, i % 3, i / 3 % 4])),
        ["slice"] = ([[2, 5, 3]], (t, x) => t.Slice(x[0], 1, 2, 2), x => new([2, 2, 3], i => x[0][i / 6, 2 + i / 3 % 2, i % 3])),
        ["select"] = ([[2, 5, 3]], (t, x) => t.Select(x[0], 1, -1), x => new([2, 3], i => x[0][i / 3, 4, i % 3])),
        ["concat"] = ([[2, 1, 3], [2, 2, 3]], (t, x) => t.Concat(x[0], x[1], 1), x => new([2, 3, 3], i => i / 3 % 3 == 0 ? x[0][i / 9, 0, i % 3] : x[1][i / 9, i / 3 % 3 - 1, i % 3])),
        ["sum over one"] = ([[2, 4, 3]], (t, x) => t.Sum(x[0], 1), x => new([2, 3], i => Dot(4, k => x[0][i / 3, k, i % 3], _ => 1))),
        ["mean over the last"] = ([[4, 3]], (t, x) => t.Mean(x[0], -1), x => new([4], i => Dot(3, k => x[0][i, k], _ => 1.0 / 3))),
        ["mean"] = ([[4, 3]], (t, x) => t.Mean(x[0]), x => new([], _ => Dot(12, k => x[0][k], _ => 1.0 / 12))),
        ["reshape"] = ([[4, 3]], (t, x) => t.Reshape(t.Scale(x[0], 2), 2, 6), x => new([2, 6], i => 2 * x[0][i])),
        ["softmax"] = ([[4, 3]], (t, x) => t.Softmax(x[0]), x => new([4, 3], i => Scalar.Exp(x[0][i]) / Scalar.Sum(Enumerable.Range(0, 3).Select(k => Scalar.Exp(x[0][i / 3, k]))))),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Operation_AgainstPlainFormulas_HasTheSameValuesAndGradients(string name)
    {
        var (shapes, fast, plain) = Cases[name];
        var random = new SeededRandom(11, name);
        PlainTensor[] inputs = [.. shapes.Select(shape => PlainTensor.Random(random, 1, shape))];
        Tensor[] tensors = [.. inputs.Select(input => Tensor.Of(input.Shape, input.Floats))];
        foreach (var tensor in tensors) tensor.RequiresGrad = true;
        var tape = new Tape();
        // Twice, for a tape that has been used must forget what was; the gradients of the inputs are then twice as large.
        foreach (var times in new[] { 1, 2 })
        {
            tape.Reset();
            var expected = plain(inputs);
            var weight = PlainTensor.Random(random, 1, expected.Shape);
            foreach (var tensor in tensors) tensor.ClearGrad();
            for (var repeat = 0; repeat < times; repeat++)
            {
                tape.Reset();
                var output = fast(tape, tensors);
                Assert.Equal(expected.Shape, output.Shape.ToArray());
                Close.Same(expected.Values, output.Data, 1e-6);
                tape.Backward(tape.Sum(tape.Multiply(output, Tensor.Of(weight.Shape, weight.Floats))));
            }
            expected.Dot(weight).Backward();
            for (var i = 0; i < inputs.Length; i++) Close.Same([.. inputs[i].Gradients.Select(gradient => times * gradient)], tensors[i].Grad, 2e-6);
        }
    }

    [Fact]
    public void Steps_OfTheSameShapes_AllocateNothing()
    {
        var network = new Sequential(new Linear(8, 16), new Activation(ActivationKind.Relu), new Dropout(0.2f), new Linear(16, 3));
        network.Initialise(new SeededRandom(1, "test"));
        var input = new Tensor(32, 8);
        var tape = new Tape { IsTraining = true };
        void Step()
        {
            tape.Reset();
            network.ClearGradients();
            tape.Backward(tape.Mean(tape.Softmax(network.Forward(tape, input))));
        }
        for (var i = 0; i < 3; i++) Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Tape_ThatDoesNotRecord_MarksNothing()
    {
        var input = new Tensor(2, 3) { RequiresGrad = true };
        var tape = new Tape { IsRecording = false };
        var output = tape.Scale(input, 2);
        Assert.False(output.RequiresGrad);
        tape.Backward(tape.Sum(output));
        Assert.False(input.HasGrad);
    }

    [Fact]
    public void Dropout_InTraining_DropsItsRate_AndKeepsTheMean_AndGradientsGoTheSameWay()
    {
        var input = new Tensor(100, 1000) { RequiresGrad = true };
        input.Data.Fill(1);
        var tape = new Tape(5) { IsTraining = true };
        var output = tape.Dropout(input, 0.2f);
        var dropped = 0;
        foreach (var value in output.Data) dropped += value == 0 ? 1 : 0;
        Assert.InRange(dropped, 19_500, 20_500);
        tape.Backward(tape.Sum(output));
        Assert.Equal(output.Data.ToArray(), input.Grad.ToArray());
        var again = new Tape(5) { IsTraining = true }.Dropout(input, 0.2f);
        Assert.Equal(output.Data.ToArray(), again.Data.ToArray());
        Assert.NotEqual(output.Data.ToArray(), tape.Dropout(input, 0.2f).Data.ToArray());
        Assert.Same(input, new Tape().Dropout(input, 0.2f));
    }

    [Fact]
    public void Parameters_HaveNamesOfThePath()
    {
        var network = new Sequential(new Linear(2, 3), new Sequential(new Linear(3, 1, hasBias: false)));
        Assert.Equal(["0.weight", "0.bias", "1.0.weight"], network.Parameters.Select(parameter => parameter.Name));
        Assert.Equal([1, 3], network.Parameter("1.0.weight").Shape.ToArray());
        Assert.Throws<ArgumentException>(() => network.Parameter("2.weight"));
    }

    [Theory]
    [InlineData(65536, 32768)]
    [InlineData(65536, 65536)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue)]
    public void Shapes_ThatNoMemoryHolds_AreRefused(params int[] shape)
    {
        Assert.Contains("is too large", Assert.Throws<ArgumentException>(() => new Tensor(shape)).Message, StringComparison.Ordinal);
        var tape = new Tape();
        var rented = tape.Rent(2, 3);
        tape.Reset();
        Assert.Throws<ArgumentException>(() => tape.Rent(shape));
        // What was refused has left nothing behind.
        tape.Reset();
        Assert.Equal("[2, 3]", tape.Rent(2, 3).ToString());
        Assert.Equal(6, rented.Count);
        Assert.Equal(0, new Tensor([.. shape, 0]).Count);
    }

    [Fact]
    public void Shapes_ThatDoNotGoTogether_AreRefused()
    {
        var tape = new Tape();
        Assert.Equal("[2, 3] does not go with [3, 2]", Assert.Throws<ArgumentException>(() => tape.Add(new Tensor(3, 2), new Tensor(2, 3))).Message);
        Assert.Throws<ArgumentException>(() => tape.Linear(new Tensor(3, 2), new Tensor(4, 3), null));
        Assert.Throws<ArgumentException>(() => tape.Reshape(new Tensor(3, 2), 5));
        Assert.Throws<ArgumentException>(() => tape.Slice(new Tensor(3, 2), 0, 2, 2));
    }

    private static Scalar Dot(int count, Func<int, Scalar> left, Func<int, Scalar> right) => Scalar.Sum(Enumerable.Range(0, count).Select(k => left(k) * right(k)));
}
