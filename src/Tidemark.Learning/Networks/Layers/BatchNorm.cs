using Tidemark.Learning.Tensors;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Networks.Layers;

/// <summary>
/// Normalises each feature, the last dimension, over the rows of a batch, and by running statistics once trained: PyTorch's BatchNorm1d on
/// [batch, features], and on [batch, time, features] over batch and time.
/// </summary>
public sealed class BatchNorm : Layer
{
    private readonly Tensor bias;
    private readonly BatchNormOptions options;

    /// <param name="size">Number of features.</param>
    /// <param name="options">Null for the usual ones.</param>
    public BatchNorm(int size, BatchNormOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        this.options = options ?? BatchNormOptions.Default;
        Weight = AddParameter("weight", size);
        bias = AddParameter("bias", size);
        RunningMean = AddBuffer("running_mean", size);
        RunningVariance = AddBuffer("running_var", size);
        Weight.Data.Fill(1);
        RunningVariance.Data.Fill(1);
    }

    /// <summary>The scale of each feature.</summary>
    public Tensor Weight { get; }

    /// <summary>The mean that is used once trained.</summary>
    public Tensor RunningMean { get; }

    /// <summary>The variance that is used once trained, from unbiased ones.</summary>
    public Tensor RunningVariance { get; }

    /// <inheritdoc/>
    public override void Initialise(SeededRandom random)
    {
        Weight.Data.Fill(1);
        bias.Data.Clear();
        RunningMean.Data.Clear();
        RunningVariance.Data.Fill(1);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor input) => tape.BatchNorm(input, Weight, bias, RunningMean, RunningVariance, options);
}
