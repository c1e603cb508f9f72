namespace Tidemark.Learning.Data;

/// <summary>A table of features in memory.</summary>
public sealed class FeatureTable : IFeatureSource
{
    private readonly ReadOnlyMemory<float> values;

    /// <param name="values">Row-major: <c>[rows, columns]</c>. NaN is a missing value. Not copied.</param>
    /// <param name="columns">Number of features, at least 1.</param>
    /// <exception cref="ArgumentException">The values are not whole rows.</exception>
    public FeatureTable(ReadOnlyMemory<float> values, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (values.Length % columns != 0) throw new ArgumentException($"{values.Length} values are not whole rows of {columns}", nameof(values));
        this.values = values;
        Columns = columns;
        Rows = values.Length / columns;
    }

    /// <inheritdoc/>
    public int Rows { get; }

    /// <inheritdoc/>
    public int Columns { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Read(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (first > Rows - count) throw new ArgumentOutOfRangeException(nameof(first), $"rows {first} to {(long)first + count} of a table of {Rows}");
        return values.Span.Slice(first * Columns, count * Columns);
    }
}
