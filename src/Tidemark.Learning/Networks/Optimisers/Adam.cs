using Tidemark.Learning.Kernels;
using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Optimisers;

/// <summary>
/// Steps by average gradients over the root of average squared ones, both corrected for their start (Kingma and Ba 2015); with decoupled
/// weight decay it is AdamW (Loshchilov and Hutter 2019).
/// </summary>
public sealed unsafe class Adam : Optimiser
{
    private readonly AdamOptions options;

    /// <param name="parameters">What to change.</param>
    /// <param name="learningRate">How far a step goes at most, about.</param>
    /// <param name="options">Null for the usual ones.</param>
    public Adam(IReadOnlyList<NamedTensor> parameters, double learningRate = 0.001, AdamOptions? options = null)
        : base(parameters, learningRate, options is { KeepsLargest: true } ? ["average", "square", "largest"] : ["average", "square"])
    {
        this.options = options ??= new AdamOptions();
        if (!(options.Beta1 is >= 0 and < 1) || !(options.Beta2 is >= 0 and < 1)) throw new ArgumentException("the betas of Adam lie from 0 to below 1");
        if (!(options.Epsilon >= 0)) throw new ArgumentException("epsilon of Adam is at least zero");
        if (!(options.WeightDecay >= 0)) throw new ArgumentException("weight decay is at least zero");
    }

    private protected override void Update(float* value, float* gradient, int count, long step, ReadOnlySpan<Tensor?> slots) => OptimiserKernels.Adapt(new AdamStep
    {
        Value = value,
        Gradient = gradient,
        Average = slots[0]!.Pointer,
        Square = slots[1]!.Pointer,
        Largest = options.KeepsLargest ? slots[2]!.Pointer : null,
        Count = count,
        Beta1 = (float)options.Beta1,
        Beta2 = (float)options.Beta2,
        Rest1 = (float)(1 - options.Beta1),
        Rest2 = (float)(1 - options.Beta2),
        StepSize = (float)(LearningRate / (1 - Math.Pow(options.Beta1, step))),
        RootScale = (float)(1 / Math.Sqrt(1 - Math.Pow(options.Beta2, step))),
        Epsilon = (float)options.Epsilon,
        GradientDecay = options.IsDecoupled ? 0 : (float)options.WeightDecay,
        Shrink = options.IsDecoupled ? (float)(1 - LearningRate * options.WeightDecay) : 1,
    });
}
