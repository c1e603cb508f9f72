using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Networks.Losses;
using Tidemark.Learning.Tensors;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Networks.Training;

/// <summary>A network with the memory for its share of a batch; each thread has one.</summary>
internal sealed class TrainingReplica
{
    private readonly Loss loss;
    private readonly Tape tape = new();
    private readonly Dictionary<int, Tensor> inputs = [];
    private float[] targets = [];
    private float[] weights = [];

    public TrainingReplica(Layer network, Loss loss)
    {
        Network = network;
        this.loss = loss;
    }

    public Layer Network { get; }

    /// <summary>Where the dropout of an epoch comes from, so that it does not depend on what was before.</summary>
    public void Begin(ulong seed, int epoch, int replica) => tape.Random = new SeededRandom(seed, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"dropout {epoch} {replica}"));

    /// <summary>Computes loss and gradients of some samples.</summary>
    /// <param name="windows">The samples.</param>
    /// <param name="which">Numbers of the samples, at least one.</param>
    /// <returns>The loss.</returns>
    public double Learn(TrainingWindows windows, ReadOnlySpan<int> which)
    {
        var input = Prepare(windows, which, isTraining: true);
        Network.ClearGradients();
        var value = tape.Loss(loss, Network.Forward(tape, input), targets.AsSpan(0, which.Length), windows.IsWeighted ? weights.AsSpan(0, which.Length) : []);
        tape.Backward(value);
        return value.Data[0];
    }

    /// <summary>The loss of some samples, without learning from them.</summary>
    public double Judge(TrainingWindows windows, ReadOnlySpan<int> which)
    {
        var predictions = Predict(windows, which);
        return loss.Compute(predictions, which.Length, targets.AsSpan(0, which.Length), windows.IsWeighted ? weights.AsSpan(0, which.Length) : [], []);
    }

    /// <summary>What the network says of some samples, <c>[which, outputs]</c>; good until the next call.</summary>
    public ReadOnlySpan<float> Predict(TrainingWindows windows, ReadOnlySpan<int> which) => Network.Forward(tape, Prepare(windows, which, isTraining: false)).Data;

    /// <summary>Takes the numbers of another network of the same form.</summary>
    /// <param name="other">From where.</param>
    /// <param name="withBuffers">Whether running statistics are taken as well.</param>
    public void Follow(Layer other, bool withBuffers)
    {
        for (var i = 0; i < Network.Parameters.Count; i++) other.Parameters[i].Tensor.Data.CopyTo(Network.Parameters[i].Tensor.Data);
        if (!withBuffers) return;
        for (var i = 0; i < Network.Buffers.Count; i++) other.Buffers[i].Tensor.Data.CopyTo(Network.Buffers[i].Tensor.Data);
    }

    private Tensor Prepare(TrainingWindows windows, ReadOnlySpan<int> which, bool isTraining)
    {
        tape.Reset();
        (tape.IsTraining, tape.IsRecording) = (isTraining, isTraining);
        if (targets.Length < which.Length) (targets, weights) = (new float[which.Length], new float[which.Length]);
        // There are few sizes: whole batches and last ones.
        if (!inputs.TryGetValue(which.Length, out var input)) inputs.Add(which.Length, input = new Tensor(which.Length, windows.Window, windows.Columns));
        windows.Gather(which, input, targets, weights);
        return input;
    }
}
