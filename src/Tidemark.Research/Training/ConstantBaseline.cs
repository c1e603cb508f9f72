using Tidemark.Learning.Estimators;

namespace Tidemark.Research.Training;

/// <summary>The prediction that knows no feature: the mean target, or the shares of the classes, of the samples learnt from.</summary>
public static class ConstantBaseline
{
    /// <summary>What it predicts for every sample.</summary>
    /// <param name="target">What is predicted.</param>
    /// <param name="targets">Targets learnt from; NaN are left out.</param>
    /// <param name="weights">One a target; empty for equal ones.</param>
    public static double[] Of(TargetEncoding target, ReadOnlySpan<double> targets, ReadOnlySpan<double> weights = default)
    {
        var shares = new double[target.Task == LearningTask.MultiClass ? target.Classes.Length : 1];
        var total = 0.0;
        for (var i = 0; i < targets.Length; i++)
        {
            if (double.IsNaN(targets[i])) continue;
            var weight = weights.IsEmpty ? 1 : weights[i];
            total += weight;
            if (shares.Length > 1) shares[(int)targets[i]] += weight;
            else shares[0] += weight * targets[i];
        }
        for (var k = 0; k < shares.Length; k++) shares[k] /= total;
        return shares;
    }

    /// <summary>The same prediction for a number of samples.</summary>
    public static double[] Repeat(double[] constant, int samples)
    {
        var all = new double[constant.Length * samples];
        for (var i = 0; i < samples; i++) constant.CopyTo(all, i * constant.Length);
        return all;
    }
}
