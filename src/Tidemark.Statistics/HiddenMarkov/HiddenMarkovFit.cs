namespace Tidemark.Statistics.HiddenMarkov;

/// <summary>
/// Fits a <see cref="GaussianHiddenMarkov"/> by Baum-Welch (expectation and maximisation in turn). It starts from the observations cut
/// into groups by their distance from the median, so that the same observations always give the same model.
/// </summary>
/// <param name="Model">The fitted model.</param>
/// <param name="LogLikelihood">Of the observations under it.</param>
/// <param name="Iterations">How many were done.</param>
public sealed record HiddenMarkovFit(GaussianHiddenMarkov Model, double LogLikelihood, int Iterations)
{
    /// <summary>How likely a state stays what it is, at the start.</summary>
    private const double FirstStay = 0.95;

    /// <summary>No state gets a smaller part of the whole variance: one that shrinks to a single observation has no likelihood.</summary>
    private const double SmallestVariance = 1e-3;

    /// <param name="values">The observations, finite.</param>
    /// <param name="states">How many states, at least 2.</param>
    /// <param name="iterations">At most so many.</param>
    /// <param name="tolerance">It ends when the log-likelihood per observation gains less.</param>
    /// <returns>Null when all observations are equal: there is nothing to tell states apart.</returns>
    /// <exception cref="ArgumentException">There are fewer than ten observations a state, or one is not finite.</exception>
    public static HiddenMarkovFit? Run(ReadOnlySpan<double> values, int states, int iterations = 100, double tolerance = 1e-6)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(states, 2);
        if (values.Length < 10 * states) throw new ArgumentException($"{states} states need {10 * states} observations, not {values.Length}");
        foreach (var value in values)
            if (!double.IsFinite(value)) throw new ArgumentException("an observation is not finite");
        if (values.IndexOfAnyExcept(values[0]) < 0) return null;
        var (mean, variance) = MomentsOf(values);
        var floor = variance * SmallestVariance;
        var model = Start(values, states, mean, floor);
        var passes = new ForwardBackward(values.Length, states);
        var last = passes.Run(model, values);
        for (var iteration = 1; iteration <= iterations; iteration++)
        {
            var next = passes.Maximise(values, floor);
            var logLikelihood = passes.Run(next, values);
            if (!(logLikelihood > last)) return new HiddenMarkovFit(model, last, iteration);
            var isDone = logLikelihood - last < tolerance * values.Length;
            (model, last) = (next, logLikelihood);
            if (isDone) return new HiddenMarkovFit(model, last, iteration);
        }
        return new HiddenMarkovFit(model, last, iterations);
    }

    /// <summary>The observations nearest to the median make the calmest state, those farthest from it the wildest.</summary>
    private static GaussianHiddenMarkov Start(ReadOnlySpan<double> values, int states, double mean, double floor)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var median = sorted[sorted.Length / 2];
        for (var i = 0; i < sorted.Length; i++) sorted[i] = Math.Abs(sorted[i] - median);
        Array.Sort(sorted);
        var (initial, transitions, means, variances) = (new double[states], new double[states * states], new double[states], new double[states]);
        for (var state = 0; state < states; state++)
        {
            var (from, to) = (sorted.Length * state / states, sorted.Length * (state + 1) / states);
            var sum = 0.0;
            for (var i = from; i < to; i++) sum += sorted[i] * sorted[i];
            (initial[state], means[state], variances[state]) = (1.0 / states, mean, Math.Max(floor, sum / (to - from)));
            for (var next = 0; next < states; next++) transitions[state * states + next] = next == state ? FirstStay : (1 - FirstStay) / (states - 1);
        }
        return new GaussianHiddenMarkov(initial, transitions, means, variances);
    }

    private static (double Mean, double Variance) MomentsOf(ReadOnlySpan<double> values)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values) sum += value;
        var mean = sum / values.Length;
        foreach (var value in values) squares += (value - mean) * (value - mean);
        return (mean, squares / values.Length);
    }
}
