namespace Tidemark.Learning.Classics;

/// <summary>Points as rows of doubles.</summary>
internal static class PointRows
{
    /// <exception cref="ArgumentException">There are none, they are no whole rows, or a value is not finite; the message names the place.</exception>
    public static double[][] Of(ReadOnlySpan<double> points, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (points.IsEmpty || points.Length % columns != 0) throw new ArgumentException($"{points.Length} values are not whole rows of {columns}");
        var rows = new double[points.Length / columns][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = points.Slice(i * columns, columns).ToArray();
            for (var j = 0; j < columns; j++)
                if (!double.IsFinite(rows[i][j])) throw new ArgumentException(FormattableString.Invariant($"row {i + 1}, column {j + 1} is {rows[i][j]}; it must be finite"));
        }
        return rows;
    }

    public static double SquaredDistance(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++) sum += (left[i] - right[i]) * (left[i] - right[i]);
        return sum;
    }
}
