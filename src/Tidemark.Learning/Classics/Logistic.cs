namespace Tidemark.Learning.Classics;

/// <summary>Functions between sums and probabilities, without overflow.</summary>
internal static class Logistic
{
    public static double Sigmoid(double x)
    {
        if (x >= 0) return 1 / (1 + Math.Exp(-x));
        var power = Math.Exp(x);
        return power / (1 + power);
    }

    /// <summary>Replaces sums by probabilities; returns the logarithm of the sum of their exponentials.</summary>
    public static double Softmax(Span<double> values)
    {
        double largest = double.NegativeInfinity, sum = 0;
        foreach (var value in values) largest = Math.Max(largest, value);
        for (var k = 0; k < values.Length; k++) sum += values[k] = Math.Exp(values[k] - largest);
        for (var k = 0; k < values.Length; k++) values[k] /= sum;
        return largest + Math.Log(sum);
    }

    /// <summary>log(1 + e^x).</summary>
    public static double SoftPlus(double x) => x > 0 ? x + Math.Log(1 + Math.Exp(-x)) : Math.Log(1 + Math.Exp(x));
}
