namespace Tidemark.Statistics.LinearAlgebra;

/// <summary>A tall matrix as Q R by Householder reflections: Q is orthogonal, R upper triangular.</summary>
/// <remarks>Source: G. H. Golub and C. F. Van Loan, "Matrix Computations", 4th edition, algorithm 5.2.1.</remarks>
internal sealed class QrDecomposition
{
    private readonly double[][] columns; // below and on the diagonal the reflections, above it R
    private readonly double[] diagonal;

    /// <param name="matrix">The columns, each of the same length, at least as many rows as columns; not changed.</param>
    /// <exception cref="ArgumentException">A column is a combination of those before it.</exception>
    public QrDecomposition(IReadOnlyList<double[]> matrix)
    {
        Rows = matrix.Count == 0 ? 0 : matrix[0].Length;
        columns = new double[matrix.Count][];
        diagonal = new double[matrix.Count];
        for (var k = 0; k < columns.Length; k++) columns[k] = (double[])matrix[k].Clone();
        for (var k = 0; k < columns.Length; k++) Reduce(k, Length(matrix[k]));
    }

    public int Rows { get; }

    public int Columns => columns.Length;

    /// <summary>An element of R on or above the diagonal.</summary>
    public double R(int row, int column) => row == column ? diagonal[row] : columns[column][row];

    /// <summary>Replaces a vector of one element a row by Q' times it.</summary>
    public void MultiplyByTransposeOfQ(double[] vector)
    {
        for (var k = 0; k < columns.Length; k++) Reflect(k, vector);
    }

    /// <summary>Replaces a vector of one element a row by Q times it.</summary>
    public void MultiplyByQ(double[] vector)
    {
        for (var k = columns.Length - 1; k >= 0; k--) Reflect(k, vector);
    }

    /// <summary>What is left of a vector when its projection on the columns is taken away.</summary>
    public double[] Residuals(double[] vector)
    {
        var left = (double[])vector.Clone();
        MultiplyByTransposeOfQ(left);
        left.AsSpan(0, columns.Length).Clear();
        MultiplyByQ(left);
        return left;
    }

    /// <summary>The x with R x = the first elements of a vector.</summary>
    public double[] SolveUpper(ReadOnlySpan<double> vector)
    {
        var solution = new double[columns.Length];
        for (var row = columns.Length - 1; row >= 0; row--)
        {
            var sum = vector[row];
            for (var column = row + 1; column < columns.Length; column++) sum -= columns[column][row] * solution[column];
            solution[row] = sum / diagonal[row];
        }
        return solution;
    }

    private void Reduce(int k, double lengthBefore)
    {
        var column = columns[k];
        var length = Length(column.AsSpan(k));
        if (!(length > lengthBefore * Math.Max(Rows, 10) * Math.ScaleB(1, -52)))
            throw new ArgumentException($"regressor {k + 1} is a combination of those before it, or zero");
        if (column[k] > 0) length = -length;
        diagonal[k] = length;
        // The reflection is kept as v / v[k], with v[k] scaled so that H = I - v v' / v[k].
        for (var i = k; i < column.Length; i++) column[i] /= -length;
        column[k] += 1;
        for (var j = k + 1; j < columns.Length; j++) Reflect(k, columns[j]);
    }

    private void Reflect(int k, double[] vector)
    {
        var reflection = columns[k].AsSpan(k);
        var target = vector.AsSpan(k, reflection.Length);
        var product = 0.0;
        for (var i = 0; i < reflection.Length; i++) product += reflection[i] * target[i];
        product /= reflection[0];
        for (var i = 0; i < reflection.Length; i++) target[i] -= product * reflection[i];
    }

    private static double Length(ReadOnlySpan<double> vector)
    {
        var scale = 0.0;
        foreach (var value in vector) scale = Math.Max(scale, Math.Abs(value));
        if (scale == 0) return 0;
        var sum = 0.0;
        foreach (var value in vector) sum += value / scale * (value / scale);
        return scale * Math.Sqrt(sum);
    }
}
