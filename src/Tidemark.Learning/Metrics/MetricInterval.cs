using Tidemark.Statistics.Descriptive;

namespace Tidemark.Learning.Metrics;

/// <summary>A figure with its uncertainty.</summary>
/// <param name="Estimate">The value on all samples.</param>
/// <param name="Low">The lower end of the interval: a percentile of the resamples; NaN where fewer than ten of them have a value.</param>
/// <param name="High">The upper end.</param>
/// <param name="StandardError">The standard deviation of the resamples.</param>
/// <param name="ShareAboveZero">The share of resamples above zero, equal ones counting half: for a difference, how sure its sign is.</param>
/// <param name="Resamples">How many resamples had a value: one without the second class has no area, for instance.</param>
public sealed record MetricInterval(double Estimate, double Low, double High, double StandardError, double ShareAboveZero, int Resamples)
{
    private const int FewestResamples = 10;

    /// <summary>A metric of one model.</summary>
    /// <param name="samples">In the order of time.</param>
    /// <param name="metric">The figure.</param>
    /// <param name="options">How it is drawn.</param>
    /// <exception cref="ArgumentException">The samples are not what the metric measures, or an option is not possible.</exception>
    public static MetricInterval Compute(ScoredSamples samples, Metric metric, BootstrapOptions? options = null) =>
        Compute(samples.Count, metric.Compute(samples), places => metric.Compute(samples.Take(places)), options ?? new BootstrapOptions());

    /// <summary>The difference of a metric between two models on the same samples, drawn together: the first's value minus the second's.</summary>
    /// <inheritdoc cref="Compute(ScoredSamples, Metric, BootstrapOptions?)"/>
    public static MetricInterval Difference(ScoredSamples first, ScoredSamples second, Metric metric, BootstrapOptions? options = null)
    {
        if (!first.Targets.Span.SequenceEqual(second.Targets.Span)) throw new ArgumentException("two models can be compared on the same samples only");
        return Compute(first.Count, metric.Compute(first) - metric.Compute(second), places => metric.Compute(first.Take(places)) - metric.Compute(second.Take(places)),
            options ?? new BootstrapOptions());
    }

    /// <summary>Any figure of samples.</summary>
    /// <param name="count">Number of samples, in the order of time.</param>
    /// <param name="estimate">The figure on all of them.</param>
    /// <param name="figure">The figure on the samples at some places.</param>
    /// <param name="options">How they are drawn.</param>
    public static MetricInterval Compute(int count, double estimate, Func<int[], double> figure, BootstrapOptions options)
    {
        SampleCheck.NotEmpty(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Resamples, FewestResamples);
        if (!(options.Level > 0 && options.Level < 1)) throw new ArgumentException(FormattableString.Invariant($"the level of an interval lies between 0 and 1, not {options.Level}"));
        var bootstrap = new BlockBootstrap(options.BlockLength ?? BlockBootstrap.UsualLength(count), options.Seed);
        var places = new int[count];
        var values = new List<double>(options.Resamples);
        for (var i = 0; i < options.Resamples; i++)
        {
            bootstrap.Draw(places);
            var value = figure(places);
            if (!double.IsNaN(value)) values.Add(value);
        }
        if (values.Count < FewestResamples) return new MetricInterval(estimate, double.NaN, double.NaN, double.NaN, double.NaN, values.Count);
        var sorted = values.Order().ToArray();
        var above = sorted.Sum(value => value > 0 ? 1 : value == 0 ? 0.5 : 0) / sorted.Length;
        return new MetricInterval(estimate, Quantiles.OfSorted(sorted, (1 - options.Level) / 2), Quantiles.OfSorted(sorted, (1 + options.Level) / 2),
            Moments.StandardDeviation(sorted), above, sorted.Length);
    }
}
