using Tidemark.Learning.Kernels;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>Products of matrices over spans.</summary>
internal static unsafe class MatrixProduct
{
    /// <summary>C[m, n] (+)= A[m, k]·B[k, n], all row-major.</summary>
    public static void Multiply(int m, int n, int k, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, bool accumulate)
    {
        if (a.Length < m * k || b.Length < k * n || c.Length < m * n) throw new ArgumentException("the matrices are smaller than their sizes say");
        fixed (float* left = a, right = b, result = c) Gemm.Multiply(m, n, k, left, right, result, accumulate);
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
