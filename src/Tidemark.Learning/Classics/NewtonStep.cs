namespace Tidemark.Learning.Classics;

/// <summary>The step to the lowest point of a quadratic function, with or without a penalty on absolute values.</summary>
internal static class NewtonStep
{
    private const double DependentBelow = 1e-13;
    private const int MostRounds = 10_000;

    /// <summary>Minus the inverse of the curvature times the slope, by Cholesky's decomposition; directions without curvature are left alone.</summary>
    public static double[] Plain(double[] gradient, double[][] hessian)
    {
        var n = gradient.Length;
        var lower = new double[n][];
        var step = new double[n];
        for (var i = 0; i < n; i++)
        {
            lower[i] = new double[n];
            for (var j = 0; j < i; j++)
                lower[i][j] = lower[j][j] == 0 ? 0 : (hessian[i][j] - LongVectors.Dot(lower[i].AsSpan(0, j), lower[j].AsSpan(0, j))) / lower[j][j];
            var pivot = hessian[i][i] - LongVectors.Dot(lower[i].AsSpan(0, i), lower[i].AsSpan(0, i));
            // A column that follows from those before it adds nothing: its own parameter stays where it is.
            lower[i][i] = pivot > hessian[i][i] * DependentBelow ? Math.Sqrt(pivot) : 0;
            step[i] = lower[i][i] == 0 ? 0 : (-gradient[i] - LongVectors.Dot(lower[i].AsSpan(0, i), step.AsSpan(0, i))) / lower[i][i];
        }
        for (var i = n - 1; i >= 0; i--)
        {
            step[i] = lower[i][i] == 0 ? 0 : step[i] / lower[i][i];
            for (var j = 0; j < i; j++) step[j] -= lower[i][j] * step[i];
        }
        return step;
    }

    /// <summary>The step to the lowest sum of the quadratic function and the penalty times the absolute values behind it, by coordinate descent.</summary>
    public static double[] WithPenalty(double[] gradient, double[][] hessian, double[] parameters, Func<int, double> penalty)
    {
        var step = new double[gradient.Length];
        var slope = (double[])gradient.Clone(); // at the end of the step
        for (var round = 0; round < MostRounds; round++)
        {
            double largest = 0, length = 0;
            for (var j = 0; j < step.Length; j++)
            {
                var own = hessian[j][j];
                if (!(own > 0)) continue;
                var pull = own * (parameters[j] + step[j]) - slope[j];
                var next = Math.Sign(pull) * Math.Max(Math.Abs(pull) - penalty(j), 0) / own - parameters[j];
                var change = next - step[j];
                length += own * next * next;
                if (change == 0) continue;
                step[j] = next;
                LongVectors.AddScaled(slope, change, hessian[j]);
                largest = Math.Max(largest, own * change * change);
            }
            if (largest <= 1e-22 * length || largest <= 1e-26) break;
        }
        return step;
    }
}
