using System.Collections.Immutable;
using System.Globalization;
using Tidemark.Learning.Data;
using Tidemark.Statistics.Descriptive;

namespace Tidemark.Learning.Preprocessing;

/// <summary>Cuts values off at quantiles of the training rows.</summary>
/// <param name="Lower">The lower quantile, 0 to cut nothing below.</param>
/// <param name="Upper">The upper quantile, 1 to cut nothing above.</param>
public sealed record Winsorising(double Lower = 0.01, double Upper = 0.99) : PreprocessingStep
{
    /// <summary>Names of the columns that are cut; empty for all.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <inheritdoc/>
    public override string Text => string.Create(CultureInfo.InvariantCulture, $"winsorise:lower={Lower},upper={Upper}{StepArguments.Suffix(Columns)}");

    internal override FittedStep Fit(IFeatureSource features, ImmutableArray<string> columns, ReadOnlySpan<int> rows)
    {
        if (!(Lower >= 0 && Lower < Upper && Upper <= 1)) throw new ArgumentException($"quantiles {Lower} and {Upper} must lie between 0 and 1, the lower one first");
        var (low, high) = (new double[columns.Length], new double[columns.Length]);
        low.AsSpan().Fill(double.NegativeInfinity);
        high.AsSpan().Fill(double.PositiveInfinity);
        foreach (var column in Chosen(Columns, columns))
        {
            var values = Defined(features, column, rows);
            if (values.Length == 0) continue;
            Array.Sort(values);
            if (Lower > 0) low[column] = Quantiles.OfSorted(values, Lower);
            if (Upper < 1) high[column] = Quantiles.OfSorted(values, Upper);
        }
        return new FittedWinsorising(low, high);
    }
}
