using System.Buffers;
using Tidemark.Statistics.Descriptive;

namespace Tidemark.Analytics.Risk;

/// <summary>The extremes of a series of returns, all from one look at them: sorting millions of returns would cost more than the backtest.</summary>
/// <param name="Lowest">The worst return.</param>
/// <param name="Quantile1">See <see cref="ValueAtRisk"/>.</param>
/// <param name="Quantile5">See <see cref="ValueAtRisk"/>.</param>
/// <param name="Quantile95">The return exceeded in one of twenty periods.</param>
/// <param name="Highest">The best return.</param>
/// <param name="MeanBelow1">See <see cref="ConditionalValueAtRisk"/>.</param>
/// <param name="MeanBelow5">See <see cref="ConditionalValueAtRisk"/>.</param>
public readonly record struct ReturnTails(double Lowest, double Quantile1, double Quantile5, double Quantile95, double Highest, double MeanBelow1, double MeanBelow5)
{
    private const double Tail = 0.05;
    private const double FarTail = 0.01;

    /// <summary>All NaN for no returns or when one of them is NaN.</summary>
    public static ReturnTails Of(ReadOnlySpan<double> returns)
    {
        var pooled = ArrayPool<double>.Shared.Rent(returns.Length);
        returns.CopyTo(pooled);
        var tails = OfScratch(pooled.AsSpan(0, returns.Length));
        ArrayPool<double>.Shared.Return(pooled);
        return tails;
    }

    private static ReturnTails OfScratch(Span<double> values)
    {
        if (values.IsEmpty || HasNaN(values)) return new ReturnTails(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        var last = values.Length - 1;
        // The lower tail and one more, which the quantile is interpolated with, are sorted; the upper one needs two ranks only.
        var lower = Math.Min((int)Math.Floor(last * Tail) + 1, last);
        Selection.Place(values, lower);
        values[..(lower + 1)].Sort();
        var upper = (int)Math.Floor(last * (1 - Tail));
        PlaceTwo(values, lower, upper);
        return new ReturnTails(values[0], Quantiles.OfSorted(values, FarTail), Quantiles.OfSorted(values, Tail), Quantiles.OfSorted(values, 1 - Tail),
            HighestOf(values[upper..]), ConditionalValueAtRisk.OfSorted(values, FarTail), ConditionalValueAtRisk.OfSorted(values, Tail));
    }

    private static void PlaceTwo(Span<double> values, int sorted, int rank)
    {
        if (rank <= sorted)
        {
            values.Sort();
            return;
        }
        Selection.Place(values[(sorted + 1)..], rank - sorted - 1);
        if (rank + 1 < values.Length) Selection.Place(values[(rank + 1)..], 0);
    }

    private static bool HasNaN(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
            if (double.IsNaN(value)) return true;
        return false;
    }

    private static double HighestOf(ReadOnlySpan<double> values)
    {
        var highest = values[0];
        foreach (var value in values) highest = Math.Max(highest, value);
        return highest;
    }
}
