namespace Tidemark.Statistics.Regression;

/// <summary>
/// The hedge ratio of a pair over the last observations: how many units of the other instrument move with one unit of the first,
/// by least squares with an intercept. Only past and present observations count.
/// </summary>
/// <remarks>NaN until the window is full, and where the other series does not vary in it. An observation that is not finite is refused.</remarks>
public sealed class RollingHedgeRatio
{
    private readonly double[] dependent;
    private readonly double[] regressor;
    private int count;

    /// <param name="window">Observations, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window is shorter than 2.</exception>
    public RollingHedgeRatio(int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2);
        dependent = new double[window];
        regressor = new double[window];
    }

    /// <summary>The line through the window: its slope is the hedge ratio; all NaN until the window is full.</summary>
    public LinearFit Fit { get; private set; } = new(double.NaN, double.NaN, double.NaN);

    /// <summary>Whether the window is full.</summary>
    public bool IsReady => count == dependent.Length;

    /// <summary>The observations in the window of the first instrument, oldest first.</summary>
    public ReadOnlySpan<double> Dependent => dependent.AsSpan(dependent.Length - count);

    /// <summary>The observations in the window of the other instrument, oldest first.</summary>
    public ReadOnlySpan<double> Regressor => regressor.AsSpan(regressor.Length - count);

    /// <summary>Takes the next observation of both.</summary>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public LinearFit Update(double dependentValue, double regressorValue)
    {
        if (!double.IsFinite(dependentValue) || !double.IsFinite(regressorValue)) throw new ArgumentException("a hedge ratio needs finite observations");
        Append(dependent, dependentValue);
        Append(regressor, regressorValue);
        if (count < dependent.Length) count++;
        if (IsReady) Fit = LinearFit.Of(regressor, dependent);
        return Fit;
    }

    // Shifted, not a ring: the sums always run from the oldest to the newest, so a restored window gives the same bits.
    private static void Append(double[] window, double value)
    {
        Array.Copy(window, 1, window, 0, window.Length - 1);
        window[^1] = value;
    }
}
