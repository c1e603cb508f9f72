using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Networks.Losses;
using Tidemark.Learning.Networks.Optimisers;
using Tidemark.Learning.Tensors;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Cli.Commands.Bench;

/// <summary>
/// A step of training (forward, loss, backward, Adam) of the usual small networks on windows of 60 steps and 8 features, and one prediction,
/// on one thread. Times are processor time, which a busy machine leaves comparable; bench/peers/pytorch_learning.py measures the same cases
/// with PyTorch.
/// </summary>
internal sealed class LearningBenchmark : IBenchmark
{
    private const int Time = 60;
    private const int Features = 8;
    private const int Hidden = 50;
    private const int Channels = 32;
    private const int WarmUpSteps = 40;
    private const int Steps = 40;
    private const int PredictionsATime = 100;
    private readonly List<(string Name, Training Training)> trainings = [];
    private readonly List<(string Name, Training Training)> predictions = [];

    private static readonly RecurrentShape Recurrent = new(Features, Hidden, 4) { Dropout = 0.2f };

    public void Prepare(BenchContext context)
    {
        trainings.Add(("lstmStep64", new Training(Lstm(), 64)));
        trainings.Add(("lstmStep32", new Training(Lstm(), 32)));
        trainings.Add(("gruStep64", new Training(Gru(), 64)));
        trainings.Add(("gruStep32", new Training(Gru(), 32)));
        trainings.Add(("tcnStep64", new Training(Convolutions(), 64)));
        trainings.Add(("transformerStep64", new Training(Transformer(), 64)));
        predictions.Add(("lstmPrediction", new Training(Lstm(), 1)));
        predictions.Add(("gruPrediction", new Training(Gru(), 1)));
        predictions.Add(("tcnPrediction", new Training(Convolutions(), 1)));
        predictions.Add(("transformerPrediction", new Training(Transformer(), 1)));
        for (var round = 0; round < 3; round++)
        {
            foreach (var (_, training) in trainings)
                for (var i = 0; i < WarmUpSteps; i++) training.Step();
            foreach (var (_, training) in predictions)
                for (var i = 0; i < WarmUpSteps; i++) training.Predict();
            // The just-in-time compiler replaces what has run often, on a thread of its own, after a moment.
            Thread.Sleep(200);
        }
    }

    public IReadOnlyList<BenchMetric> Run(BenchContext context)
    {
        var metrics = new List<BenchMetric>();
        foreach (var (name, training) in trainings)
            metrics.Add(new BenchMetric(name + "Milliseconds", MedianMilliseconds(training.Step, 1), "ms", BetterDirection.Lower));
        foreach (var (name, training) in predictions)
            metrics.Add(new BenchMetric(name + "Milliseconds", MedianMilliseconds(training.Predict, PredictionsATime), "ms", BetterDirection.Lower));
        foreach (var (name, training) in trainings)
            metrics.Add(new BenchMetric(name + "AllocatedBytes", Allocated(training.Step), "bytes/step", BetterDirection.Lower));
        return metrics;
    }

    private static double MedianMilliseconds(Action work, int times)
    {
        var values = new double[Steps];
        for (var i = 0; i < values.Length; i++)
        {
            var before = Environment.CpuUsage.TotalTime;
            for (var repeat = 0; repeat < times; repeat++) work();
            values[i] = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / times;
        }
        Array.Sort(values);
        return (values[Steps / 2 - 1] + values[Steps / 2]) / 2;
    }

    private static double Allocated(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Steps; i++) work();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Steps;
    }

    private static (Layer[] Layers, Func<Tape, Tensor, Tensor> Compute) Lstm()
    {
        var (layer, head) = (new Lstm(Recurrent), new Linear(Hidden, 1));
        return ([layer, head], (tape, input) => head.Forward(tape, layer.ForwardLast(tape, input)));
    }

    private static (Layer[] Layers, Func<Tape, Tensor, Tensor> Compute) Gru()
    {
        var (layer, head) = (new Gru(Recurrent), new Linear(Hidden, 1));
        return ([layer, head], (tape, input) => head.Forward(tape, layer.ForwardLast(tape, input)));
    }

    private static (Layer[] Layers, Func<Tape, Tensor, Tensor> Compute) Convolutions()
    {
        var (layer, head) = (new TemporalConvolutionNetwork(Features, [Channels, Channels, Channels, Channels], 3), new Linear(Channels, 1));
        return ([layer, head], (tape, input) => head.Forward(tape, tape.Select(layer.Forward(tape, input), 1, -1)));
    }

    private static (Layer[] Layers, Func<Tape, Tensor, Tensor> Compute) Transformer()
    {
        var options = new TransformerOptions { Size = Channels, Heads = 4, FeedForward = 4 * Channels, Dropout = 0.1f, IsCausal = true };
        var (entry, layers, head) = (new Linear(Features, Channels), new TransformerEncoder(options, 2), new Linear(Channels, 1));
        return ([entry, layers, head], (tape, input) => head.Forward(tape, tape.Select(layers.Forward(tape, entry.Forward(tape, input)), 1, -1)));
    }

    /// <summary>A network in training on one batch of noise.</summary>
    private sealed class Training
    {
        private readonly Layer[] layers;
        private readonly Func<Tape, Tensor, Tensor> compute;
        private readonly MeanSquaredLoss loss = new();
        private readonly Tape tape = new() { IsTraining = true };
        private readonly Tape predicting = new() { IsRecording = false };
        private readonly Adam optimiser;
        private readonly Tensor input;
        private readonly float[] targets;

        public Training((Layer[] Layers, Func<Tape, Tensor, Tensor> Compute) network, int batch)
        {
            (layers, compute) = network;
            var random = new SeededRandom(1, "bench");
            foreach (var layer in layers) layer.Initialise(random);
            optimiser = new Adam([.. layers.SelectMany((layer, i) => layer.Parameters.Select(parameter => new NamedTensor($"{i}.{parameter.Name}", parameter.Tensor)))]);
            input = new Tensor(batch, Time, Features);
            foreach (ref var value in input.Data) value = (float)random.NextNormal();
            targets = new float[batch];
            foreach (ref var value in targets.AsSpan()) value = (float)random.NextNormal();
        }

        public void Step()
        {
            tape.Reset();
            foreach (var layer in layers) layer.ClearGradients();
            tape.Backward(tape.Loss(loss, compute(tape, input), targets, []));
            optimiser.Step();
        }

        public void Predict()
        {
            predicting.Reset();
            compute(predicting, input);
        }
    }
}
