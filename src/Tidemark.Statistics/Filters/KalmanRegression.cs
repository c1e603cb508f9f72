namespace Tidemark.Statistics.Filters;

/// <summary>
/// A regression whose coefficients wander: y = x'b + e with b a random walk, tracked by a Kalman filter one observation at a time.
/// For a hedge ratio x holds the price of the other instrument and 1 for the intercept. What an update predicts uses earlier
/// observations only.
/// </summary>
/// <remarks>
/// Sources: A. C. Harvey, "Forecasting, Structural Time Series Models and the Kalman Filter", 1989, section 3.2; E. P. Chan,
/// "Algorithmic Trading", 2013, chapter 3, for pairs.
/// </remarks>
public sealed class KalmanRegression
{
    private readonly double stateNoise;
    private readonly double observationNoise;
    private readonly double[] coefficients;
    private readonly double[] covariance; // row by row
    private readonly double[] gain;

    /// <param name="coefficientCount">Number of coefficients, the intercept included if there is to be one.</param>
    /// <param name="stateNoise">Variance that each coefficient's random walk adds an observation; 0 makes it recursive least squares.</param>
    /// <param name="observationNoise">Variance of the error of an observation, above 0.</param>
    /// <param name="initialVariance">Variance of each coefficient about 0 before the first observation, above 0: large knows nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number outside what is said above.</exception>
    public KalmanRegression(int coefficientCount, double stateNoise, double observationNoise, double initialVariance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(coefficientCount, 1);
        if (!(stateNoise >= 0 && double.IsFinite(stateNoise))) throw new ArgumentOutOfRangeException(nameof(stateNoise));
        if (!(observationNoise > 0 && double.IsFinite(observationNoise))) throw new ArgumentOutOfRangeException(nameof(observationNoise));
        if (!(initialVariance > 0 && double.IsFinite(initialVariance))) throw new ArgumentOutOfRangeException(nameof(initialVariance));
        this.stateNoise = stateNoise;
        this.observationNoise = observationNoise;
        coefficients = new double[coefficientCount];
        gain = new double[coefficientCount];
        covariance = new double[coefficientCount * coefficientCount];
        for (var i = 0; i < coefficientCount; i++) covariance[i * coefficientCount + i] = initialVariance;
    }

    /// <summary>The coefficients after the last observation.</summary>
    public ReadOnlySpan<double> Coefficients => coefficients;

    /// <summary>The covariance of the coefficients after the last observation, row by row.</summary>
    public ReadOnlySpan<double> Covariance => covariance;

    /// <summary>Predicts an observation from the earlier ones, then learns from it.</summary>
    /// <exception cref="ArgumentException">Another number of regressors than coefficients, or a value that is not finite; nothing is learnt then.</exception>
    public KalmanInnovation Update(double observation, params ReadOnlySpan<double> regressors)
    {
        var size = coefficients.Length;
        if (regressors.Length != size) throw new ArgumentException($"{size} regressors are expected, not {regressors.Length}");
        if (!double.IsFinite(observation)) throw new ArgumentException("the observation is not finite");
        foreach (var regressor in regressors)
            if (!double.IsFinite(regressor)) throw new ArgumentException("a regressor is not finite");
        for (var i = 0; i < size; i++) covariance[i * size + i] += stateNoise;
        double predicted = 0, variance = observationNoise;
        for (var i = 0; i < size; i++)
        {
            predicted += coefficients[i] * regressors[i];
            gain[i] = 0;
            for (var j = 0; j < size; j++) gain[i] += covariance[i * size + j] * regressors[j];
            variance += regressors[i] * gain[i];
        }
        Learn(observation - predicted, variance);
        return new KalmanInnovation(predicted, observation - predicted, variance);
    }

    /// <summary>Continues from the coefficients and the covariance of another filter of the same parameters.</summary>
    /// <exception cref="ArgumentException">Their lengths do not fit this filter.</exception>
    public void Restore(ReadOnlySpan<double> savedCoefficients, ReadOnlySpan<double> savedCovariance)
    {
        if (savedCoefficients.Length != coefficients.Length || savedCovariance.Length != covariance.Length)
            throw new ArgumentException("the saved state is of a filter with another number of coefficients");
        savedCoefficients.CopyTo(coefficients);
        savedCovariance.CopyTo(covariance);
    }

    private void Learn(double error, double variance)
    {
        var size = coefficients.Length;
        for (var i = 0; i < size; i++)
        {
            coefficients[i] += gain[i] / variance * error;
            // Each pair once, so that the covariance stays symmetric whatever the rounding.
            for (var j = i; j < size; j++) covariance[j * size + i] = covariance[i * size + j] -= gain[i] * gain[j] / variance;
        }
    }
}
