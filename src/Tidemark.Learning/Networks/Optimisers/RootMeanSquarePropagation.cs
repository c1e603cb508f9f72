using Tidemark.Learning.Kernels;
using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Optimisers;

/// <summary>Steps by the gradient over the root of its average square (RMSprop; Tieleman and Hinton 2012), with momentum and centring where wanted.</summary>
public sealed unsafe class RootMeanSquarePropagation : Optimiser
{
    private readonly RootMeanSquareOptions options;

    /// <param name="parameters">What to change.</param>
    /// <param name="learningRate">How far a step goes, about.</param>
    /// <param name="options">Null for the usual ones.</param>
    public RootMeanSquarePropagation(IReadOnlyList<NamedTensor> parameters, double learningRate = 0.01, RootMeanSquareOptions? options = null)
        : base(parameters, learningRate, "square", "momentum", "average")
    {
        this.options = options ??= new RootMeanSquareOptions();
        if (!(options.Alpha is >= 0 and < 1)) throw new ArgumentException("alpha of RMSprop lies from 0 to below 1");
        if (!(options.Momentum is >= 0 and < 1)) throw new ArgumentException("momentum lies from 0 to below 1");
        if (!(options.Epsilon >= 0)) throw new ArgumentException("epsilon of RMSprop is at least zero");
        if (!(options.WeightDecay >= 0)) throw new ArgumentException("weight decay is at least zero");
    }

    private protected override void Update(float* value, float* gradient, int count, long step, ReadOnlySpan<Tensor?> slots) => OptimiserKernels.Propagate(new PropagationStep
    {
        Value = value,
        Gradient = gradient,
        Square = slots[0]!.Pointer,
        Moves = slots[1]!.Pointer,
        Average = options.IsCentred ? slots[2]!.Pointer : null,
        Count = count,
        LearningRate = (float)LearningRate,
        Alpha = (float)options.Alpha,
        Rest = (float)(1 - options.Alpha),
        Epsilon = (float)options.Epsilon,
        Momentum = (float)options.Momentum,
        WeightDecay = (float)options.WeightDecay,
    });
}
