using System.Runtime.CompilerServices;

namespace Tidemark.Learning.Trees.Boosting;

/// <summary>
/// What a leaf weighs and what a split gains, with L1 and L2 regularisation, bounded steps and monotone constraints.
/// Source: T. Chen and C. Guestrin, "XGBoost: A Scalable Tree Boosting System" (2016), equations 5 to 7. Sums are <c>double</c>, weights
/// and gains <c>float</c>, so that splits of nearly equal gain are chosen as XGBoost chooses them.
/// </summary>
internal sealed class SplitScore
{
    private readonly double lambda;
    private readonly double alpha;
    private readonly double largestStep;
    private readonly int[] monotone;
    private readonly bool isConstrained;

    public SplitScore(BoostingOptions options, int columns)
    {
        lambda = (float)options.Lambda;
        alpha = (float)options.Alpha;
        largestStep = (float)options.MaximumStep;
        MinimumChildWeight = (float)options.MinimumChildWeight;
        if (options.Monotone.Length > columns) throw new ArgumentException($"{options.Monotone.Length} monotone constraints are more than the {columns} features");
        monotone = new int[columns];
        options.Monotone.CopyTo(monotone);
        isConstrained = monotone.AsSpan().ContainsAnyExcept(0);
        IsPlain = !isConstrained && largestStep == 0 && alpha == 0;
    }

    public double MinimumChildWeight { get; }

    public double Lambda => lambda;

    /// <summary>Whether a gain is nothing but the squared gradients over the regularised second derivatives.</summary>
    public bool IsPlain { get; }

    public bool IsAllowed(in GradientSum left, in GradientSum right) => left.Hessian >= MinimumChildWeight && right.Hessian >= MinimumChildWeight;

    public float Weight(in GradientSum sum, in LeafBounds bounds)
    {
        if (sum.Hessian < MinimumChildWeight || sum.Hessian <= 0) return bounds.Clip(0);
        var weight = -Shrunk(sum.Gradient) / (sum.Hessian + lambda);
        if (largestStep != 0) weight = Math.Clamp(weight, -largestStep, largestStep);
        return bounds.Clip((float)weight);
    }

    public float Gain(in GradientSum sum, in LeafBounds bounds) => GainOf(sum, Weight(sum, bounds));

    /// <summary>The gain of both sides together, without what the whole node had.</summary>
    public float Gain(int feature, in GradientSum left, in GradientSum right, in LeafBounds bounds)
    {
        if (IsPlain) return PlainGain(left) + PlainGain(right);
        var (leftWeight, rightWeight) = (Weight(left, bounds), Weight(right, bounds));
        var direction = monotone[feature];
        if ((direction > 0 && leftWeight > rightWeight) || (direction < 0 && leftWeight < rightWeight)) return float.NegativeInfinity;
        return GainOf(left, leftWeight) + GainOf(right, rightWeight);
    }

    public (LeafBounds Left, LeafBounds Right) ChildBounds(in SplitCandidate split, in LeafBounds bounds) =>
        isConstrained ? bounds.Split(monotone[split.Feature], Weight(split.Left, bounds), Weight(split.Right, bounds)) : (bounds, bounds);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float PlainGain(in GradientSum sum) => sum.Hessian <= 0 ? 0 : (float)(sum.Gradient * sum.Gradient / (sum.Hessian + lambda));

    private float GainOf(in GradientSum sum, float weight)
    {
        if (sum.Hessian <= 0) return 0;
        if (largestStep == 0 && !isConstrained)
        {
            var shrunk = Shrunk(sum.Gradient);
            return (float)(shrunk * shrunk / (sum.Hessian + lambda));
        }
        var (gradient, hessian) = ((float)sum.Gradient, (float)sum.Hessian);
        return -(2f * gradient * weight + (hessian + (float)lambda) * (weight * weight));
    }

    private double Shrunk(double gradient) => gradient > alpha ? gradient - alpha : gradient < -alpha ? gradient + alpha : 0;
}
