using System.Collections.Immutable;
using System.Globalization;
using Tidemark.Learning.Data;

namespace Tidemark.Learning.Preprocessing;

/// <summary>
/// Puts the median of the last values in the place of outliers: of values further from it than so many deviations, taken as 1.4826 times the
/// median distance from the median. The window is of rows and ends with that of the value; nothing that follows is read, and values that are missing in it do not count.
/// </summary>
/// <remarks>Source: F. R. Hampel, "The influence curve and its role in robust estimation" (1974); R. K. Pearson (2002) for the moving form.</remarks>
/// <param name="Window">Rows in the window, at least 3.</param>
/// <param name="Threshold">How many deviations.</param>
public sealed record HampelFilter(int Window = 24, double Threshold = 3) : PreprocessingStep
{
    /// <summary>Names of the columns that are filtered; empty for all.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <inheritdoc/>
    public override string Text => string.Create(CultureInfo.InvariantCulture, $"hampel:window={Window},threshold={Threshold}{StepArguments.Suffix(Columns)}");

    internal override FittedStep Fit(IFeatureSource features, ImmutableArray<string> columns, ReadOnlySpan<int> rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Window, 3);
        if (!(Threshold > 0)) throw new ArgumentException($"a threshold of {Threshold} deviations must be positive");
        return new FittedHampel(columns.Length, Chosen(Columns, columns), Window, Threshold);
    }
}
