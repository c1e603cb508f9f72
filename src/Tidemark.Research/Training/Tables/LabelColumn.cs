using System.Collections.Immutable;

namespace Tidemark.Research.Training.Tables;

/// <summary>The column to predict: numbers, or words that name classes.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Values">A number a row, NaN where it is missing; for words their place in <paramref name="Words"/>.</param>
/// <param name="Words">The words in the order in which they came; empty where the labels are numbers.</param>
public sealed record LabelColumn(string Name, ReadOnlyMemory<double> Values, ImmutableArray<string> Words)
{
    /// <summary>Rows whose label is known.</summary>
    public int[] KnownRows()
    {
        var values = Values.Span;
        var rows = new List<int>(values.Length);
        for (var i = 0; i < values.Length; i++)
            if (!double.IsNaN(values[i])) rows.Add(i);
        return [.. rows];
    }
}
