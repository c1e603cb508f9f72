using Tidemark.Learning.Metrics;
using Tidemark.Statistics.Descriptive;

namespace Tidemark.Research.Forecasting;

/// <summary>One-step forecasts of values that the model was not fitted to, beside those of the simplest rules.</summary>
public sealed class HoldoutComparison
{
    /// <summary>Beyond it a difference is not put down to chance: 5 % of a normal distribution lie outside.</summary>
    private const double Significant = 1.96;

    /// <param name="measure">What the figures are, smaller is better: <c>root mean squared error</c>, <c>QLIKE</c>.</param>
    /// <param name="model">The model's loss of each value held out.</param>
    /// <param name="baselines">Those of the simplest rules, by name.</param>
    /// <param name="figureOf">Makes the figure of a mean loss.</param>
    internal HoldoutComparison(string measure, double[] model, IReadOnlyList<(string Name, double[] Losses)> baselines, Func<double, double> figureOf)
    {
        (Measure, Count) = (measure, model.Length);
        Model = figureOf(Moments.Mean(model));
        Baselines = [.. baselines.Select(baseline => (baseline.Name, figureOf(Moments.Mean(baseline.Losses))))];
        var best = baselines.MinBy(baseline => Moments.Mean(baseline.Losses));
        BestBaseline = best.Name;
        var test = DieboldMariano.Test(model, best.Losses);
        TStatistic = double.IsNaN(test.Statistic) ? 0 : -test.Statistic;
    }

    /// <summary>Values held out, the last of the series.</summary>
    public int Count { get; }

    /// <summary>What the figures are.</summary>
    public string Measure { get; }

    /// <summary>The model's figure.</summary>
    public double Model { get; }

    /// <summary>Those of the simplest rules.</summary>
    public IReadOnlyList<(string Name, double Value)> Baselines { get; }

    /// <summary>The best of the simplest rules.</summary>
    public string BestBaseline { get; }

    /// <summary>
    /// The mean gain over the best of the simplest rules in standard errors (Diebold and Mariano's test, one step ahead): above 1.96 is unlikely
    /// to be chance.
    /// </summary>
    public double TStatistic { get; }

    /// <summary>Whether the model is better than the best of them by more than chance explains.</summary>
    public bool IsUseful => TStatistic > Significant;
}
