namespace Tidemark.Learning.Classics;

/// <summary>The shortest vector of coefficients with the least squared residuals, by Householder reflections and, where columns depend on each other, singular values.</summary>
/// <remarks>Sources: G. H. Golub and C. F. Van Loan, "Matrix Computations", 4th edition, algorithms 5.2.1 and 8.6.3 (one-sided Jacobi).</remarks>
internal static class LeastSquaresSolver
{
    private const int MostSweeps = 60;
    private const double Rounding = 2.220446049250313e-16;
    private const double IndependentAbove = 1e-7;

    /// <param name="columns">At least as many rows as columns; overwritten.</param>
    /// <param name="target">One element a row; overwritten.</param>
    public static double[] Solve(double[][] columns, double[] target)
    {
        var width = columns.Length;
        var scales = new double[width];
        for (var j = 0; j < width; j++)
        {
            scales[j] = Math.Sqrt(LongVectors.Dot(columns[j], columns[j]));
            if (scales[j] > 0) Scale(columns[j], 1 / scales[j]);
        }
        var isIndependent = true;
        for (var k = 0; k < width; k++)
        {
            Reflect(columns, target, k);
            isIndependent &= Math.Abs(columns[k][k]) > IndependentAbove;
        }
        var solution = isIndependent ? BackSubstitute(columns, target) : Shortest(columns, target, target.Length);
        for (var j = 0; j < width; j++) solution[j] = scales[j] > 0 ? solution[j] / scales[j] : 0;
        return solution;
    }

    /// <summary>Turns two columns so that they are at right angles, and with them what was turned before; false where they are already.</summary>
    public static bool Turn(double[] leftP, double[] leftQ, double[] rightP, double[] rightQ)
    {
        double pp = LongVectors.Dot(leftP, leftP), qq = LongVectors.Dot(leftQ, leftQ), pq = LongVectors.Dot(leftP, leftQ);
        if (Math.Abs(pq) <= 3e-14 * Math.Sqrt(pp * qq) || pp == 0 || qq == 0) return false;
        var theta = (qq - pp) / (2 * pq);
        var tangent = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        var cosine = 1 / Math.Sqrt(tangent * tangent + 1);
        Mix(leftP, leftQ, cosine, cosine * tangent);
        Mix(rightP, rightQ, cosine, cosine * tangent);
        return true;
    }

    private static void Reflect(double[][] columns, double[] target, int k)
    {
        var column = columns[k].AsSpan(k);
        var length = Math.Sqrt(LongVectors.Dot(column, column));
        if (length == 0) return;
        if (column[0] > 0) length = -length;
        var reflection = column.ToArray();
        reflection[0] -= length;
        var square = LongVectors.Dot(reflection, reflection);
        for (var j = k + 1; j < columns.Length; j++) Apply(reflection, square, columns[j].AsSpan(k));
        Apply(reflection, square, target.AsSpan(k));
        column.Clear();
        column[0] = length;
    }

    private static void Apply(double[] reflection, double square, Span<double> vector) =>
        LongVectors.AddScaled(vector, -2 * LongVectors.Dot(reflection, vector) / square, reflection);

    private static double[] BackSubstitute(double[][] columns, double[] target)
    {
        var solution = target[..columns.Length];
        for (var j = columns.Length - 1; j >= 0; j--)
        {
            solution[j] /= columns[j][j];
            for (var i = 0; i < j; i++) solution[i] -= columns[j][i] * solution[j];
        }
        return solution;
    }

    /// <summary>Turns pairs of columns until all are at right angles: they are then the left vectors times the singular values.</summary>
    private static double[] Shortest(double[][] columns, double[] target, int rows)
    {
        var width = columns.Length;
        var (left, right) = (new double[width][], new double[width][]);
        for (var j = 0; j < width; j++)
        {
            left[j] = columns[j][..width];
            right[j] = new double[width];
            right[j][j] = 1;
        }
        var isDone = false;
        for (var sweep = 0; sweep < MostSweeps && !isDone; sweep++)
        {
            isDone = true;
            for (var p = 0; p < width; p++)
                for (var q = p + 1; q < width; q++) isDone &= !Turn(left[p], left[q], right[p], right[q]);
        }
        var squares = left.Select(column => LongVectors.Dot(column, column)).ToArray();
        var smallest = Math.Sqrt(squares.Max()) * Rounding * Math.Max(rows, 100);
        var solution = new double[width];
        for (var j = 0; j < width; j++)
            if (Math.Sqrt(squares[j]) > smallest) LongVectors.AddScaled(solution, LongVectors.Dot(left[j], target.AsSpan(0, width)) / squares[j], right[j]);
        return solution;
    }

    private static void Mix(double[] p, double[] q, double cosine, double sine)
    {
        for (var i = 0; i < p.Length; i++) (p[i], q[i]) = (cosine * p[i] - sine * q[i], sine * p[i] + cosine * q[i]);
    }

    private static void Scale(double[] values, double factor)
    {
        for (var i = 0; i < values.Length; i++) values[i] *= factor;
    }
}
