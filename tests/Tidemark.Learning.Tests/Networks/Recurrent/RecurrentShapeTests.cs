using Tidemark.Learning.Kernels;
using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Tensors;
using Tidemark.Learning.Tests.Networks.Plain;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Networks.Recurrent;

/// <summary>LSTM and GRU of random shapes against plain formulas in double, whose gradients finite differences check.</summary>
public sealed class RecurrentShapeTests : IDisposable
{
    public static TheoryData<string, int> Trials
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var form in Enum.GetNames<VectorForm>())
                for (var trial = 0; trial < 6; trial++) data.Add(form, trial);
            return data;
        }
    }

    public void Dispose() => Hardware.Force(null);

    [Theory]
    [MemberData(nameof(Trials))]
    public void RandomShape_AgainstPlainFormulas_HasTheSameValuesAndGradients(string form, int trial)
    {
        Hardware.Force(Enum.Parse<VectorForm>(form));
        var random = new SeededRandom(17, $"shape {trial}");
        var isLstm = trial % 2 == 0;
        var shape = new RecurrentShape(1 + random.NextInt(5), 1 + random.NextInt(7), 1 + random.NextInt(3))
        {
            IsBidirectional = trial >= 3,
            Dropout = trial is 1 or 2 or 4 or 5 ? 0.3f : 0,
        };
        Check(shape, isLstm, trial == 2 ? 19 : 1 + random.NextInt(4), 1 + random.NextInt(5), random);
    }

    /// <summary>Shapes at the edges: one unit, one more than whole vectors, one step, one sample, several layers that read both ways.</summary>
    [Theory]
    [InlineData(true, 1, 1, 1, false, 1, 1)]
    [InlineData(false, 1, 1, 1, false, 1, 1)]
    [InlineData(true, 1, 3, 3, true, 1, 4)]
    [InlineData(false, 9, 3, 3, true, 1, 1)]
    [InlineData(true, 3, 65, 2, true, 1, 2)]
    [InlineData(false, 3, 65, 2, true, 1, 2)]
    [InlineData(true, 17, 1, 2, true, 17, 3)]
    [InlineData(false, 33, 2, 1, false, 16, 1)]
    [InlineData(true, 2, 16, 4, false, 1, 1)]
    [InlineData(false, 2, 17, 2, true, 33, 1)]
    public void EdgeShape_AgainstPlainFormulas_HasTheSameValuesAndGradients(bool isLstm, int inputs, int hidden, int layers, bool isBidirectional, int batch, int time)
    {
        foreach (var form in Enum.GetValues<VectorForm>())
        {
            Hardware.Force(form);
            Check(new RecurrentShape(inputs, hidden, layers) { IsBidirectional = isBidirectional }, isLstm, batch, time, new SeededRandom(23, $"{inputs} {hidden} {batch}"));
        }
    }

    private static void Check(RecurrentShape shape, bool isLstm, int batch, int time, SeededRandom random)
    {
        var directions = shape.IsBidirectional ? 2 : 1;
        RecurrentLayer layer = isLstm ? new Lstm(shape) : new Gru(shape);
        layer.Initialise(random);
        var plain = layer.Parameters.ToDictionary(parameter => parameter.Name, parameter => Plain(parameter.Tensor));
        var states = shape.Layers * directions;
        PlainTensor x = PlainTensor.Random(random, 1, batch, time, shape.Inputs), h0 = PlainTensor.Random(random, 0.5, states, batch, shape.Hidden), c0 = PlainTensor.Random(random, 0.5, states, batch, shape.Hidden);
        PlainTensor byOutput = PlainTensor.Random(random, 1, batch, time, directions * shape.Hidden), byHidden = PlainTensor.Random(random, 1, h0.Shape), byCell = PlainTensor.Random(random, 1, c0.Shape);

        var masks = new List<RandomMask>();
        if (shape.Dropout > 0)
        {
            var stream = new SeededRandom(99, "tape");
            for (var i = 1; i < shape.Layers; i++) masks.Add(RandomMask.Draw(stream, shape.Dropout));
        }
        var lanes = (batch + 15) / 16 * 16;
        var expected = PlainStack.Run(
            isLstm, x, name => plain[name], (shape.Hidden, shape.Layers, directions),
            (l, t, row, b) => masks.Count == 0 ? 1 : masks[l][(uint)((t * directions * shape.Hidden + row) * lanes + b)], (h0, c0));
        var loss = expected.Output.Dot(byOutput) + expected.Hidden.Dot(byHidden);
        if (isLstm) loss += expected.Cell.Dot(byCell);
        loss.Backward();

        Tensor input = Fast(x), hidden = Fast(h0), cell = Fast(c0);
        foreach (var threads in new[] { 1, 2 })
        {
            var tape = new Tape(99) { IsTraining = true, Threads = threads };
            layer.ClearGradients();
            foreach (var one in new[] { input, hidden, cell }) one.ClearGrad();
            var result = layer.Run(tape, input, hidden, isLstm ? cell : null);
            Close.Same(expected.Output.Values, result.Output.Data, 1e-5);
            Close.Same(expected.Hidden.Values, result.Hidden.Data, 1e-5);
            if (isLstm) Close.Same(expected.Cell.Values, result.Cell!.Data, 1e-5);
            var total = tape.Add(tape.Sum(tape.Multiply(result.Output, Fast(byOutput))), tape.Sum(tape.Multiply(result.Hidden, Fast(byHidden))));
            if (isLstm) total = tape.Add(total, tape.Sum(tape.Multiply(result.Cell!, Fast(byCell))));
            tape.Backward(total);
            foreach (var parameter in layer.Parameters) Close.Same(plain[parameter.Name].Gradients, parameter.Tensor.Grad, 2e-5);
            Close.Same(x.Gradients, input.Grad, 2e-5);
            Close.Same(h0.Gradients, hidden.Grad, 2e-5);
            if (isLstm) Close.Same(c0.Gradients, cell.Grad, 2e-5);
        }
        if (shape.Dropout > 0) return;
        // The way for single samples, which needs no gradients.
        var alone = layer.Run(new Tape { IsRecording = false }, input, hidden, isLstm ? cell : null);
        Close.Same(expected.Output.Values, alone.Output.Data, 1e-5);
        Close.Same(expected.Hidden.Values, alone.Hidden.Data, 1e-5);
        if (isLstm) Close.Same(expected.Cell.Values, alone.Cell!.Data, 1e-5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OneByOne_OrInABatch_WithOrWithoutRecording_IsTheSame(bool isLstm)
    {
        var shape = new RecurrentShape(5, 50, 2) { IsBidirectional = true };
        RecurrentLayer layer = isLstm ? new Lstm(shape) : new Gru(shape);
        layer.Initialise(new SeededRandom(3, "weights"));
        var input = Fast(PlainTensor.Random(new SeededRandom(4, "input"), 1, 70, 12, 5));
        var recorded = layer.ForwardLast(new Tape(), input).Data.ToArray();
        var tape = new Tape { IsRecording = false };
        Assert.Equal(recorded, layer.ForwardLast(tape, input).Data.ToArray());
        for (var sample = 0; sample < 70; sample += 23)
        {
            tape.Reset();
            var alone = layer.ForwardLast(tape, Tensor.Of([1, 12, 5], input.Data.Slice(sample * 60, 60)));
            Close.Same([.. recorded[(sample * 100)..(sample * 100 + 100)].Select(value => (double)value)], alone.Data, 1e-5);
        }
    }

    [Fact]
    public void Threads_OfTheSameNumber_GiveTheSameBits_AndStepsAllocateNothing()
    {
        var layer = new Lstm(new RecurrentShape(3, 20, 2) { Dropout = 0.2f });
        layer.Initialise(new SeededRandom(3, "weights"));
        var input = Fast(PlainTensor.Random(new SeededRandom(4, "input"), 1, 100, 9, 3));
        float[] Step(Tape tape)
        {
            tape.Reset();
            layer.ClearGradients();
            tape.Backward(tape.Mean(layer.ForwardLast(tape, input)));
            return layer.Parameters[0].Tensor.Grad.ToArray();
        }
        foreach (var threads in new[] { 2, 3 })
            Assert.Equal(Step(new Tape(8) { IsTraining = true, Threads = threads }), Step(new Tape(8) { IsTraining = true, Threads = threads }));
        var one = new Tape(8) { IsTraining = true };
        for (var i = 0; i < 3; i++) Step(one);
        var size = Step(one).Length;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) Step(one);
        // The copies of the gradient that the test takes, and no more.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 * (size * sizeof(float) + 24));
    }

    [Fact]
    public void Shapes_ThatDoNotGoTogether_AreRefused()
    {
        var layer = new Lstm(new RecurrentShape(3, 4));
        Assert.Equal("a recurrent layer of 3 inputs takes [batch, time, 3], not [2, 5, 4]", Assert.Throws<ArgumentException>(() => layer.Forward(new Tape(), new Tensor(2, 5, 4))).Message);
        Assert.Throws<ArgumentException>(() => layer.Run(new Tape(), new Tensor(2, 5, 3), new Tensor(1, 3, 4)));
        Assert.Throws<ArgumentException>(() => new Gru(new RecurrentShape(3, 4) { Dropout = 1 }));
    }

    private static PlainTensor Plain(Tensor tensor)
    {
        var values = tensor.Data.ToArray();
        return new PlainTensor(tensor.Shape.ToArray(), i => (double)values[i]);
    }

    private static Tensor Fast(PlainTensor tensor)
    {
        var made = Tensor.Of(tensor.Shape, tensor.Floats);
        made.RequiresGrad = true;
        return made;
    }
}
