using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tidemark.Learning.Trees.Boosting;

/// <summary>The usual case of the search for a split, without constraints or L1: two divisions at once, and bins without rows passed over.</summary>
internal static unsafe class PlainSplitScan
{
    /// <summary>The best last bin of the left side where missing values go to the right; -1 where nothing is gained.</summary>
    public static (float Gain, int Bin) MissingRight(double* first, int count, GradientSum sum, float before, SplitScore score)
    {
        var total = Vector128.Create(sum.Gradient, sum.Hessian);
        var lambda = Vector128.Create(score.Lambda);
        var least = score.MinimumChildWeight;
        var left = Vector128<double>.Zero;
        var (gain, bin) = (0f, -1);
        for (var i = 0; i < count; i++)
        {
            var own = Vector128.Load(first + 2 * i);
            if (own == Vector128<double>.Zero) continue;
            left += own;
            var right = total - left;
            var (leftHessian, rightHessian) = (left.GetElement(1), right.GetElement(1));
            if (leftHessian < least || rightHessian < least) continue;
            var gradients = Vector128.Create(left.ToScalar(), right.ToScalar());
            var hessians = Vector128.Create(leftHessian, rightHessian);
            var gains = gradients * gradients / (hessians + lambda);
            var found = Side(gains.ToScalar(), leftHessian) + Side(gains.GetElement(1), rightHessian) - before;
            if (found > gain) (gain, bin) = (found, i);
        }
        return (gain, bin);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Side(double gain, double hessian) => hessian <= 0 ? 0 : (float)gain;
}
