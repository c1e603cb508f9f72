using System.Collections.Immutable;
using Tidemark.Learning.Data;

namespace Tidemark.Learning.Preprocessing;

/// <summary>One thing that is done to features before a model sees them: settings, not fitted yet.</summary>
public abstract record PreprocessingStep
{
    /// <summary>How it is written: <c>winsorise:lower=0.01,upper=0.99</c>. <see cref="Preprocessor.Parse"/> makes the same again.</summary>
    public abstract string Text { get; }

    /// <summary>Learns what it needs from some rows.</summary>
    /// <param name="features">The table; other rows than the given ones may be read only where they lie before them.</param>
    /// <param name="columns">Names of its columns.</param>
    /// <param name="rows">The rows of the training samples, increasing.</param>
    internal abstract FittedStep Fit(IFeatureSource features, ImmutableArray<string> columns, ReadOnlySpan<int> rows);

    /// <summary>The defined values of a column at some rows.</summary>
    internal static double[] Defined(IFeatureSource features, int column, ReadOnlySpan<int> rows)
    {
        var values = new double[rows.Length];
        var count = 0;
        foreach (var row in rows)
            if (features.Read(row, 1)[column] is var value && float.IsFinite(value)) values[count++] = value;
        return values[..count];
    }

    /// <summary>Numbers of the columns of those names; all where none are named.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    internal static int[] Chosen(ImmutableArray<string> names, ImmutableArray<string> columns)
    {
        if (names.IsDefaultOrEmpty) return [.. Enumerable.Range(0, columns.Length)];
        return [.. names.Select(name => columns.IndexOf(name) is var index and >= 0 ? index : throw new ArgumentException($"there is no feature '{name}' to preprocess; there are {string.Join(", ", columns)}"))];
    }
}
