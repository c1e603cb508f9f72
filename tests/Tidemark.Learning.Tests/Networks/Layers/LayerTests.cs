using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Tensors;
using Tidemark.Learning.Tests.Networks.Plain;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Networks.Layers;

/// <summary>Layers against the plain formulas on shapes of all kinds, in every form of vectors that the machine has.</summary>
public class LayerTests
{
    [Theory]
    [InlineData(1, 1, 1, 1, 1, 1)]
    [InlineData(1, 7, 3, 5, 2, 1)]
    [InlineData(2, 12, 8, 5, 3, 2)]
    [InlineData(3, 9, 16, 32, 3, 4)]
    [InlineData(2, 5, 17, 33, 4, 3)]
    [InlineData(1, 20, 4, 9, 2, 16)]
    [InlineData(2, 4, 3, 2, 5, 64)]
    [InlineData(2, 6, 3, 16, 1, 1)]
    [InlineData(1, 1, 65, 1, 7, 1)]
    [InlineData(1, 3, 1, 65, 2, 2)]
    public void Convolution_AnyShape_IsWhatTheFormulaSays(int batch, int time, int inputs, int outputs, int kernel, int dilation)
    {
        var random = new SeededRandom(1, $"{batch} {time} {inputs} {outputs} {kernel} {dilation}");
        LayerCheck.Same(new CausalConvolution(inputs, outputs, kernel, dilation), [batch, time, inputs], random,
            (x, parameter) => Turned(PlainLayers.Convolution(Turned(x), parameter("weight")!, parameter("bias"), dilation)));
        LayerCheck.Same(new CausalConvolution(inputs, outputs, kernel, dilation, hasBias: false, isRectified: true), [batch, time, inputs], random,
            (x, parameter) => Turned(PlainLayers.Convolution(Turned(x), parameter("weight")!, null, dilation)).Select(Scalar.Relu));
    }

    [Theory]
    [InlineData(1, 1, 3, 3, 2, 1)]
    [InlineData(2, 9, 5, 7, 3, 2)]
    [InlineData(3, 6, 16, 16, 2, 4)]
    public void TcnBlock_AnyShape_IsWhatTheFormulaSays(int batch, int time, int inputs, int outputs, int kernel, int dilation) =>
        LayerCheck.Same(new TcnBlock(inputs, outputs, kernel, dilation), [batch, time, inputs], new SeededRandom(2, $"{time}"),
            (x, parameter) => Turned(PlainLayers.TcnBlock(Turned(x), parameter, dilation)));

    [Theory]
    [InlineData(1, 1, 1, 1, false)]
    [InlineData(2, 7, 12, 3, true)]
    [InlineData(1, 17, 8, 1, true)]
    [InlineData(3, 5, 20, 4, false)]
    [InlineData(1, 18, 10, 2, false)]
    [InlineData(1, 3, 40, 2, true)]
    [InlineData(1, 1, 65, 5, true)]
    [InlineData(2, 33, 6, 6, true)]
    [InlineData(1, 16, 34, 2, false)]
    public void Attention_AnyShape_IsWhatTheFormulaSays(int batch, int time, int size, int heads, bool isCausal) =>
        LayerCheck.Same(new MultiHeadAttention(size, heads, isCausal), [batch, time, size], new SeededRandom(3, $"{time}"),
            (x, parameter) => PlainLayers.Attention(x, parameter, heads, isCausal));

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, true, true)]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    public void EncoderLayer_EachForm_IsWhatTheFormulaSays(bool normFirst, bool isCausal, bool isGelu) =>
        LayerCheck.Same(new TransformerEncoderLayer(new TransformerOptions { Size = 12, Heads = 3, FeedForward = 19, NormFirst = normFirst, IsCausal = isCausal, IsGelu = isGelu }), [2, 5, 12], new SeededRandom(4, "encoder"),
            (x, parameter) => PlainLayers.EncoderLayer(x, parameter, 3, isCausal, normFirst, isGelu));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(7, 16)]
    [InlineData(3, 37)]
    [InlineData(33, 1)]
    [InlineData(1, 65)]
    public void LayerNorm_AnyShape_IsWhatTheFormulaSays(int rows, int size) =>
        LayerCheck.Same(new LayerNorm(size), [rows, size], new SeededRandom(5, $"{rows} {size}"), (x, parameter) => PlainLayers.LayerNorm(x, parameter("weight")!, parameter("bias")!));

    [Theory]
    [InlineData(2, 1, true)]
    [InlineData(9, 6, true)]
    [InlineData(5, 17, true)]
    [InlineData(1, 5, false)]
    [InlineData(4, 6, false)]
    public void BatchNorm_AnyShape_IsWhatTheFormulaSays(int rows, int size, bool isTraining) =>
        LayerCheck.Same(new BatchNorm(size), [rows, size], new SeededRandom(6, $"{rows} {size}"),
            (x, parameter) => PlainLayers.BatchNorm(x, parameter("weight")!, parameter("bias")!, new double[size], [.. Enumerable.Repeat(1.0, size)], isTraining), isTraining);

    [Fact]
    public void BatchNorm_Batches_RunningStatisticsFollow()
    {
        var random = new SeededRandom(7, "batches");
        var (layer, tape) = (new BatchNorm(3), new Tape { IsTraining = true });
        double[] mean = new double[3], variance = [1, 1, 1];
        for (var batch = 0; batch < 5; batch++)
        {
            var input = PlainTensor.Random(random, 2, 6, 3);
            PlainLayers.BatchNorm(input, PlainTensor.Zeros(3), PlainTensor.Zeros(3), mean, variance, training: true);
            tape.Reset();
            layer.Forward(tape, Tensor.Of([6, 3], input.Floats));
        }
        Close.Same(mean, layer.RunningMean.Data, 1e-6);
        Close.Same(variance, layer.RunningVariance.Data, 1e-6);
        Assert.Contains("at least two rows", Assert.Throws<ArgumentException>(() => layer.Forward(tape, new Tensor(1, 3))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Embedding_RepeatedRows_GradientsAdd()
    {
        var random = new SeededRandom(8, "embedding");
        var layer = new Embedding(6, 3);
        layer.Initialise(random);
        var table = new PlainTensor([6, 3], i => (double)layer.Weight.Data[i]);
        int[] indices = [2, 0, 2, 5];
        var expected = PlainLayers.Embedding(indices, table);
        var weight = PlainTensor.Random(random, 1, expected.Shape);
        expected.Dot(weight).Backward();
        var tape = new Tape();
        var result = layer.Forward(tape, indices);
        Close.Same(expected.Values, result.Data, 0);
        weight.Floats.CopyTo(result.Grad);
        tape.Backward();
        Close.Same(table.Gradients, layer.Weight.Grad, 1e-6);
        Assert.Throws<ArgumentException>(() => layer.Forward(tape, [6]));
    }

    [Fact]
    public void PositionalEncoding_Sines_AreThoseOfThePaper()
    {
        var result = new PositionalEncoding(10, 6).Forward(new Tape(), new Tensor(1, 4, 6)).Data;
        for (var t = 0; t < 4; t++)
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal(Math.Sin(t / Math.Pow(10000, 2 * i / 6.0)), result[t * 6 + 2 * i], 1e-6);
                Assert.Equal(Math.Cos(t / Math.Pow(10000, 2 * i / 6.0)), result[t * 6 + 2 * i + 1], 1e-6);
            }
    }

    [Fact]
    public void AttentionDropout_Training_GradientIsThatOfTheDroppedComputation()
    {
        const float Step = 1e-2f;
        var random = new SeededRandom(9, "dropout");
        var input = Tensor.Of([2, 5, 12], PlainTensor.Random(random, 1, 2, 5, 12).Floats);
        input.RequiresGrad = true;
        // A tape of the same seed draws the same mask.
        (double Sum, Tape Tape) Run()
        {
            var tape = new Tape(seed: 3) { IsTraining = true };
            var result = tape.Attention(input, 2, true, 0.4f);
            var sum = 0.0;
            for (var i = 0; i < result.Count; i++)
            {
                result.Grad[i] = i % 5 - 2;
                sum += result.Data[i] * (i % 5 - 2);
            }
            return (sum, tape);
        }
        Run().Tape.Backward();
        var gradient = input.Grad.ToArray();
        for (var i = 0; i < input.Count; i += 7)
        {
            var at = input.Data[i];
            input.Data[i] = at + Step;
            var above = Run().Sum;
            input.Data[i] = at - Step;
            var below = Run().Sum;
            input.Data[i] = at;
            Assert.Equal((above - below) / (2 * Step), gradient[i], 5e-3);
        }
        Assert.Contains(gradient, value => value != 0);
    }

    [Fact]
    public void Steps_OfTheSameShape_AllocateNothing()
    {
        var random = new SeededRandom(10, "allocation");
        Layer[] layers = [new TemporalConvolutionNetwork(12, [16, 8], 3, 0.1f), new TransformerEncoder(new TransformerOptions { Size = 12, Heads = 2, FeedForward = 16, Dropout = 0.1f }, 2), new BatchNorm(12)];
        foreach (var layer in layers)
        {
            layer.Initialise(random);
            var (tape, input) = (new Tape { IsTraining = true }, Tensor.Of([3, 9, 12], PlainTensor.Random(random, 1, 3, 9, 12).Floats));
            long before = 0;
            for (var step = 0; step < 4; step++)
            {
                if (step == 3) before = GC.GetAllocatedBytesForCurrentThread();
                tape.Reset();
                layer.ClearGradients();
                var result = layer.Forward(tape, input);
                result.Grad.Fill(1);
                tape.Backward();
            }
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    /// <summary>Channels last to channels first and back.</summary>
    private static PlainTensor Turned(PlainTensor x) => new([x.Shape[0], x.Shape[2], x.Shape[1]], n =>
        x[n / x.Shape[1] / x.Shape[2], n % x.Shape[1], n / x.Shape[1] % x.Shape[2]]);
}
