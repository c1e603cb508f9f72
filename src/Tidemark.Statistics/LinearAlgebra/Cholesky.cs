namespace Tidemark.Statistics.LinearAlgebra;

/// <summary>A symmetric positive definite matrix as L L'.</summary>
/// <remarks>Source: G. H. Golub and C. F. Van Loan, "Matrix Computations", 4th edition, algorithm 4.2.1.</remarks>
internal sealed class Cholesky
{
    private readonly double[,] lower;

    private Cholesky(double[,] lower) => this.lower = lower;

    /// <summary>The logarithm of the determinant.</summary>
    public double LogDeterminant
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < lower.GetLength(0); i++) sum += 2 * Math.Log(lower[i, i]);
            return sum;
        }
    }

    /// <summary>False when the matrix is not positive definite.</summary>
    public static bool TryOf(double[,] matrix, out Cholesky result)
    {
        var n = matrix.GetLength(0);
        var lower = new double[n, n];
        result = new Cholesky(lower);
        for (var j = 0; j < n; j++)
        {
            var diagonal = matrix[j, j];
            for (var k = 0; k < j; k++) diagonal -= lower[j, k] * lower[j, k];
            if (!(diagonal > 0)) return false;
            lower[j, j] = Math.Sqrt(diagonal);
            for (var i = j + 1; i < n; i++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++) sum -= lower[i, k] * lower[j, k];
                lower[i, j] = sum / lower[j, j];
            }
        }
        return true;
    }

    /// <summary>The x with A x = b.</summary>
    public double[] Solve(ReadOnlySpan<double> right)
    {
        var n = lower.GetLength(0);
        var x = right.ToArray();
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++) x[i] -= lower[i, k] * x[k];
            x[i] /= lower[i, i];
        }
        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++) x[i] -= lower[k, i] * x[k];
            x[i] /= lower[i, i];
        }
        return x;
    }

    /// <summary>The inverse.</summary>
    public double[,] Inverse()
    {
        var n = lower.GetLength(0);
        var inverse = new double[n, n];
        var unit = new double[n];
        for (var j = 0; j < n; j++)
        {
            unit[j] = 1;
            var column = Solve(unit);
            for (var i = 0; i < n; i++) inverse[i, j] = column[i];
            unit[j] = 0;
        }
        return inverse;
    }
}
