using System.Numerics;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>Products of matrices over spans.</summary>
internal static class MatrixProduct
{
    /// <summary>C[m, n] (+)= A[m, k]·B[k, n], all row-major.</summary>
    public static void Multiply(int m, int n, int k, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, bool accumulate)
    {
        for (var i = 0; i < m; i++)
        {
            var row = c.Slice(i * n, n);
            if (!accumulate) row.Clear();
            for (var p = 0; p < k; p++)
            {
                var factor = a[i * k + p];
                var other = b.Slice(p * n, n);
                var wide = new Vector<float>(factor);
                var j = 0;
                for (; j <= n - Vector<float>.Count; j += Vector<float>.Count)
                    (new Vector<float>(row[j..]) + wide * new Vector<float>(other[j..])).CopyTo(row[j..]);
                for (; j < n; j++) row[j] += factor * other[j];
            }
        }
    }

    /// <summary>The transposed matrix [columns, rows] of one [rows, columns].</summary>
    public static float[] Transposed(ReadOnlySpan<float> matrix, int rows, int columns)
    {
        var result = new float[rows * columns];
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++) result[c * rows + r] = matrix[r * columns + c];
        return result;
    }
}
