using Tidemark.Learning.Kernels;
using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Optimisers;

/// <summary>
/// Steps along the gradient (SGD), with momentum <c>b = momentum * b + (1 - dampening) * g</c> that begins as the first gradient, Nesterov's
/// <c>g + momentum * b</c>, and weight decay added to the gradient.
/// </summary>
public sealed unsafe class StochasticGradientDescent : Optimiser
{
    private readonly double momentum;
    private readonly double dampening;
    private readonly double weightDecay;
    private readonly bool isNesterov;

    /// <param name="parameters">What to change.</param>
    /// <param name="learningRate">How far a step goes.</param>
    /// <param name="momentum">From 0 to below 1.</param>
    /// <param name="dampening">Of the gradient that momentum takes in.</param>
    /// <param name="weightDecay">Times the parameter, added to its gradient.</param>
    /// <param name="isNesterov">Whether to look ahead; needs momentum and no dampening.</param>
    public StochasticGradientDescent(IReadOnlyList<NamedTensor> parameters, double learningRate, double momentum = 0, double dampening = 0, double weightDecay = 0, bool isNesterov = false)
        : base(parameters, learningRate, momentum == 0 ? [] : ["momentum"])
    {
        if (!(momentum is >= 0 and < 1)) throw new ArgumentException("momentum lies from 0 to below 1");
        if (!(weightDecay >= 0)) throw new ArgumentException("weight decay is at least zero");
        if (isNesterov && (momentum == 0 || dampening != 0)) throw new ArgumentException("Nesterov's form needs momentum and no dampening");
        (this.momentum, this.dampening, this.weightDecay, this.isNesterov) = (momentum, dampening, weightDecay, isNesterov);
    }

    private protected override void Update(float* value, float* gradient, int count, long step, ReadOnlySpan<Tensor?> slots) => OptimiserKernels.Descend(new DescentStep
    {
        Value = value,
        Gradient = gradient,
        Average = momentum == 0 ? null : slots[0]!.Pointer,
        Count = count,
        LearningRate = (float)LearningRate,
        Momentum = step == 1 ? 0 : (float)momentum,
        Share = step == 1 ? 1 : (float)(1 - dampening),
        LookAhead = isNesterov ? (float)momentum : 0,
        IsNesterov = isNesterov,
        WeightDecay = (float)weightDecay,
    });
}
