using Tidemark.Statistics.Descriptive;
using Tidemark.Statistics.Distributions;

namespace Tidemark.Statistics.TimeSeries;

/// <summary>The variances and the likelihood of returns for given parameters, in the order of <see cref="VolatilityOrder.Names"/>.</summary>
internal sealed class VolatilityRecursion(double[] returns, VolatilityOrder order)
{
    private const int BackcastReach = 75;
    private const double BackcastDecay = 0.94;

    // The expected size of a standard normal variable.
    private static readonly double NormalSize = Math.Sqrt(2 / Math.PI);

    /// <summary>
    /// The variance of each return and, after them, of the next one. What was before the first is an average of the first 75 squared errors with
    /// weights that fall by 0.94. NaN where parameters give no positive variance.
    /// </summary>
    public double[] Variances(ReadOnlySpan<double> parameters)
    {
        var at = 0;
        var mean = order.HasMean ? parameters[at++] : 0;
        var omega = parameters[at++];
        var alpha = parameters.Slice(at, order.P);
        at += order.P;
        var gamma = order.Kind == VolatilityKind.Garch ? [] : parameters.Slice(at, order.P);
        at += gamma.Length;
        var beta = parameters.Slice(at, order.Q);
        var size = order.Kind == VolatilityKind.Egarch && order.IsStudent ? StudentSize(parameters[^1]) : NormalSize;
        var before = Backcast(mean);
        var variances = new double[returns.Length + 1];
        for (var t = 0; t < variances.Length; t++)
            variances[t] = order.Kind == VolatilityKind.Egarch ? Math.Exp(Logarithm(t, mean, omega, alpha, gamma, beta, size, before, variances)) : Sum(t, mean, omega, alpha, gamma, beta, before, variances);
        return variances;
    }

    /// <summary>The logarithm of the likelihood; NaN where it is not defined.</summary>
    public double LogLikelihood(ReadOnlySpan<double> parameters)
    {
        var mean = order.HasMean ? parameters[0] : 0;
        var nu = order.IsStudent ? parameters[^1] : 0;
        if (order.IsStudent && !(nu > 2)) return double.NaN;
        var variances = Variances(parameters);
        var sum = order.IsStudent ? returns.Length * (SpecialFunctions.LogGamma(0.5 * (nu + 1)) - SpecialFunctions.LogGamma(0.5 * nu) - 0.5 * Math.Log(Math.PI * (nu - 2))) : -0.5 * returns.Length * Math.Log(2 * Math.PI);
        for (var t = 0; t < returns.Length; t++)
        {
            if (!(variances[t] > 0)) return double.NaN;
            var square = (returns[t] - mean) * (returns[t] - mean) / variances[t];
            sum -= 0.5 * Math.Log(variances[t]) + (order.IsStudent ? 0.5 * (nu + 1) * Math.Log(1 + square / (nu - 2)) : 0.5 * square);
        }
        return sum;
    }

    /// <summary>The expected size of a variable with Student's t distribution of variance one.</summary>
    public static double StudentSize(double nu) => Math.Exp(SpecialFunctions.LogGamma(0.5 * (nu - 1)) - SpecialFunctions.LogGamma(0.5 * nu)) * Math.Sqrt((nu - 2) / Math.PI);

    private double Sum(int t, double mean, double omega, ReadOnlySpan<double> alpha, ReadOnlySpan<double> gamma, ReadOnlySpan<double> beta, double before, double[] variances)
    {
        var variance = omega;
        for (var i = 1; i <= alpha.Length; i++)
        {
            var error = t >= i ? returns[t - i] - mean : 0;
            var square = t >= i ? error * error : before;
            variance += alpha[i - 1] * square;
            // Before the first return a fall is as likely as a rise.
            if (gamma.Length > 0) variance += gamma[i - 1] * (t >= i ? error < 0 ? square : 0 : 0.5 * before);
        }
        for (var j = 1; j <= beta.Length; j++) variance += beta[j - 1] * (t >= j ? variances[t - j] : before);
        return variance;
    }

    private double Logarithm(int t, double mean, double omega, ReadOnlySpan<double> alpha, ReadOnlySpan<double> gamma, ReadOnlySpan<double> beta, double size, double before, double[] variances)
    {
        var logarithm = omega;
        for (var i = 1; i <= alpha.Length && i <= t; i++)
        {
            var standard = (returns[t - i] - mean) / Math.Sqrt(variances[t - i]);
            logarithm += alpha[i - 1] * (Math.Abs(standard) - size) + gamma[i - 1] * standard;
        }
        for (var j = 1; j <= beta.Length; j++) logarithm += beta[j - 1] * Math.Log(t >= j ? variances[t - j] : before);
        return logarithm;
    }

    private double Backcast(double mean)
    {
        double sum = 0, weights = 0, weight = 1;
        for (var t = 0; t < Math.Min(BackcastReach, returns.Length); t++, weight *= BackcastDecay)
        {
            sum += weight * (returns[t] - mean) * (returns[t] - mean);
            weights += weight;
        }
        return sum > 0 ? sum / weights : Moments.Variance(returns);
    }
}
