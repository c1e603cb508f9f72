using Tidemark.Statistics.Regression;

namespace Tidemark.Statistics.Stationarity;

/// <summary>
/// How fast a series returns to its mean, from the regression x[t] = a + b x[t-1] + e: the discrete form of an Ornstein-Uhlenbeck
/// process.
/// </summary>
/// <param name="Persistence">b: the share of a deviation that remains after one step.</param>
/// <param name="Mean">What the series returns to; NaN where it does not return.</param>
/// <param name="StepDeviation">The standard deviation of the error of one step.</param>
/// <remarks>Source: E. P. Chan, "Algorithmic Trading", 2013, chapter 2, with the exact logarithm in place of its first term.</remarks>
public readonly record struct MeanReversion(double Persistence, double Mean, double StepDeviation)
{
    /// <summary>Steps until half of a deviation is gone: infinite where the series does not return, 0 where it crosses its mean within one step.</summary>
    public double HalfLife => Persistence >= 1 ? double.PositiveInfinity : Persistence <= 0 ? 0 : -Math.Log(2) / Math.Log(Persistence);

    /// <summary>Estimates from a series, oldest value first.</summary>
    /// <exception cref="ArgumentException">The series is shorter than 4, constant but for its last value, or holds a value that is not finite.</exception>
    public static MeanReversion Of(double[] series)
    {
        SeriesCheck.Varying(series, "the series", 4);
        var fit = LeastSquares.Fit(series[1..], [series[..^1]]);
        var (intercept, persistence) = (fit.Coefficients[0], fit.Coefficients[1]);
        return new MeanReversion(persistence, persistence < 1 ? intercept / (1 - persistence) : double.NaN,
            Math.Sqrt(fit.ResidualSumOfSquares / fit.DegreesOfFreedom));
    }
}
