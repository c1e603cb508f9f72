namespace Tidemark.Learning.Kernels;

/// <summary>Products of dense matrices: C = A·B or C += A·B, for any strides, so that transposed matrices need no copy.</summary>
internal static unsafe class Gemm
{
    /// <summary>C[m,n] (+)= A[m,k]·B[k,n], all row-major without gaps.</summary>
    public static void Multiply(int m, int n, int k, float* a, float* b, float* c, bool accumulate = false) =>
        Multiply(m, n, k, a, k, 1, b, n, 1, c, n, accumulate);

    /// <summary>C[m,n] (+)= A[m,k]·B[n,k]ᵀ, all row-major without gaps.</summary>
    public static void MultiplyTransposedB(int m, int n, int k, float* a, float* b, float* c, bool accumulate = false) =>
        Multiply(m, n, k, a, k, 1, b, 1, k, c, n, accumulate);

    /// <summary>C[m,n] (+)= A[k,m]ᵀ·B[k,n], all row-major without gaps.</summary>
    public static void MultiplyTransposedA(int m, int n, int k, float* a, float* b, float* c, bool accumulate = false) =>
        Multiply(m, n, k, a, 1, m, b, n, 1, c, n, accumulate);

    /// <summary>
    /// C (+)= A·B, where element (i, p) of A lies at <c>a[i * aRow + p * aColumn]</c>, (p, j) of B at <c>b[p * bRow + j * bColumn]</c> and
    /// (i, j) of C at <c>c[i * cRow + j]</c>.
    /// </summary>
    public static void Multiply(int m, int n, int k, float* a, int aRow, int aColumn, float* b, int bRow, int bColumn, float* c, int cRow, bool accumulate)
    {
        for (var i = 0; i < m; i++)
        {
            var row = new Span<float>(c + (long)i * cRow, n);
            if (!accumulate) row.Clear();
            for (var p = 0; p < k; p++)
            {
                var factor = a[(long)i * aRow + (long)p * aColumn];
                for (var j = 0; j < n; j++) row[j] += factor * b[(long)p * bRow + (long)j * bColumn];
            }
        }
    }
}
