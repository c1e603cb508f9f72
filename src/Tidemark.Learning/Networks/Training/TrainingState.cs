using Tidemark.Learning.Estimators;
using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Training;

/// <summary>Everything of a training that goes on from one epoch to the next.</summary>
internal sealed class TrainingState(Layer network)
{
    private readonly float[][] best = [.. Numbers(network).Select(tensor => tensor.Data.ToArray())];

    public Layer Network { get; } = network;

    /// <summary>Epochs that have ended.</summary>
    public int Epochs => Curve.Count;

    public List<TrainingProgress> Curve { get; } = [];

    public double BestLoss { get; set; } = double.PositiveInfinity;

    /// <summary>The epoch of the best loss, from 1.</summary>
    public int BestEpoch { get; set; }

    /// <summary>The best numbers so far, in the order of <see cref="Numbers"/>.</summary>
    public IReadOnlyList<float[]> Best => best;

    /// <summary>Parameters and buffers.</summary>
    public static IEnumerable<Tensor> Numbers(Layer network) => network.Parameters.Concat(network.Buffers).Select(one => one.Tensor);

    /// <summary>The numbers of now become the best ones.</summary>
    public void Keep()
    {
        var i = 0;
        foreach (var tensor in Numbers(Network)) tensor.Data.CopyTo(best[i++]);
    }

    /// <summary>The network takes the best numbers.</summary>
    public void Restore()
    {
        var i = 0;
        foreach (var tensor in Numbers(Network)) best[i++].CopyTo(tensor.Data);
    }
}
