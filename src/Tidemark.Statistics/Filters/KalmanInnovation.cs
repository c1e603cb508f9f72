namespace Tidemark.Statistics.Filters;

/// <summary>What a filter expected of an observation before it saw it.</summary>
/// <param name="Predicted">The expected observation.</param>
/// <param name="Error">The observation less what was expected: the spread of a pair.</param>
/// <param name="Variance">The expected variance of that error, above 0.</param>
public readonly record struct KalmanInnovation(double Predicted, double Error, double Variance)
{
    /// <summary>The error in standard deviations.</summary>
    public double ZScore => Error / Math.Sqrt(Variance);
}
