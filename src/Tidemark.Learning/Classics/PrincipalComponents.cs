namespace Tidemark.Learning.Classics;

/// <summary>Directions at right angles in which points vary most, the first most of all.</summary>
/// <remarks>Source: K. Pearson (1901), H. Hotelling (1933); by singular values of the centred points, which keeps the small ones exact.</remarks>
public sealed class PrincipalComponents
{
    private const int MostSweeps = 60;

    private PrincipalComponents(double[] means, double[][] directions, double[] variances)
    {
        Means = means;
        Directions = directions;
        Variances = variances;
    }

    /// <summary>What is taken from each column.</summary>
    public IReadOnlyList<double> Means { get; }

    /// <summary>Unit vectors, <c>[components][columns]</c>; the element of the greatest size is positive.</summary>
    public IReadOnlyList<double[]> Directions { get; }

    /// <summary>The variance along each direction (n - 1), descending.</summary>
    public IReadOnlyList<double> Variances { get; }

    /// <summary>The share of all variance along each direction; NaN where nothing varies.</summary>
    public IReadOnlyList<double> Shares => [.. Variances.Select(variance => variance / Variances.Sum())];

    /// <param name="points"><c>[points, columns]</c>, finite; at least two points.</param>
    /// <param name="columns">Number of columns.</param>
    /// <exception cref="ArgumentException">There are fewer than two points, or a value is not finite; the message names the place.</exception>
    public static PrincipalComponents Fit(ReadOnlySpan<double> points, int columns)
    {
        var rows = PointRows.Of(points, columns);
        if (rows.Length < 2) throw new ArgumentException("one point has no directions; at least two are needed");
        var weights = new double[rows.Length];
        Array.Fill(weights, 1);
        var left = Enumerable.Range(0, columns).Select(j => rows.Select(row => row[j]).ToArray()).ToArray();
        var means = left.Select(column => DesignMatrix.Centre(column, weights)).ToArray();
        var right = Enumerable.Range(0, columns).Select(j => Enumerable.Range(0, columns).Select(k => k == j ? 1.0 : 0).ToArray()).ToArray();
        var isDone = false;
        for (var sweep = 0; sweep < MostSweeps && !isDone; sweep++)
        {
            isDone = true;
            for (var p = 0; p < columns; p++)
                for (var q = p + 1; q < columns; q++) isDone &= !LeastSquaresSolver.Turn(left[p], left[q], right[p], right[q]);
        }
        var variances = left.Select(column => LongVectors.Dot(column, column) / (rows.Length - 1)).ToArray();
        var order = Enumerable.Range(0, columns).OrderByDescending(j => variances[j]).ThenBy(j => j).Take(Math.Min(columns, rows.Length)).ToArray();
        return new PrincipalComponents(means, [.. order.Select(j => Signed(right[j]))], [.. order.Select(j => variances[j])]);
    }

    /// <summary>How far a point lies along each direction.</summary>
    /// <param name="point">One value a column.</param>
    /// <param name="components">As many as are wanted, from the first.</param>
    public void Transform(ReadOnlySpan<double> point, Span<double> components)
    {
        for (var k = 0; k < components.Length; k++)
        {
            var sum = 0.0;
            for (var j = 0; j < Means.Count; j++) sum += (point[j] - Means[j]) * Directions[k][j];
            components[k] = sum;
        }
    }

    private static double[] Signed(double[] direction) => direction.MaxBy(Math.Abs) < 0 ? [.. direction.Select(value => -value)] : direction;
}
