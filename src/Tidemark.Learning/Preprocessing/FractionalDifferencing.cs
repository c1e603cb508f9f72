using System.Collections.Immutable;
using System.Globalization;
using Tidemark.Learning.Data;
using Tidemark.Statistics.Stationarity;

namespace Tidemark.Learning.Preprocessing;

/// <summary>
/// Differences of fractional order over a window of fixed width: makes a series stationary and keeps as much memory as can be. The order is
/// given, or the smallest of 0, 0.05, 0.1 … 1 with which the augmented Dickey-Fuller test refuses a unit root on the training rows.
/// </summary>
/// <remarks>Source: M. López de Prado, "Advances in Financial Machine Learning" (2018), sections 5.5 and 5.6.</remarks>
public sealed record FractionalDifferencing : PreprocessingStep
{
    private const double Grid = 0.05;
    private const int FewestForTest = 50;

    /// <summary>Names of the columns that are differenced: levels, such as the logarithm of a price; empty for all.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>The order, from 0 to 2; null to choose it.</summary>
    public double? Order { get; init; }

    /// <summary>Weights smaller than this are left out, which gives the window its width.</summary>
    public double SmallestWeight { get; init; } = 1e-4;

    /// <summary>The widest window.</summary>
    public int WidestWindow { get; init; } = 1_000;

    /// <summary>The largest p-value with which a unit root counts as refused.</summary>
    public double Significance { get; init; } = 0.05;

    /// <inheritdoc/>
    public override string Text => string.Create(CultureInfo.InvariantCulture, $"fracdiff:order={(Order is { } order ? order.ToString("R", CultureInfo.InvariantCulture) : "auto")},weight={SmallestWeight},width={WidestWindow}{StepArguments.Suffix(Columns)}");

    /// <summary>The weights of an order, that of the newest value first.</summary>
    public static double[] Weights(double order, double smallest, int widest)
    {
        if (!(order is >= 0 and <= 2)) throw new ArgumentException($"an order of {order} for fractional differences must lie between 0 and 2");
        ArgumentOutOfRangeException.ThrowIfLessThan(widest, 2);
        var weights = new List<double> { 1 };
        while (weights.Count < widest)
        {
            var next = -weights[^1] * (order - weights.Count + 1) / weights.Count;
            if (Math.Abs(next) < smallest) break;
            weights.Add(next);
        }
        return [.. weights];
    }

    internal override FittedStep Fit(IFeatureSource features, ImmutableArray<string> columns, ReadOnlySpan<int> rows)
    {
        var chosen = Chosen(Columns, columns);
        var weights = new List<double[]>();
        foreach (var column in chosen)
        {
            // The test wants a series without holes: training rows in the order of time.
            var order = Order ?? Smallest(Defined(features, column, rows));
            weights.Add(Weights(order, SmallestWeight, WidestWindow));
        }
        return new FittedFractionalDifferencing(columns.Length, chosen, [.. weights]);
    }

    /// <summary>The smallest order that makes a series stationary.</summary>
    internal double Smallest(double[] series)
    {
        for (var step = 0; step * Grid < 1; step++)
        {
            var order = step * Grid;
            var differenced = Apply(series, Weights(order, SmallestWeight, WidestWindow));
            if (differenced.Length < FewestForTest) continue;
            // A series that never changes has nothing to test, and nothing to lose.
            if (differenced.Max() == differenced.Min()) return order;
            if (AugmentedDickeyFullerTest.Run(differenced, DeterministicTerms.Constant, LagChoice.Fixed, 1).PValue < Significance) return order;
        }
        return 1;
    }

    private static double[] Apply(double[] series, double[] weights)
    {
        var result = new double[Math.Max(series.Length - weights.Length + 1, 0)];
        for (var i = 0; i < result.Length; i++)
        {
            var sum = 0.0;
            for (var lag = 0; lag < weights.Length; lag++) sum += weights[lag] * series[i + weights.Length - 1 - lag];
            result[i] = sum;
        }
        return result;
    }
}
