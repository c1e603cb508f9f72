namespace Tidemark.Learning.Networks.Losses;

/// <summary>Functions of logits that neither overflow nor lose their tails.</summary>
internal static class LossMath
{
    public static double Sigmoid(double logit)
    {
        var small = Math.Exp(-Math.Abs(logit));
        return (logit >= 0 ? 1 : small) / (1 + small);
    }

    /// <summary>log(1 + exp(logit)).</summary>
    public static double SoftPlus(double logit) => Math.Max(logit, 0) + LogOnePlus(Math.Exp(-Math.Abs(logit)));

    /// <summary>The logarithm of the sum of exponentials.</summary>
    public static double LogSumExp(ReadOnlySpan<float> logits)
    {
        double top = float.NegativeInfinity;
        foreach (var logit in logits) top = Math.Max(top, logit);
        var sum = 0.0;
        foreach (var logit in logits) sum += Math.Exp(logit - top);
        return top + Math.Log(sum);
    }

    /// <summary>The class that a target names.</summary>
    public static int ClassOf(float target, int classes) => target >= 0 && target < classes && target == MathF.Floor(target)
        ? (int)target
        : throw new ArgumentException($"the target {target} is none of the classes 0 to {classes - 1}");

    private static double LogOnePlus(double small) => small < 1e-8 ? small : Math.Log(1 + small);
}
