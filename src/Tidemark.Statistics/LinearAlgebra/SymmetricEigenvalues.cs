namespace Tidemark.Statistics.LinearAlgebra;

/// <summary>Eigenvalues, greatest first, and unit eigenvectors of a small symmetric matrix by Jacobi rotations.</summary>
/// <remarks>Source: G. H. Golub and C. F. Van Loan, "Matrix Computations", 4th edition, section 8.5.</remarks>
internal sealed class SymmetricEigenvalues
{
    private const int MostSweeps = 60;

    /// <param name="matrix">Rows of a symmetric matrix; not changed.</param>
    public SymmetricEigenvalues(double[][] matrix)
    {
        var a = matrix.Select(row => (double[])row.Clone()).ToArray();
        var vectors = new double[a.Length][];
        for (var i = 0; i < a.Length; i++)
        {
            vectors[i] = new double[a.Length];
            vectors[i][i] = 1;
        }
        for (var sweep = 0; sweep < MostSweeps && !IsDiagonal(a); sweep++)
            for (var p = 0; p < a.Length; p++)
                for (var q = p + 1; q < a.Length; q++)
                    if (a[p][q] != 0) Rotate(a, vectors, p, q);
        var order = Enumerable.Range(0, a.Length).OrderByDescending(i => a[i][i]).ToArray();
        Values = [.. order.Select(i => a[i][i])];
        Vectors = [.. order.Select(i => vectors[i])];
    }

    public double[] Values { get; }

    /// <summary>The vector of each value.</summary>
    public double[][] Vectors { get; }

    private static bool IsDiagonal(double[][] a)
    {
        double off = 0, on = 0;
        for (var i = 0; i < a.Length; i++)
        {
            on += a[i][i] * a[i][i];
            for (var j = i + 1; j < a.Length; j++) off += a[i][j] * a[i][j];
        }
        return off <= on * 1e-34;
    }

    private static void Rotate(double[][] a, double[][] vectors, int p, int q)
    {
        var theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        var tangent = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        var cosine = 1 / Math.Sqrt(tangent * tangent + 1);
        var sine = tangent * cosine;
        for (var k = 0; k < a.Length; k++) (a[k][p], a[k][q]) = (cosine * a[k][p] - sine * a[k][q], sine * a[k][p] + cosine * a[k][q]);
        for (var k = 0; k < a.Length; k++) (a[p][k], a[q][k]) = (cosine * a[p][k] - sine * a[q][k], sine * a[p][k] + cosine * a[q][k]);
        for (var k = 0; k < a.Length; k++)
            (vectors[p][k], vectors[q][k]) = (cosine * vectors[p][k] - sine * vectors[q][k], sine * vectors[p][k] + cosine * vectors[q][k]);
        a[p][q] = a[q][p] = 0;
    }
}
