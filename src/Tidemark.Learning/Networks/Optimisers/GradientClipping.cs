using Tidemark.Learning.Kernels;
using Tidemark.Learning.Networks.Layers;

namespace Tidemark.Learning.Networks.Optimisers;

/// <summary>Keeps gradients from being too large, before a step.</summary>
public static unsafe class GradientClipping
{
    private const double Epsilon = 1e-6;

    /// <summary>The Euclidean norm of all gradients together.</summary>
    public static double Norm(IReadOnlyList<NamedTensor> parameters)
    {
        var sum = 0.0;
        for (var i = 0; i < parameters.Count; i++)
            if (parameters[i].Tensor.HasGrad) sum += ArithmeticKernels.SumOfSquares(parameters[i].Tensor.GradPointer, parameters[i].Tensor.Count);
        return Math.Sqrt(sum);
    }

    /// <summary>Scales all gradients by <c>maximum / (norm + 1e-6)</c> where that is below 1, so that their direction stays.</summary>
    /// <returns>The norm before. Where it is not finite the gradients are left alone: the training has diverged, which is for the caller to say.</returns>
    public static double ClipNorm(IReadOnlyList<NamedTensor> parameters, double maximum)
    {
        if (!(maximum > 0)) throw new ArgumentException("the largest norm of gradients is above zero");
        var norm = Norm(parameters);
        var scale = (float)(maximum / (norm + Epsilon));
        if (!double.IsFinite(norm) || !(scale < 1)) return norm;
        for (var i = 0; i < parameters.Count; i++)
        {
            var tensor = parameters[i].Tensor;
            if (tensor.HasGrad) ArithmeticKernels.Scale(tensor.GradPointer, scale, 0, tensor.GradPointer, tensor.Count, false);
        }
        return norm;
    }

    /// <summary>Brings every single gradient between -maximum and maximum.</summary>
    public static void ClipValue(IReadOnlyList<NamedTensor> parameters, double maximum)
    {
        if (!(maximum > 0)) throw new ArgumentException("the largest gradient is above zero");
        var bound = (float)maximum;
        for (var i = 0; i < parameters.Count; i++)
        {
            if (!parameters[i].Tensor.HasGrad) continue;
            foreach (ref var gradient in parameters[i].Tensor.Grad) gradient = Math.Clamp(gradient, -bound, bound);
        }
    }
}
