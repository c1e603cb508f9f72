namespace Tidemark.Statistics.TimeSeries;

/// <summary>What is expected of the times that follow a series, one number a step.</summary>
/// <param name="Mean">The expected values.</param>
/// <param name="StandardError">The standard deviations of the errors to expect, if the model is right and its parameters are exact.</param>
public sealed record Forecast(double[] Mean, double[] StandardError)
{
    /// <summary>Steps ahead.</summary>
    public int Steps => Mean.Length;

    /// <summary>The bounds within which a value lies with a probability, for normal errors.</summary>
    /// <param name="level">Such as 0.95.</param>
    public (double Low, double High)[] Interval(double level)
    {
        if (level is not (> 0 and < 1)) throw new ArgumentException($"a level of {level} is not between 0 and 1", nameof(level));
        var width = Distributions.NormalDistribution.Quantile(0.5 + level / 2);
        return [.. Mean.Zip(StandardError, (mean, error) => (mean - width * error, mean + width * error))];
    }
}
